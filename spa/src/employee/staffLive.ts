import { useQueryClient } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { answer, api, passive } from '../api/client.ts';
import { tellDraftNews } from '../api/draftNews.ts';
import { type LiveChange, startLive } from '../api/live.ts';
import { endSession } from '../api/sessionState.ts';
import { staffKeys } from './staffApi.ts';

/** Which of the things the employees' pages have fetched a change makes stale. */
export function staleStaffKeys(change: LiveChange): readonly (readonly unknown[])[] {
  if (change.type === 'draft-changed') return [];
  if (change.type === 'attachment-changed' && change.caseCopyId && !change.messageId)
    return [staffKeys.attachments(change.caseCopyId)];
  const id = 'caseCopyId' in change ? change.caseCopyId : undefined;
  if (change.type === 'resync' || change.type === 'access-changed' || !id) return [staffKeys.all];
  return [staffKeys.inbox, staffKeys.conversation(id)];
}

/** Keeps inbox and conversation in step with what happens elsewhere. */
export function useStaffLive(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      startLive({
        path: '/api/employee/live',
        poll: (after, active) =>
          answer(
            api.GET('/api/employee/events', {
              params: { query: after === undefined ? {} : { after } },
              headers: active ? {} : passive,
            }),
          ),
        onChange: (change) => {
          if (change.type === 'draft-changed' || change.type === 'resync') tellDraftNews();
          for (const queryKey of staleStaffKeys(change)) void client.invalidateQueries({ queryKey });
        },
        onEnded: endSession,
      }),
    [client],
  );
}
