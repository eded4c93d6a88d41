import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { onEntryPort, sendOnEntry } from '../api/actions.ts';
import type { OnEntryKind } from '../api/client.ts';
import { keys, viewsQuery } from '../api/queries.ts';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { language } from '../i18n/catalogue.ts';
import { asOnEntry, emptyOnEntry, onEntryFromDraft, onEntryToDraft } from './onEntryForm.ts';

/** A comment on an entry, or a complaint about it: the draft that the server keeps, and handing it in once. */
export function useSayingOn(caseCopyId: string, entryId: string, kind: OnEntryKind) {
  const client = useQueryClient();
  const views = useQuery(viewsQuery(caseCopyId)).data?.views;
  return useKeptForm({
    place: ['case', caseCopyId, 'on', entryId, kind].join('/'),
    port: onEntryPort(caseCopyId, entryId, kind),
    empty: emptyOnEntry,
    toDraft: onEntryToDraft,
    fromDraft: onEntryFromDraft,
    send: (said, draft) =>
      sendOnEntry(caseCopyId, entryId, kind, said.id, { ...asOnEntry(said, language.peek()), draft }),
    onSent: () => void client.invalidateQueries({ queryKey: keys.conversation(caseCopyId) }),
    wasSent: (id) => !!views?.some((view) => view.viewId === id),
  });
}
