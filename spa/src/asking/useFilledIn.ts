import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { requestPort, sendRequest } from '../api/actions.ts';
import { keys, requestsQuery } from '../api/queries.ts';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { language } from '../i18n/catalogue.ts';
import { asRequest, emptyForm, type FormKind, fromDraft, toDraft } from './form.ts';

/** What is filled in to be called or to meet: the draft that the server keeps, and handing it in once. */
export function useFilledIn(caseCopyId: string, kind: FormKind) {
  const client = useQueryClient();
  const requests = useQuery(requestsQuery(caseCopyId)).data?.requests;
  return useKeptForm({
    place: ['case', caseCopyId, 'requests', kind].join('/'),
    port: requestPort(caseCopyId, kind),
    empty: () => emptyForm(language.peek()),
    toDraft: (form) => toDraft(form, language.peek()),
    fromDraft,
    send: (form, draft) => sendRequest(caseCopyId, form.id, { ...asRequest(kind, form, language.peek()), draft }),
    onSent: () => void client.invalidateQueries({ queryKey: keys.conversation(caseCopyId) }),
    wasSent: (id) => !!requests?.some((message) => message.messageId === id),
  });
}
