import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { AfraidText } from './AfraidText.tsx';

test('a number that is held together moves no mark', () => {
  const text = 'Ring +47 55 00 00 42 kl. 9–15, ikke pappa';
  const start = text.indexOf('pappa');
  const { container } = render(<AfraidText text={text} parts={[{ start, length: 5 }]} />);
  expect(container.querySelector('mark')?.childNodes[1]?.textContent).toBe('pappa');
});
