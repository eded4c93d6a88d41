import { render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { decisionText } from '../../test/fixtures.ts';
import { PairedText } from '../documents/PairedText.tsx';
import { t } from '../i18n/catalogue.ts';
import { LookPanel } from './LookPanel.tsx';
import { spacing } from './look.ts';

afterEach(() => {
  spacing.value = 'normal';
});

test('the lines of a text stand further apart when one asks for it, and one’s place is kept first', async () => {
  Element.prototype.scrollIntoView = () => {};
  const { container } = render(<PairedText text={decisionText} documentId={decisionText.documentId} />);
  const apart = () => Number((container.querySelector('.pairs') as HTMLElement).style.getPropertyValue('--text-apart'));
  const before: number[] = [];
  render(<LookPanel before={() => before.push(apart())} />);
  const choice = (one: 'normal' | 'wide' | 'wider') => screen.getByRole('radio', { name: t(`reader.lines.${one}`) });
  expect(choice('normal')).toHaveProperty('checked', true);
  const normal = apart();
  await userEvent.click(choice('wide'));
  const wide = apart();
  await userEvent.click(choice('wider'));
  const wider = apart();
  expect([wide > normal, wider > wide]).toEqual([true, true]);
  await userEvent.click(choice('normal'));
  expect(apart()).toBe(normal);
  expect(before).toEqual([normal, wide, wider]);
});
