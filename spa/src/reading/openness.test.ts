import { expect, test } from 'vitest';
import { opennessAt } from './openness.ts';

const openings = [
  { from: '2026-11-24T08:00:00+01:00', until: '2026-11-24T15:30:00+01:00' },
  { from: '2026-11-25T08:00:00Z', until: '2026-11-26T01:00:00Z' },
];
const at = (clock: string) => opennessAt(openings, Date.parse(clock));

test('somebody comes and goes at the minute, also past midnight', () => {
  expect(at('2026-11-24T07:59:59+01:00')).toEqual({ open: false, again: openings[0]?.from });
  expect(at('2026-11-24T08:00:00+01:00')).toEqual({ open: true, until: openings[0]?.until });
  expect(at('2026-11-24T15:29:59+01:00')).toEqual({ open: true, until: openings[0]?.until });
  expect(at('2026-11-24T15:30:00+01:00')).toEqual({ open: false, again: openings[1]?.from });
  expect(at('2026-11-26T01:30:00+01:00')).toEqual({ open: true, until: openings[1]?.until });
});

test('after all that is known nobody is there, and without openings somebody always is', () => {
  expect(at('2026-12-24T10:00:00+01:00')).toEqual({ open: false });
  expect(opennessAt([], Date.now())).toEqual({ open: false });
  expect(opennessAt(undefined, Date.now())).toEqual({ open: true });
});
