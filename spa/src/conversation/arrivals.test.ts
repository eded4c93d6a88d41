import { expect, test } from 'vitest';
import type { Message } from '../api/client.ts';
import { arrivals } from './arrivals.ts';

const thread = (...ids: string[]) => ids.map((messageId) => ({ messageId }) as Message);
const ids = (messages: Message[]) => messages.map(({ messageId }) => messageId);
const known = new Set(['c', 'd']);

test('what comes at the end is new, also before one’s own that is still on its way', () => {
  expect(ids(arrivals(known, thread('c', 'd', 'e')))).toEqual(['e']);
  expect(ids(arrivals(known, thread('c', 'e', 'd')))).toEqual(['e']);
});

test('older messages that are fetched aren’t new', () => {
  expect(arrivals(known, thread('a', 'b', 'c', 'd'))).toEqual([]);
  expect(ids(arrivals(known, thread('a', 'b', 'c', 'd', 'e')))).toEqual(['e']);
});

test('nothing is new when a message is taken back or everything is another thread; in an empty one the first is', () => {
  expect(arrivals(known, thread('c'))).toEqual([]);
  expect(arrivals(known, thread('x', 'y'))).toEqual([]);
  expect(ids(arrivals(new Set(), thread('a')))).toEqual(['a']);
});
