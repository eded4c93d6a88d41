import { render } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { decisionText } from '../../test/fixtures.ts';
import type { DocumentText } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { TranslationNote } from './Provenance.tsx';

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
