import { QueryClient, QueryObserver, type QueryObserverOptions } from '@tanstack/preact-query';
import { afterEach, expect, test, vi } from 'vitest';
import { textRequestsQuery } from '../texts/textRequests.ts';
import { Failure } from './failure.ts';
import { accessRequestsQuery, askAgainAfter, consentsQuery, looksQuery, viewsQuery } from './queries.ts';

afterEach(() => vi.useRealTimers());

test.each([
  ['who has looked', looksQuery],
  ['what one has asked for of texts', textRequestsQuery],
  ['what one has asked to read', accessRequestsQuery],
  ['what one has said', viewsQuery],
  ['consents', consentsQuery],
])('%s is asked for again by itself while the service does not answer', async (_, query) => {
  vi.useFakeTimers();
  const client = new QueryClient();
  const fetched = vi.fn(async () => {
    throw new Failure('fagsystem-unavailable', 503);
  });
  const { refetchInterval } = query('a') as Pick<QueryObserverOptions, 'refetchInterval'>;
  const observer = new QueryObserver(client, { queryKey: ['a'], queryFn: fetched, refetchInterval, retry: false });
  const stop = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(askAgainAfter);
  expect(fetched).toHaveBeenCalledTimes(2);
  stop();
  client.clear();
});
