import { type QueryClient, QueryObserver } from '@tanstack/preact-query';
import { expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { makeQueryClient } from './queries.ts';

/** A query on the screen whose answers come when the test gives them. */
function onScreen(client: QueryClient) {
  const waiting: ((answer: string) => void)[] = [];
  const queryFn = vi.fn(() => new Promise<string>((resolve) => waiting.push(resolve)));
  const observer = new QueryObserver(client, { queryKey: ['case', 'a', 'entries'], queryFn });
  const stop = observer.subscribe(() => undefined);
  return {
    queryFn,
    answer: (text: string) => waiting.shift()?.(text),
    shown: () => observer.getCurrentResult().data,
    stop,
  };
}

test('what comes while a page is fetched for the first time is on it: the answer that is under way may be from before', async () => {
  const client = makeQueryClient();
  const page = onScreen(client);
  void client.invalidateQueries({ queryKey: ['case', 'a'] });
  void client.invalidateQueries({ queryKey: ['case', 'a'] });
  expect(page.queryFn).toHaveBeenCalledTimes(1);
  page.answer('before');
  await eventually(() => expect(page.queryFn).toHaveBeenCalledTimes(2));
  expect(page.shown()).toBe('before'); // nobody waits for the second one
  page.answer('after');
  await eventually(() => expect(page.shown()).toBe('after'));
  expect(page.queryFn).toHaveBeenCalledTimes(2);
  page.stop();
});

test('what is already on the screen is fetched once, and nothing of another case is', async () => {
  const client = makeQueryClient();
  const page = onScreen(client);
  page.answer('before');
  await eventually(() => expect(page.shown()).toBe('before'));
  void client.invalidateQueries({ queryKey: ['case', 'b'] });
  expect(page.queryFn).toHaveBeenCalledTimes(1);
  void client.invalidateQueries({ queryKey: ['case', 'a'] });
  page.answer('after');
  await eventually(() => expect(page.shown()).toBe('after'));
  expect(page.queryFn).toHaveBeenCalledTimes(2);
  page.stop();
});
