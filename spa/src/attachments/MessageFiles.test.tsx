import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { Attachment } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { MessageFiles } from './MessageFiles.tsx';

const show = (file: Omit<Attachment, 'attachmentId'>, mine: boolean) =>
  render(<MessageFiles files={[{ attachmentId: 'a', ...file }]} mine={mine} address={(id) => `/files/${id}`} />);

test('a file that is stuck says so to its author by name, and opens nothing', () => {
  show({ state: 'PARKED', name: 'brev.pdf', size: 1200 }, true);
  expect(screen.getByText('brev.pdf')).toBeTruthy();
  expect(screen.getByText(t('files.parked'), { exact: false })).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByRole('link')).toBeNull();
});

test('to the other side it says only that a file has not arrived', () => {
  show({ state: 'PARKED' }, false);
  expect(screen.getByRole('listitem').textContent).toBe(t('files.theirsParked'));
});

test('one that is too large to be checked says so to both sides, without its name to the receiver', () => {
  show({ state: 'REFUSED', reason: 'TOO_LARGE' }, false);
  expect(screen.getByRole('listitem').textContent).toBe(t('srv.attachment.TOO_LARGE'));
  expect(screen.queryByRole('button')).toBeNull();
});

test('why another file was refused is its author’s to know', () => {
  show({ state: 'REFUSED', reason: 'ENCRYPTED' }, false);
  expect(screen.getByRole('listitem').textContent).toBe(t('files.theirsWithheld'));
});
