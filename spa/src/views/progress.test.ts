import { expect, test } from 'vitest';
import type { Answer, View, ViewPrompt } from '../api/client.ts';
import { isAnswered, progressOf } from './progress.ts';

const answer: Answer = {
  outcome: 'USED',
  reason: 'Fordi',
  language: 'nb',
  direction: 'ltr',
  answeredAt: '2026-11-23T09:00:00+01:00',
  byRole: 'CONTACT_PERSON',
};
const prompts: ViewPrompt[] = ['THIS_IS_GOOD', 'THIS_MUST_CHANGE', 'ASK_ME_ABOUT'];

const view = (answered: number, more: Partial<View> = {}): View => ({
  viewId: 'v',
  moment: 'ANY_TIME',
  known: true,
  items: prompts.map((prompt, i) => ({ prompt, text: 'Noe', ...(i < answered ? { answer } : {}) })),
  state: 'DELIVERED',
  sentAt: '2026-11-22T20:14:03+01:00',
  ...more,
});

test('a view is answered when each card is, and not with the first of them', () => {
  for (const [answered, all] of [
    [0, false],
    [1, false],
    [2, false],
    [3, true],
  ] as const) {
    expect(progressOf(view(answered))).toEqual({ answered, total: 3 });
    expect(isAnswered(view(answered))).toBe(all);
  }
});

test('an answer to all of it answers each card', () => {
  expect(progressOf(view(1, { answer }))).toEqual({ answered: 3, total: 3 });
});

test('a comment, or a view that can’t be shown, is one thing', () => {
  expect(isAnswered(view(0, { items: [] }))).toBe(false);
  expect(isAnswered(view(0, { items: [], answer }))).toBe(true);
});
