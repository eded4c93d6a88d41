import { expect, test } from 'vitest';
import { askAgainIn, clock, ending, steps } from './ending.ts';

const session = { now: '2026-11-24T08:00:00Z', idleEndsAt: '2026-11-24T08:30:00Z', endsAt: '2026-11-24T10:00:00Z' };
const minute = 60_000;

test('the end of the session is announced two minutes before, by the server’s clock', () => {
  expect(ending(session, 27.9 * minute)).toBeNull();
  expect(ending(session, 28 * minute)).toEqual({ left: 2 * minute, extendable: true });
  expect(ending(session, 31 * minute)).toEqual({ left: 0, extendable: true });
});

test('the last end of all can’t be extended', () => {
  expect(ending({ ...session, endsAt: session.idleEndsAt }, 29 * minute)).toEqual({ left: minute, extendable: false });
});

test('the server is asked before anybody is warned, often while warning, and once more when the time is over', () => {
  expect(askAgainIn(undefined)).toBe(minute);
  expect(askAgainIn(session)).toBe(minute);
  expect(askAgainIn({ ...session, now: '2026-11-24T08:27:50Z' })).toBe(10_200);
  expect(askAgainIn({ ...session, now: '2026-11-24T08:28:10Z' })).toBe(5000);
  expect(askAgainIn({ ...session, now: '2026-11-24T08:29:58Z' })).toBe(2300);
});

test('the clock counts every second, a screen reader hears four steps', () => {
  const heard = new Set<string>();
  for (let left = 2 * minute; left > 0; left -= 1000) heard.add(JSON.stringify(steps(left)));
  expect([...heard]).toEqual(['{"minutes":2}', '{"minutes":1}', '{"seconds":30}', '{"seconds":10}']);
  expect(clock(119_300)).toBe('2:00');
  expect(clock(9_000)).toBe('0:09');
});
