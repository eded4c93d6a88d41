import { describe, expect, test } from 'vitest';
import { codePoints, textFault, textLimit } from './text.ts';
import { uuidv7 } from './uuid.ts';

describe('the length of a message', () => {
  test.each([
    ['', 0],
    ['  \n ', 0],
    ['hei', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 5],
    ['ليلى', 4],
  ])('counts code points after NFC: %j', (text, length) => {
    expect(codePoints(text)).toBe(length);
  });

  test('may be up to the limit and no further', () => {
    expect(textFault('a'.repeat(textLimit))).toBeNull();
    expect(textFault('𝒶'.repeat(textLimit))).toBeNull();
    expect(textFault('a'.repeat(textLimit + 1))).toBe('too-long');
    expect(textFault(' \n')).toBe('empty');
  });
});

test('message ids are UUIDs of version 7 that sort by time', () => {
  const early = uuidv7(1_700_000_000_000);
  const late = uuidv7(1_700_000_000_001);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(uuidv7()).not.toBe(uuidv7());
});
