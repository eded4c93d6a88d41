import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import ar from '../../../i18n/ar.json';
import { dateWords } from '../../build/catalogues.ts';
import { me } from '../../test/fixtures.ts';
import type { CaseSummary, Entry } from '../api/client.ts';
import { type Catalogue, putCatalogue, t } from '../i18n/catalogue.ts';
import { now } from '../parts/clock.ts';
import { DraftNote, whereToSay } from './DraftNote.tsx';
import { madeBy } from './madeBy.ts';

const entry = (change: Partial<Entry>): Entry => ({ summary: {} as Entry['summary'], documents: [], ...change });

test('what became of a draft says in which language it is, and runs its own way', () => {
  putCatalogue('ar', { ...ar, '@dates': dateWords('ar') } as unknown as Catalogue);
  const outcome = { kind: 'FINISHED', date: '2026-11-20', text: 'Vi la til et mål.', language: 'nb' } as const;
  render(<DraftNote entry={entry({ draftOutcome: outcome })} caseCopyId="c" />);
  const said = screen.getByText('Vi la til et mål.');
  expect([said.lang, said.dir]).toEqual(['nb', 'ltr']);
  expect(said.previousElementSibling?.textContent).toContain('Norsk bokmål');
});

test('in the language of the page nothing more is said of it', () => {
  render(
    <DraftNote
      entry={entry({ draftForComments: true, commentsAsked: { text: 'Hva mener du?', language: 'nb' } })}
      caseCopyId="c"
    />,
  );
  expect(screen.getByText('Hva mener du?').previousElementSibling).toBeNull();
  expect(screen.queryByText(t('reader.writtenIn', { Language: 'Norsk bokmål' }))).toBeNull();
});

test('who has translated what is asked and what became of it is said, and where the draft has changed since', () => {
  const made = { kind: 'PERSON', role: 'tospråklig medarbeider', madeAt: '2026-11-20T09:00:00+01:00' } as const;
  const translation = { language: 'nb', direction: 'ltr', provenance: made, outdated: true } as const;
  const asked = { text: 'Hva mener du?', language: 'nb', translation };
  const { unmount } = render(
    <DraftNote entry={entry({ draftForComments: true, commentsAsked: asked })} caseCopyId="c" />,
  );
  screen.getByText(`${madeBy(made)} · ${t('made.outdated')}`);
  unmount();
  const outcome = { kind: 'FINISHED', date: '2026-11-20', text: 'La til et mål.', language: 'nb' } as const;
  render(
    <DraftNote
      entry={entry({ draftOutcome: { ...outcome, translation: { ...translation, outdated: false } } })}
      caseCopyId="c"
    />,
  );
  screen.getByText(madeBy(made));
});

const layla = me.cases[0] as CaseSummary;

test('on a draft that takes no comments one writes to one’s contact person, as long as it asks and the case goes on', () => {
  const asks = entry({
    draftForComments: true,
    commentsUntil: '2026-11-30',
    summary: { entryId: 'e' } as Entry['summary'],
  });
  now.value = new Date('2026-11-23T12:00:00+01:00');
  expect(whereToSay({ ...asks, mayComment: true }, layla)).toContain('/e');
  expect(whereToSay(asks, layla)).toMatch(/\/conversation$/);
  for (const none of [{ closed: true }, { may: { ...layla.may, conversation: false } }])
    expect(whereToSay(asks, { ...layla, ...none })).toBeUndefined();
  expect(whereToSay({ ...asks, commentsUntil: '2026-11-22' }, layla)).toBeUndefined();
});
