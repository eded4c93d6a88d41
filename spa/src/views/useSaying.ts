import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { sendView, viewPort } from '../api/actions.ts';
import type { ViewMoment, ViewPrompt } from '../api/client.ts';
import { keys, viewsQuery } from '../api/queries.ts';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { language } from '../i18n/catalogue.ts';
import { asView, emptyForm, fromDraft, toDraft } from './form.ts';

/** What is being said at a moment of a meeting: the draft that the server keeps, and handing it in once. */
export function useSaying(caseCopyId: string, moment: ViewMoment, meetingId: string | undefined) {
  const client = useQueryClient();
  const views = useQuery(viewsQuery(caseCopyId)).data?.views;
  const kept = useKeptForm({
    place: ['case', caseCopyId, 'views', moment, meetingId].join('/'),
    port: viewPort(caseCopyId, moment, meetingId),
    empty: emptyForm,
    toDraft,
    fromDraft,
    send: (said, draft) =>
      sendView(caseCopyId, said.id, { ...asView(said, moment, meetingId, language.peek()), draft }),
    onSent: () => void client.invalidateQueries({ queryKey: keys.conversation(caseCopyId) }),
    wasSent: (id) => !!views?.some((view) => view.viewId === id),
  });
  return {
    ...kept,
    write: (prompt: ViewPrompt, text: string) => kept.change({ words: { ...kept.form.words, [prompt]: text } }),
    setAfraid: (afraid: boolean) => kept.change({ afraid }),
  };
}
