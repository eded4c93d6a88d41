import { expect, test } from 'vitest';
import { type Clock, countDown, undoSecondsLeft } from './undo.ts';

const until = '2026-11-24T09:40:10+01:00';
const sent = Date.parse('2026-11-24T09:40:00+01:00');

test('counts by the server’s clock, however wrong the phone’s is', () => {
  const phoneIsAheadBy = 90_000;
  expect(undoSecondsLeft(until, sent + phoneIsAheadBy, -phoneIsAheadBy)).toBe(10);
  expect(undoSecondsLeft(until, sent + phoneIsAheadBy + 9001, -phoneIsAheadBy)).toBe(1);
  expect(undoSecondsLeft(until, sent + phoneIsAheadBy + 10_000, -phoneIsAheadBy)).toBe(0);
  expect(undoSecondsLeft(null, sent, 0)).toBe(0);
});

test('goes down to nothing and stops by itself', () => {
  let at = sent;
  let tick: (() => void) | null = null;
  const clock: Clock = {
    now: () => at,
    every: (_ms, run) => {
      tick = run;
      return () => {
        tick = null;
      };
    },
  };
  const seen: number[] = [];
  countDown(until, 0, (left) => seen.push(left), clock);
  for (let s = 1; s <= 12 && tick; s += 1) {
    at = sent + s * 1000;
    (tick as () => void)();
  }
  expect(seen).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(tick).toBeNull();
});
