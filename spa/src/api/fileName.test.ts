import { expect, test } from 'vitest';
import { fileName } from './fileName.ts';

test('the file has the name that the server gives it, in all letters', () => {
  expect(fileName(`attachment; filename="receipt.pdf"; filename*=UTF-8''%D8%A5.pdf`, 'x.pdf')).toBe('إ.pdf');
  expect(fileName('attachment; filename="receipt.pdf"', 'x.pdf')).toBe('receipt.pdf');
  expect(fileName(`attachment; filename*=UTF-8''%D8`, 'x.pdf')).toBe('x.pdf');
  expect(fileName(null, 'x.pdf')).toBe('x.pdf');
});
