import { useQueryClient } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { answer, api, passive } from './client.ts';
import { tellDraftNews } from './draftNews.ts';
import { type LiveChange, startLive } from './live.ts';
import { keys } from './queries.ts';
import { endSession } from './sessionState.ts';

/** Which of the things a citizen's pages have fetched a change makes stale. */
export function staleKeys(change: LiveChange): readonly (readonly unknown[])[] {
  if (change.type === 'resync' || change.type === 'access-changed') return [keys.me, ['case']];
  if (change.type === 'draft-changed') return [];
  const id = 'caseCopyId' in change ? change.caseCopyId : undefined;
  if (!id) return [['case']];
  switch (change.type) {
    case 'message-received':
      return [keys.conversation(id), keys.caseCopy(id)];
    case 'message-state':
    case 'message-read':
    case 'view-answered':
      return [keys.conversation(id)];
    case 'attachment-changed':
      return [change.messageId ? keys.conversation(id) : keys.attachments(id)];
    case 'case-changed':
      // It may have been closed: then one may do less in it.
      return [keys.caseCopy(id), keys.me];
    default:
      return [keys.caseCopy(id)];
  }
}

/** Keeps what is on the screen in step with what happens elsewhere. */
export function useCitizenLive(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      startLive({
        path: '/api/citizen/live',
        poll: (after, active) =>
          answer(
            api.GET('/api/citizen/events', {
              params: { query: after === undefined ? {} : { after } },
              headers: active ? {} : passive,
            }),
          ),
        onChange: (change) => {
          if (change.type === 'draft-changed' || change.type === 'resync') tellDraftNews();
          for (const queryKey of staleKeys(change)) {
            void client.invalidateQueries({
              queryKey,
              exact: change.type === 'message-received' && queryKey.length === 2,
            });
          }
        },
        onEnded: endSession,
      }),
    [client],
  );
}
