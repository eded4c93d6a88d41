import { expect, it } from 'vitest';
import { byDay } from './days.ts';

it('puts looks together by the day in Oslo, newest first', () => {
  const look = (at: string) => ({ at, role: 'CONTACT_PERSON', place: 'PORTAL' }) as const;
  // Half past midnight in Oslo is the day before by Greenwich's clock.
  const days = byDay([look('2026-11-22T10:00:00Z'), look('2026-11-21T23:30:00Z'), look('2026-11-21T22:30:00Z')]);
  expect(days.map(({ key, looks }) => [key, looks.length])).toEqual([
    ['20779', 2],
    ['20778', 1],
  ]);
  expect(byDay([])).toEqual([]);
});
