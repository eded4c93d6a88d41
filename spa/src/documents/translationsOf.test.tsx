import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { entries, translated } from '../../test/fixtures.ts';
import type { EntrySummary } from '../api/client.ts';
import { showLanguage, t } from '../i18n/catalogue.ts';
import type { TranslationRequest } from '../texts/textRequests.ts';
import { EntryLink } from './EntryRow.tsx';
import { TranslationLine } from './TranslationLine.tsx';
import { translationsOf } from './translationsOf.ts';

const entry: EntrySummary = {
  ...(entries[1] as EntrySummary),
  translations: [translated('d', 'ar'), translated('d', 'uk', true)],
};

const asked = (language: string, state: TranslationRequest['state'], askedAt = '2026-11-20T10:00:00Z') => ({
  ...{ entryId: entry.entryId, documentId: 'd', language, state, askedAt },
});

test.each([
  ['nothing', [], undefined],
  [
    'what is asked for in the page’s language',
    [asked('so', 'ASKED', '2026-11-21T10:00:00Z'), asked('pl', 'SENT')],
    'pl SENT',
  ],
  [
    'else what was asked for last',
    [asked('so', 'ASKED'), asked('ti', 'ORDERED', '2026-11-21T10:00:00Z')],
    'ti ORDERED',
  ],
  ['what is here', [asked('ar', 'AVAILABLE')], 'ar AVAILABLE'],
  ['that it is here where it was ordered', [asked('ar', 'ORDERED')], 'ar AVAILABLE'],
  ['that it is here where an interpreter was to go through it', [asked('ar', 'INTERPRETER')], 'ar AVAILABLE'],
  ['that it is here where one’s wish hasn’t arrived', [asked('ar', 'SENT')], 'ar AVAILABLE'],
  ['what is ordered of another document of the same', [{ ...asked('ar', 'ORDERED'), documentId: 'e' }], 'ar ORDERED'],
  ['nothing of what was here and is outdated', [asked('uk', 'AVAILABLE')], undefined],
  ['what is asked for anew of what is outdated', [asked('uk', 'ASKED')], 'uk ASKED'],
  ['what is here in one’s language with a region, too', [asked('ar-SY', 'AVAILABLE')], 'ar-SY AVAILABLE'],
  [
    'what is asked for in the page’s language with a region',
    [asked('so', 'ASKED', '2026-11-21T10:00:00Z'), asked('pl-PL', 'SENT')],
    'pl-PL SENT',
  ],
  ['nothing that was here once', [asked('pl', 'AVAILABLE')], undefined],
  ['nothing of another document', [{ ...asked('pl', 'ASKED'), entryId: 'x' }], undefined],
] as const)('a document’s row says %s', (_, list, want) => {
  const found = translationsOf([entry], [...list], 'pl').get(entry.entryId);
  expect(found && `${found.language} ${found.state}`).toBe(want);
});

test('a machine’s that was there when a person’s was asked for leaves it asked for', () => {
  const { text, ...one } = translated('d', 'so');
  const state = (madeAt: string) => {
    const provenance = { ...text.provenance, kind: 'MACHINE' as const, madeAt };
    const made = { ...entry, translations: [{ ...one, text: { ...text, provenance } }] };
    return translationsOf([made], [asked('so', 'ORDERED')], 'pl').get(entry.entryId)?.state;
  };
  expect(state('2026-11-19T10:00:00Z')).toBe('ORDERED');
  expect(state('2026-11-21T10:00:00Z')).toBe('AVAILABLE');
});

test.each([
  [asked('pl', 'SENT'), /Polski: ønsket er sendt/],
  [asked('pl', 'ASKED'), /ønsket har kommet fram/],
  [asked('pl', 'ORDERED'), /bestilt/],
  [{ ...asked('pl', 'ORDERED'), expectedOn: '2026-12-01' }, /ventes .*1\. desember/],
  [asked('pl', 'INTERPRETER'), /med tolk/],
  [asked('pl', 'AVAILABLE'), /er her/],
  [asked('pl', 'PARKED'), /stoppet/],
])('each state has its words, %#', (request, words) => {
  render(<EntryLink caseCopyId="c" entry={entry} translation={<TranslationLine request={request} />} />);
  expect(screen.getByRole('link').textContent).toMatch(words);
});

test('a document in one’s language with a region is in one’s language', async () => {
  await showLanguage('en');
  try {
    render(<EntryLink caseCopyId="c" entry={{ ...entry, translations: [translated('d', 'en-GB')] }} />);
    const said = screen.getByRole('link').textContent;
    expect(said).toContain(t('documents.inYourLanguage'));
    expect(said).toContain(t('made.CERTIFIED', { Who: 'Fjordtolk' }));
  } finally {
    await showLanguage('nb');
  }
});

test.each([
  ['a certified translation', { kind: 'CERTIFIED', agency: 'Fjordtolk' }, false, 'made.CERTIFIED', 'Fjordtolk'],
  ['a person’s', { kind: 'PERSON', role: 'tospråklig' }, false, 'made.PERSON', 'tospråklig'],
  ['a machine’s', { kind: 'MACHINE', agency: 'M' }, false, 'made.MACHINE', 'M'],
  ['one that is outdated', { kind: 'PERSON', role: 'tospråklig' }, true, 'made.PERSON', 'tospråklig'],
] as const)('a row says who made %s', async (_, provenance, outdated, key, Who) => {
  await showLanguage('pl');
  try {
    const { documentId, text } = translated('d', 'pl', outdated);
    const made = { documentId, text: { ...text, provenance: { madeAt: text.provenance.madeAt, ...provenance } } };
    render(<EntryLink caseCopyId="c" entry={{ ...entry, translations: [made] }} />);
    const said = screen.getByRole('link').textContent;
    expect(said).toContain(t(key, { Who }));
    expect(said?.includes(t('made.outdated'))).toBe(outdated);
  } finally {
    await showLanguage('nb');
  }
});

test('of several documents a row says who translated where it was the same', async () => {
  await showLanguage('pl');
  try {
    const [one, other] = [translated('d', 'pl'), translated('e', 'pl')];
    const row = (second: typeof other) =>
      render(<EntryLink caseCopyId="c" entry={{ ...entry, translations: [one, second] }} />).container.textContent;
    expect(row(other)).toContain(t('made.CERTIFIED', { Who: 'Fjordtolk' }));
    const byAnother = { ...other.text, provenance: { ...other.text.provenance, agency: 'Ordbroen' } };
    expect(row({ ...other, text: byAnother })).not.toMatch(/Fjordtolk|Ordbroen/);
  } finally {
    await showLanguage('nb');
  }
});
