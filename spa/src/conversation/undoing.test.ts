import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { Undoing } from './undoing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function asking(answers: (Draft | Failure)[]) {
  const asked: string[] = [];
  const undone: Draft[] = [];
  const undoing = new Undoing({
    undo: async (messageId) => {
      asked.push(messageId);
      const answer = answers.shift();
      if (!answer || answer instanceof Failure) throw answer ?? new Failure('offline', 0);
      return answer;
    },
    onUndone: (draft) => void undone.push(draft),
    onAnswer: () => {},
  });
  return { undoing, asked, undone };
}

const draft = { text: 'Hei', revision: 3 };

test('without an answer it is asked again until there is one', async () => {
  const { undoing, asked, undone } = asking([new Failure('offline', 0), new Failure('unavailable', 503), draft]);
  undoing.start('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(undoing.state.value).toBe('waits');
  expect(undone).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(undoing.state.value).toBe('undone');
  expect(asked).toEqual(['a', 'a', 'a']);
  expect(undone).toEqual([draft]);
});

test('only the server says that it was too late', async () => {
  const { undoing } = asking([new Failure('offline', 0), new Failure('undo-too-late', 409)]);
  undoing.start('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(undoing.state.value).not.toBe('too-late');
  await vi.advanceTimersByTimeAsync(1000);
  expect(undoing.state.value).toBe('too-late');
});

test('two taps are one undo', async () => {
  const { undoing, asked } = asking([]);
  undoing.start('a');
  undoing.start('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['a']);
});

test('who takes back without a line and goes to another page has taken it back', async () => {
  const { undoing, asked, undone } = asking([new Failure('offline', 0), new Failure('offline', 0), draft]);
  undoing.start('a');
  await vi.advanceTimersByTimeAsync(0);
  undoing.leave();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toEqual(['a', 'a', 'a']);
  // The page that is gone has no field to put the words into; the server has them.
  expect(undone).toEqual([]);
});

test('a page that was left doesn’t ask for ever', async () => {
  const { undoing, asked } = asking([]);
  undoing.start('a');
  undoing.leave();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(asked.length).toBeLessThanOrEqual(61);
});
