import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useRef } from 'preact/hooks';
import { accessRequestPort, sendAccessRequest } from '../api/actions.ts';
import { accessRequestsQuery, keys } from '../api/queries.ts';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { language } from '../i18n/catalogue.ts';
import { asRequest, emptyForm, fromDraft, settled, toDraft } from './form.ts';

type Of = {
  /** What can still be asked for. */
  open: readonly string[];
  /** Whether the whole case can. */
  mayAskForAll: boolean;
  /** What is chosen from the beginning. */
  first: string | undefined;
};

/** What is being asked for: the draft that the server keeps, and handing it in once. */
export function useAsking(caseCopyId: string, { open, mayAskForAll, first }: Of) {
  const client = useQueryClient();
  const requests = useQuery(accessRequestsQuery(caseCopyId)).data?.requests;
  const kept = useKeptForm({
    place: ['case', caseCopyId, 'access-requests', first].join('/'),
    port: accessRequestPort(caseCopyId),
    empty: () => ({ ...emptyForm(), entryIds: first ? [first] : [] }),
    toDraft,
    fromDraft,
    send: (form, draft) =>
      sendAccessRequest(caseCopyId, form.id, {
        ...asRequest(settled(form, open, mayAskForAll), open, language.peek()),
        draft,
      }),
    onSent: () => void client.invalidateQueries({ queryKey: keys.conversation(caseCopyId) }),
    wasSent: (id) => !!requests?.some((request) => request.accessRequestId === id),
  });
  const { status } = kept.draft;
  // Who comes from a document wants that one, whatever they had chosen before; once they have it they may do without it.
  const wanted = useRef(first);
  useEffect(() => {
    const { entryIds, whole } = kept.form;
    if (status.value === 'loading' || !wanted.current) return;
    if (!whole && !entryIds.includes(wanted.current)) kept.change({ entryIds: [...entryIds, wanted.current] });
    wanted.current = undefined;
  }, [status.value]);
  return { ...kept, form: settled(kept.form, open, mayAskForAll) };
}
