import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { loadViewDraft, saveViewDraft, sendView } from '../api/actions.ts';
import type { ViewMoment, ViewPrompt } from '../api/client.ts';
import { type FailureCode, failureCode } from '../api/failure.ts';
import { keys, viewsQuery } from '../api/queries.ts';
import { DraftKeeper } from '../conversation/draft.ts';
import { keepDraft } from '../conversation/keepDraft.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import { language } from '../i18n/catalogue.ts';
import { asView, emptyForm, fromDraft, toDraft, type ViewForm } from './form.ts';

export type SayState =
  | { is: 'writing' }
  | { is: 'sending' }
  | { is: 'sent' }
  | { is: 'failed'; code: FailureCode; detail: string | undefined };

/** What is being said at a moment of a meeting: the draft that the server keeps, and handing it in once. */
export function useSaying(caseCopyId: string, moment: ViewMoment, meetingId: string | undefined) {
  const client = useQueryClient();
  const blank = useMemo(emptyForm, [caseCopyId, moment, meetingId]);
  const draft = useMemo(
    () =>
      new DraftKeeper({
        loadDraft: () => loadViewDraft(caseCopyId, moment, meetingId),
        saveDraft: (saved, options) => saveViewDraft(caseCopyId, moment, meetingId, saved, options),
      }),
    [caseCopyId, moment, meetingId],
  );
  const [state, setState] = useState<SayState>({ is: 'writing' });

  useEffect(() => keepDraft(draft), [draft]);

  const form = fromDraft(draft.text.value) ?? blank;
  const done = () => {
    setState({ is: 'sent' });
    void client.invalidateQueries({ queryKey: keys.conversation(caseCopyId) });
  };

  // The answer to sending it got lost with the page: what stands in the list was sent, and is no draft any more.
  const views = useQuery(viewsQuery(caseCopyId)).data?.views;
  const sentBefore =
    state.is === 'writing' && draft.text.value !== '' && views?.some((view) => view.viewId === form.id);
  useEffect(() => {
    if (!sentBefore) return;
    draft.edit('');
    void draft.flush();
    done();
  }, [sentBefore]);

  const change = (part: Partial<ViewForm>) => {
    if (state.is === 'failed') setState({ is: 'writing' });
    draft.edit(toDraft({ ...form, ...part }));
  };
  const handIn = async (said: ViewForm, again: boolean): Promise<void> => {
    const text = toDraft(said);
    try {
      await sendView(caseCopyId, said.id, asView(said, moment, meetingId, language.peek()));
      draft.sent(text);
      done();
    } catch (error) {
      const code = failureCode(error);
      if (code === 'other-body' && again) {
        // Under this id an earlier wording was accepted: this one is a view of its own.
        const anew = { ...said, id: uuidv7() };
        draft.edit(toDraft(anew));
        return handIn(anew, false);
      }
      setState({ is: 'failed', code, detail: (error as { detail?: string }).detail });
    }
  };
  return {
    draft,
    form,
    state,
    write: (prompt: ViewPrompt, text: string) => change({ words: { ...form.words, [prompt]: text } }),
    setAfraid: (afraid: boolean) => change({ afraid }),
    send: async () => {
      if (state.is === 'sending' || state.is === 'sent') return;
      setState({ is: 'sending' });
      draft.hold();
      await handIn(form, true);
      draft.release();
    },
  };
}
