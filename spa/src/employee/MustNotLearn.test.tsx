import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { MustNotLearn } from './MustNotLearn.tsx';

const party = { given: 'Kari', family: 'Moe' };

test('whoever writes reads of whom this party mustn’t learn where they live', () => {
  render(<MustNotLearn of={{ party, hiddenFromParty: [{ given: 'Amina', family: 'Warsame' }] }} />);
  const said = screen.getByText(/Kari Moe.*Amina Warsame/).textContent;
  expect(said).not.toContain('{{');
});

test('where nobody is protected nothing is said', () => {
  const { container } = render(<MustNotLearn of={{ party }} />);
  expect(container.textContent).toBe('');
});
