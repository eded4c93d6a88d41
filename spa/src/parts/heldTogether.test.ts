import { expect, test } from 'vitest';
import { heldTogether } from './heldTogether.ts';

const held = (text: string) =>
  heldTogether(text).replaceAll('\u00a0', '_').replaceAll('\u200e', '|').replaceAll('\u2060', '~');

test('the groups of a telephone number stay on one line, with the country’s number before them', () => {
  expect(held('Ring 55 00 00 42 eller 116 111.')).toBe('Ring 55_00_00_42 eller 116_111.');
  expect(held('اتصل على +47 55 00 00 42.')).toBe('اتصل على |+47_55_00_00_42.');
  expect(held('+47 55000042')).toBe('|+47_55000042');
});

test('what is from one number to another breaks at no dash', () => {
  expect(held('Åpent 9–15, kl. 10.00–11.30, for 9–15 år')).toBe('Åpent 9–~15, kl. 10.00–~11.30, for 9–~15 år');
  expect(held('Ring – 112')).toBe('Ring – 112');
});

test('other numbers are left as they are', () => {
  for (const text of ['1 200 kroner', '3 og 4', '2026 11 22', '10 20 30 40 50 60'])
    expect(heldTogether(text)).toBe(text);
});
