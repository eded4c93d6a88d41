import { expect, test } from 'vitest';
import { asAnswers, emptyAnswering, fromDraft, toDraft, whole } from './answering.ts';

const part = { outcome: 'PARTLY' as const, reason: ' Vi prøver ' };
const goal = { entryId: 'e1', subGoalId: 'g1' };

test('an answer is no draft before anything is chosen or written, and comes back from one whole', () => {
  const empty = emptyAnswering();
  expect(toDraft(empty)).toBe('');
  expect(toDraft({ ...empty, parts: { THIS_IS_GOOD: { reason: '' } } })).toBe('');
  const begun = { ...empty, parts: { THIS_IS_GOOD: { outcome: 'USED' as const, reason: '', link: goal } } };
  expect(fromDraft(toDraft(begun))).toEqual(begun);
  for (const other of ['', 'Hei', 'null', '{}', '{"id":1,"parts":{}}']) expect(fromDraft(other)).toBeNull();
});

test('what was begun must be complete; what wasn’t is left out', () => {
  const answering = { id: 'a', parts: { THIS_IS_GOOD: part, ASK_ME_ABOUT: { reason: ' ' } } };
  expect(asAnswers(answering, ['THIS_IS_GOOD', 'ASK_ME_ABOUT'], 'nb')).toEqual({
    language: 'nb',
    answers: [{ prompt: 'THIS_IS_GOOD', outcome: 'PARTLY', reason: 'Vi prøver' }],
  });
  const { outcome: _, ...noOutcome } = part;
  for (const wrong of [
    {},
    { THIS_IS_GOOD: noOutcome },
    { THIS_IS_GOOD: { ...part, reason: ' ' } },
    { THIS_IS_GOOD: { reason: '', link: goal } },
  ])
    expect(asAnswers({ id: 'a', parts: wrong }, ['THIS_IS_GOOD'], 'nb')).toBeNull();
});

test('an answer to all of it names no prompt, and its place goes with it', () => {
  expect(asAnswers({ id: 'a', parts: { [whole]: { ...part, link: goal } } }, [whole], 'nb')?.answers).toEqual([
    { outcome: 'PARTLY', reason: 'Vi prøver', link: goal },
  ]);
});
