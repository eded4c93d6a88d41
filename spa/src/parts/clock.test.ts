import { afterEach, expect, test, vi } from 'vitest';
import { atItsTime, serverAhead } from '../api/serverClock.ts';
import { t } from '../i18n/catalogue.ts';
import { daysLeft } from '../i18n/dates.ts';
import { keepClock, now } from './clock.ts';

afterEach(() => {
  vi.useRealTimers();
  serverAhead.value = 0;
});

test('how many days are left is by the server’s clock, also on a phone whose own is a day wrong', () => {
  vi.useFakeTimers({ now: new Date('2026-12-04T10:00:00+01:00') });
  const stop = keepClock();
  atItsTime({ now: '2026-12-03T10:00:00+01:00' });
  expect(daysLeft('2026-12-03', now.value)).toBe(t('date.lastDay'));
  vi.advanceTimersByTime(14 * 3_600_000 + 60_000);
  expect(daysLeft('2026-12-03', now.value)).toBe(t('date.ago', { Count: 1 }));
  stop();
});
