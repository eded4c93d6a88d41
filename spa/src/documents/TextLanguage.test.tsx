import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { LocationProvider, Route, Router } from 'preact-iso';
import { beforeEach, expect, test, vi } from 'vitest';
import { context, decision, decisionText, laylasCase, me, today } from '../../test/fixtures.ts';
import type { CaseSummary, DocumentText, Entry } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { now } from '../parts/clock.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Reader } from './Reader.tsx';
import { TextLanguage } from './TextLanguage.tsx';

const layla = me.cases[0] as CaseSummary;
const { entryId } = decision.summary;
const [document_] = decision.documents as [Entry['documents'][number]];
const { documentId } = document_;
const [known] = document_.texts as [(typeof document_.texts)[0]];
const made = { kind: 'CERTIFIED', agency: 'Fjordtolk AS', madeAt: '2026-11-13T09:00:00+01:00' } as const;

beforeEach(() => {
  now.value = today;
  Element.prototype.scrollIntoView = () => {};
  history.replaceState(null, '', `/case/${layla.caseCopyId}/documents/${entryId}`);
});

const [block] = decisionText.original.blocks as [DocumentText['original']['blocks'][0]];
const says = (words: string) => [{ ...block, id: 'b1', kind: 'PARAGRAPH' as const, inline: [{ text: words }] }];

/** What the server answers for a language: the original, beside its translation where there is one. */
const texts: Record<string, DocumentText> = Object.fromEntries(
  Object.entries({ nb: undefined, so: 'Go’aan', ar: 'قرار' }).map(([tag, words]) => [
    tag,
    {
      documentId,
      original: { ...decisionText.original, blocks: says('Vedtak') },
      ...(words && {
        translation: {
          ...decisionText.original,
          language: tag,
          direction: tag === 'ar' ? ('rtl' as const) : ('ltr' as const),
          provenance: made,
          outdated: tag === 'ar',
          blocks: says(words),
        },
      }),
    },
  ]),
);

function read(languages: string[], { original = 'nb', answers = texts } = {}) {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  client.setQueryData(keys.context, context);
  client.setQueryData(keys.caseCopy(layla.caseCopyId), laylasCase);
  client.setQueryData(keys.textRequests(layla.caseCopyId), { translations: [], marks: [], historyAvailable: true });
  client.setQueryData(keys.entry(layla.caseCopyId, entryId), {
    ...decision,
    documents: [
      {
        ...document_,
        hasPdf: false,
        originalLanguage: original,
        texts: languages.map((language) => ({ ...known, language })),
      },
    ],
  });
  for (const [tag, text] of Object.entries(answers))
    client.setQueryData(keys.text(layla.caseCopyId, entryId, documentId, tag), text);
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={layla}>
          <Router>
            <Route path="/case/:caseCopyId/documents/:entryId" component={Reader} />
            <Route default component={() => null} />
          </Router>
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
  return client;
}

const choice = () => screen.getByRole('group', { name: t('reader.textIn') });
const choose = (name: string) => userEvent.click(within(choice()).getByRole('button', { name }));
const half = (words: string) => screen.getByText(words).closest('.half') as HTMLElement;

test('a document is read in any language it is there in, each named in itself, beside its original; the page’s own first', async () => {
  read(['nb', 'ar', 'so']);
  const buttons = within(choice()).getAllByRole('button');
  expect(buttons.map((one) => [one.textContent, one.lang, one.getAttribute('aria-pressed')])).toEqual([
    ['Norsk bokmål', 'nb', 'true'],
    ['العربية', 'ar', 'false'],
    ['Soomaali', 'so', 'false'],
  ]);
  expect(document.querySelector('.pairs')?.hasAttribute('data-paired')).toBe(false);
  await choose('Soomaali');
  expect([half('Go’aan').lang, half('Go’aan').dir]).toEqual(['so', 'ltr']);
  expect(half('Vedtak').lang).toBe('nb');
  // It begins on the side that was chosen, with a way back to the original.
  expect(document.querySelector('.pairs')?.getAttribute('data-side')).toBe('translation');
  expect(document.querySelector('.provenance')?.textContent).toContain('Fjordtolk AS');
  expect(document.querySelector('.provenance .note')).toBeNull();
  await choose('العربية');
  expect([half('قرار').lang, half('قرار').dir]).toEqual(['ar', 'rtl']);
  expect(document.querySelector('.provenance .note')?.textContent).toContain(t('reader.outdated'));
  expect(screen.queryByText('Go’aan')).toBeNull();
  await choose('Norsk bokmål');
  expect(screen.queryByText('قرار')).toBeNull();
  expect(half('Vedtak').lang).toBe('nb');
});

test('where a text isn’t there in the page’s language the choice stands out, and where there is no other one there is none', () => {
  const { nb, ar } = texts as { nb: DocumentText; ar: DocumentText };
  const foreign = { ...nb, original: { ...nb.original, language: 'so' } };
  read(['so', 'uk'], { original: 'so', answers: { nb: foreign } });
  expect(choice().closest('.text-language')?.hasAttribute('data-foreign')).toBe(true);
  expect(within(choice()).getByRole('button', { name: 'Soomaali' }).getAttribute('aria-pressed')).toBe('true');
  expect(within(choice()).getByRole('button', { name: 'Українська' }).lang).toBe('uk');
  document.body.replaceChildren();
  // In the page's own, and nothing but the original beside it.
  read(['so', 'nb'], { original: 'so', answers: { nb: { ...foreign, translation: ar.translation } as DocumentText } });
  expect(screen.queryByRole('group', { name: t('reader.textIn') })).toBeNull();
  document.body.replaceChildren();
  read(['nb']);
  expect(screen.queryByRole('group', { name: t('reader.textIn') })).toBeNull();
});

test('a translation that is taken away while one reads it goes from the screen, that is told, and the page’s own is one tap away', async () => {
  const client = read(['nb', 'so', 'pl']);
  await choose('Soomaali');
  screen.getByText('Go’aan');
  const place = keys.entry(layla.caseCopyId, entryId);
  const entry = client.getQueryData(place) as Entry;
  client.setQueryData(place, {
    ...entry,
    documents: entry.documents.map((one) => ({
      ...one,
      texts: ['nb', 'pl'].map((language) => ({ ...known, language })),
    })),
  });
  client.setQueryData(keys.text(layla.caseCopyId, entryId, documentId, 'so'), texts.nb);
  await screen.findAllByText(t('reader.translationGoneTitle'));
  expect(screen.queryByText('Go’aan')).toBeNull();
  expect(within(choice()).getByRole('button', { pressed: true }).textContent).toBe('Norsk bokmål');
  await choose('Norsk bokmål');
  await screen.findByText('Vedtak');
  expect(screen.queryByText(t('reader.translationGoneTitle'))).toBeNull();
});

test('whoever reads another language than their own, and it is taken away, finds back to their own', () => {
  const known = { original: 'so', translations: ['nb'] };
  const onChoose = vi.fn();
  render(<TextLanguage {...known} chosen="pl" onChoose={onChoose} />);
  const own = within(choice()).getByRole('button');
  expect([own.textContent, own.getAttribute('aria-pressed')]).toEqual(['Norsk bokmål', 'false']);
  own.click();
  expect(onChoose).toHaveBeenCalledWith(undefined);
});
