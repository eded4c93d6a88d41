import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { today } from '../../test/fixtures.ts';
import type { Waiting } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { WaitingForMe } from './WaitingForMe.tsx';

const rows = (waiting: Waiting[]) => {
  now.value = today;
  render(<WaitingForMe caseCopyId="c" waiting={waiting} seesDocuments />);
  return screen.getAllByRole('link').map((row) => row.textContent ?? '');
};

test.each(['UNOPENED_DECISION', 'COMPLAINT_DEADLINE', 'COMMENT_WANTED', 'CONSENT'] as const)(
  'two of a kind with the same day are told apart by what they are about: %s',
  (kind) => {
    const [first, second] = rows([
      { kind, entryId: 'a', consentId: 'a', date: '2026-12-03', title: 'Vedtak om Layla' },
      { kind, entryId: 'b', consentId: 'b', date: '2026-12-03', title: 'قرار', titleLanguage: 'ar' },
    ]);
    const by = t('waiting.until', { Date: formatDate('2026-12-03', 'day') });
    expect(first).toContain('Vedtak om Layla');
    expect(second).toContain('قرار');
    if (kind === 'COMPLAINT_DEADLINE') expect(first).toContain('Vedtak om Layla · Det er 9 dager til.');
    if (kind === 'COMMENT_WANTED') expect(first).toContain(`Vedtak om Layla · ${by}`);
    expect(screen.getByText('قرار').lang).toBe('ar');
    expect(screen.getByText('قرار').tagName).toBe('BDI');
    expect(screen.getByText('Vedtak om Layla').lang).toBe('nb');
  },
);

test('of what one may not see there is only the deadline', () => {
  const [row] = rows([{ kind: 'COMPLAINT_DEADLINE', entryId: 'a', date: '2026-12-03' }]);
  expect(row).toMatch(/Det er 9 dager til\.$/);
  expect(row).not.toContain('·');
});
