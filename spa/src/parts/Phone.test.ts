import { expect, test } from 'vitest';
import { readableNumber, spans } from './Phone.tsx';

test('numbers stand in the groups one reads them in', () => {
  expect(readableNumber('55000042')).toBe('55 00 00 42');
  expect(readableNumber('116111')).toBe('116 111');
  expect(readableNumber('+4755000042')).toBe('+47 55 00 00 42');
  expect(readableNumber('112')).toBe('112');
});

test('neighbouring days with the same hours are one line', () => {
  const day = (weekday: number, closes = '15:30') => ({ weekday, opens: '08:00', closes });
  expect(spans([day(1), day(2), day(3), day(4), day(5, '15:00')]).map((s) => `${s.from}-${s.to} ${s.closes}`)).toEqual([
    '1-4 15:30',
    '5-5 15:00',
  ]);
  expect(spans([day(1), day(3)])).toHaveLength(2);
});
