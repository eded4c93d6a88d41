import { expect, test } from 'vitest';
import { clock, cueText } from './captions.ts';

test('what somebody says is never markup', () => {
  expect(cueText('<i>2 < 3</i> & så videre')).toBe('&lt;i>2 &lt; 3&lt;/i> &amp; så videre');
});

test('a length is said as players say it', () => {
  expect([clock(7.6), clock(24), clock(60), clock(605)]).toEqual(['0:08', '0:24', '1:00', '10:05']);
});
