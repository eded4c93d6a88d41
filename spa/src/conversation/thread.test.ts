import { expect, test } from 'vitest';
import { conversation } from '../../test/fixtures.ts';
import type { Message } from '../api/client.ts';
import { byDay, inOrder, showsState } from './thread.ts';

const [first, second, third, fourth] = conversation.messages as [Message, Message, Message, Message];

test('pages that come newest first become one thread without doubles', () => {
  const newer = { ...conversation, messages: [second, third] };
  const older = { ...conversation, messages: [first, { ...second, text: 'older copy' }] };
  expect(inOrder([newer, older]).map((m) => m.text)).toEqual([first.text, second.text, third.text]);
});

test('days are Oslo’s, and what one wrote in one go stands together', () => {
  const soon = { ...third, messageId: 'x', sentAt: '2026-11-24T08:10:00+01:00' };
  const late = { ...third, messageId: 'y', sentAt: '2026-11-24T08:20:00+01:00' };
  const days = byDay([first, second, third, soon, late]);
  expect(days.map((d) => d.groups.map((g) => g.length))).toEqual([[1], [1], [2, 1]]);
});

test('the state is said under the last own message and under every one that hasn’t arrived', () => {
  expect(showsState(second, fourth.messageId)).toBe(false);
  expect(showsState(fourth, fourth.messageId)).toBe(true);
  expect(showsState({ ...second, state: 'PARKED' }, fourth.messageId)).toBe(true);
  expect(showsState(third, fourth.messageId)).toBe(false);
});
