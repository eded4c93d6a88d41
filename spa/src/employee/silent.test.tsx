import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { Failure } from '../api/failure.ts';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { silent } from './silent.ts';

test('an employee isn’t spoken to as a citizen while the fagsystem is silent', () => {
  render(<FailureNote error={new Failure('fagsystem-unavailable', 503)} silent={silent()} />);
  const note = screen.getByRole('alert');
  expect(note.textContent).toContain(t('staff.silent.text'));
  expect(note.textContent).not.toContain(t('failure.system'));
  expect(note.textContent).not.toContain('staff.silent');
});
