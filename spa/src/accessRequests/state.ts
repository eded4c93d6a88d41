import type { AccessRequest, AccessRequestItem, AccessState, EntrySummary } from '../api/client.ts';

/** The newest request in which something is asked for, with its item; null stands for the whole case. */
export function requestFor(
  entryId: string | null,
  requests: AccessRequest[] | undefined,
): { request: AccessRequest; item: AccessRequestItem } | undefined {
  for (const request of requests ?? []) {
    const item = request.items.find((one) => (one.entryId ?? null) === entryId);
    if (item) return { request, item };
  }
  return undefined;
}

/** How it stands with seeing an entry: what one has just asked for, the fagsystem may not know yet. */
export function accessTo(entry: EntrySummary, requests: AccessRequest[] | undefined): AccessState | undefined {
  const { access } = entry;
  if (!access || entry.released === 'FULL') return access;
  const asked = requestFor(entry.entryId, requests);
  if (access === 'NOT_ASKED' && asked) return asked.item.state;
  return access === 'ASKED' && asked?.item.state === 'IN_PROGRESS' ? 'IN_PROGRESS' : access;
}

/** The entries, each with how it stands with seeing it now; those of which nothing else is known stay the same objects. */
export const withRequests = (entries: EntrySummary[], requests: AccessRequest[] | undefined): EntrySummary[] =>
  entries.map((entry) => {
    const access = accessTo(entry, requests);
    return access && access !== entry.access ? { ...entry, access } : entry;
  });

/** What can still be asked for. */
export const askable = (entries: EntrySummary[]): EntrySummary[] =>
  entries.filter((entry) => entry.released === 'TITLE' && entry.access === 'NOT_ASKED');
