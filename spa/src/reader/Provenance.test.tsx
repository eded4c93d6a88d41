import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { decisionText } from '../../test/fixtures.ts';
import type { DocumentText } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { TranslationNote } from './Provenance.tsx';

test('a translation says of which version it is, and when that was made, also where there is a newer one', () => {
  const provenance = { kind: 'PERSON' as const, madeAt: '2026-11-10T09:00:00Z', ofVersion: '2' };
  const said = (outdated: boolean, ofVersionMadeAt?: string) => {
    const translation = { ...(decisionText.translation as NonNullable<DocumentText['translation']>), outdated };
    const { container, unmount } = render(
      <TranslationNote
        text={decisionText}
        translation={{ ...translation, provenance: { ...provenance, ...(ofVersionMadeAt && { ofVersionMadeAt }) } }}
      />,
    );
    const text = container.textContent ?? '';
    unmount();
    return text;
  };
  const of = (date: string) => t('reader.madeOf', { Date: formatDate(date, 'long') });
  const newest = decisionText.original.provenance.madeAt;
  expect(said(true, '2026-10-05T09:00:00Z')).toContain(of('2026-10-05'));
  expect(said(true, '2026-10-05T09:00:00Z')).toContain(t('reader.outdated'));
  expect(said(true, '2026-10-05T09:00:00Z')).not.toContain(formatDate(newest, 'long'));
  expect(said(false, newest)).toContain(of(newest));
  expect(said(true)).toContain(t('reader.madeOfOlder', { Date: formatDate(newest, 'long') }));
});

test('a translation of another language’s original doesn’t say that the Norwegian one counts', () => {
  const translation = { ...(decisionText.translation as NonNullable<DocumentText['translation']>), outdated: true };
  const note = (language: string) => {
    const text = { ...decisionText, original: { ...decisionText.original, language } };
    const { container, unmount } = render(<TranslationNote text={text} translation={translation} />);
    const said = container.textContent ?? '';
    unmount();
    return said;
  };
  expect(note('nb')).toContain(t('reader.norwegianCounts'));
  expect(note('nn')).toContain(t('reader.outdated'));
  // It is of another text than the one that stands beside it now.
  const made = formatDate(decisionText.original.provenance.madeAt, 'long');
  expect(note('nb')).toContain(t('reader.madeOfOlder', { Date: made }));
  expect(note('nb')).not.toContain(t('reader.madeOf', { Date: made }));
  expect(note('so')).toContain(t('reader.madeOfOlderOriginal', { Date: made }));
  expect(note('so')).not.toMatch(/norsk/i);
  expect(note('so')).toContain(t('reader.originalCounts', { Language: 'Soomaali' }));
  expect(note('so')).toContain(t('reader.outdatedOriginal'));
});
