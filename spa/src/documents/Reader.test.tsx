import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, decision, decisionText, laylasCase, me, today } from '../../test/fixtures.ts';
import { seenAtOnce } from '../../test/seenAtOnce.ts';
import * as actions from '../api/actions.ts';
import type { CaseSummary, DocumentText, Entry } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { keys } from '../api/queries.ts';
import { language, t } from '../i18n/catalogue.ts';
import { now } from '../parts/clock.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Reader } from './Reader.tsx';

const layla = me.cases[0] as CaseSummary;
const { entryId } = decision.summary;
const documentId = decision.documents[0]?.documentId as string;
const place = keys.entry(layla.caseCopyId, entryId);

beforeEach(() => {
  now.value = today;
  Element.prototype.scrollIntoView = () => {};
  history.replaceState(null, '', `/case/${layla.caseCopyId}/documents/${entryId}`);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

type Known = { text?: DocumentText | undefined; requests?: object };

function read(entry: Entry = decision, { text, requests }: Known = { text: decisionText }) {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  client.setQueryData(keys.context, context);
  client.setQueryData(keys.caseCopy(layla.caseCopyId), laylasCase);
  client.setQueryData(place, entry);
  const textPlace = keys.text(layla.caseCopyId, entryId, documentId, language.value);
  if (text) client.setQueryData(textPlace, text);
  if (requests) client.setQueryData(keys.textRequests(layla.caseCopyId), requests);
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
  return { client, textPlace };
}

const firstWords = () => {
  const block = decisionText.original.blocks.find((one) => one.inline?.length);
  return block?.inline?.[0]?.text as string;
};

test('what is withdrawn while it is read goes from the screen, and one is told why', async () => {
  const { client } = read();
  expect(document.body.textContent).toContain(firstWords());
  await act(async () => {
    await client
      .fetchQuery({ queryKey: place, staleTime: 0, queryFn: () => Promise.reject(new Failure('not-found', 404)) })
      .catch(() => {});
  });
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(t('pdf.goneTitle')));
  expect(screen.getByRole('alert').textContent).toContain(t('pdf.gone'));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(t('pdf.goneTitle'));
  expect(document.body.textContent).not.toContain(firstWords());
  expect(document.body.textContent).not.toContain(decision.summary.title);
});

test('a document that is taken out of an entry goes from the screen, and one is told why; what came or stayed isn’t told of', async () => {
  const { client } = read();
  const told = () => document.body.textContent?.includes(t('reader.goneTitle'));
  const [first] = decision.documents as [Entry['documents'][number]];
  const second = { ...first, documentId: 'second', title: 'Vedlegg', hasPdf: false, texts: [] };
  client.setQueryData(place, { ...decision, documents: [first, second] });
  await screen.findByRole('heading', { name: 'Vedlegg' });
  expect(told()).toBe(false);
  client.setQueryData(place, { ...decision, documents: [first] });
  await waitFor(() => expect(told()).toBe(true));
  expect(document.body.textContent).not.toContain('Vedlegg');
  expect(document.body.textContent).toContain(firstWords());
  client.setQueryData(place, { ...decision, documents: [] });
  await waitFor(() => expect(document.body.textContent).not.toContain(firstWords()));
  const note = screen.getByText(t('pdf.gone')).closest('[role="status"]') as HTMLElement;
  expect(note.textContent).toContain(t('reader.goneTitle'));
  expect(within(note).getByRole('link', { name: t('pdf.ask') })).toBeTruthy();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(decision.summary.title);
});

test('a document of which the text is taken away, and the file is left, shows nothing more of the text', async () => {
  const { client } = read();
  const [first] = decision.documents as [Entry['documents'][number]];
  expect(document.body.textContent).toContain(firstWords());
  client.setQueryData(place, { ...decision, documents: [{ ...first, hasPdf: true, texts: [] }] });
  await waitFor(() => expect(document.body.textContent).toContain(t('reader.onlyPdf')));
  expect(document.body.textContent).not.toContain(firstWords());
});

test('a text that is exchanged while it is read says so; what only got other neighbours, or a mark, doesn’t', async () => {
  const { client, textPlace } = read();
  const told = () => document.body.textContent?.includes(t('pdf.changedTitle'));
  expect(told()).toBe(false);
  const neighbours: DocumentText = {
    ...decisionText,
    original: { ...decisionText.original, blocks: decisionText.original.blocks.map((b) => ({ ...b, unpaired: true })) },
  };
  client.setQueryData(textPlace, neighbours);
  await waitFor(() => expect(document.body.textContent).toContain(t('reader.unpaired')));
  expect(told()).toBe(false);
  const marked: DocumentText = {
    ...decisionText,
    original: {
      ...decisionText.original,
      blocks: decisionText.original.blocks.map((b) => (b.id === 'p1' ? { ...b, wrong: true } : b)),
    },
  };
  client.setQueryData(textPlace, marked);
  await waitFor(() => expect(document.body.textContent).toContain(t('reader.wrong')));
  expect(told()).toBe(false);
  const [first, ...rest] = decisionText.original.blocks;
  const other: DocumentText = {
    ...decisionText,
    original: {
      ...decisionText.original,
      blocks: [{ ...first, id: 'x', kind: 'PARAGRAPH', inline: [{ text: 'En ny utgave' }] }, ...rest],
    },
  };
  client.setQueryData(textPlace, other);
  await waitFor(() => expect(document.body.textContent).toContain('En ny utgave'));
  expect(told()).toBe(true);
  expect(document.body.textContent).toContain(t('pdf.changed'));
});

test('whom it came from and went to, its file and where it points to stand under it, and links lead away safely', () => {
  read({
    ...decision,
    description: 'Om hjelpen framover',
    documents: decision.documents.map((d) => ({ ...d, fileName: 'vedtak 2026-11-12.pdf', size: 90_000 })),
    correspondents: [
      { part: 'SENDER', name: 'Fjordvik kommune', organizationNumber: '311400215' },
      { part: 'RECEIVER', you: true },
      { part: 'COPY', name: 'Fjordvik skole' },
    ],
    links: [{ text: 'Om å klage', language: 'nb', url: 'https://kommune.example/klage' }],
  });
  const about = screen.getByText(t('reader.about')).closest('details') as HTMLElement;
  const lines = [...about.querySelectorAll('dl > div')].map((line) => line.textContent);
  expect(lines[0]).toContain(`${t('reader.aboutFrom')}Fjordvik kommune`);
  expect(lines[0]).toContain('311400215');
  expect(lines[1]).toBe(`${t('reader.aboutTo')}${t('reader.aboutYou')}`);
  expect(lines[2]).toBe(`${t('reader.aboutCopy')}Fjordvik skole`);
  expect(lines[3]).toContain('vedtak 2026-11-12.pdf');
  const link = about.querySelector('a') as HTMLAnchorElement;
  expect(link.getAttribute('href')).toBe('https://kommune.example/klage');
  expect(link.rel).toBe('noreferrer');
  expect(about.textContent).toContain('kommune.example');
  expect(screen.getByText('Om hjelpen framover').lang).toBe('nb');
});

test('whoever goes on from a document read to its end isn’t asked about the next before they have read that', async () => {
  seenAtOnce();
  const next: Entry = {
    ...decision,
    summary: { ...decision.summary, entryId: 'next', title: 'Det neste' },
    documents: [],
  };
  const { client } = read({ ...decision, related: [next.summary] });
  client.setQueryData(keys.entry(layla.caseCopyId, 'next'), next);
  for (const id of [entryId, 'next']) client.setQueryData(keys.understood(layla.caseCopyId, id), { canSay: true });
  const asked = { name: t('inshort.question') };
  await screen.findByRole('heading', asked);
  await userEvent.click(screen.getByRole('link', { name: /Det neste/ }));
  await screen.findByRole('heading', { name: 'Det neste', level: 1 });
  expect(screen.queryByRole('heading', asked)).toBeNull();
});

test('of what has no document one is asked once all there is has been seen, and not of what was taken away meanwhile', async () => {
  seenAtOnce();
  const asked = { name: t('inshort.question') };
  const { client } = read({ ...decision, documents: [] });
  client.setQueryData(keys.understood(layla.caseCopyId, entryId), { canSay: true });
  expect(screen.queryByRole('heading', asked)).toBeNull();
  await screen.findByRole('heading', asked);
  cleanup();
  vi.unstubAllGlobals();
  const other = read();
  other.client.setQueryData(keys.understood(layla.caseCopyId, entryId), { canSay: true });
  seenAtOnce();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  other.client.setQueryData(place, { ...decision, documents: [] });
  await waitFor(() => expect(document.body.textContent).not.toContain(firstWords()));
  await act(async () => void (await vi.advanceTimersByTimeAsync(3000)));
  expect(screen.queryByRole('heading', asked)).toBeNull();
});

test('a document of which nothing can be shown says so and whom to ask, and counts as opened once that is seen', async () => {
  seenAtOnce();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const opened = vi.spyOn(actions, 'markOpened').mockResolvedValue(undefined as never);
  const [document_] = decision.documents as [Entry['documents'][number]];
  read({ ...decision, documents: [{ ...document_, hasPdf: false, texts: [] }] }, {});
  expect(screen.getByText(`${t('reader.unreadable')} ${t('reader.noFile')}`)).toBeTruthy();
  expect(document.body.textContent).not.toContain(t('reader.onlyPdf'));
  await act(async () => void (await vi.advanceTimersByTimeAsync(1500)));
  expect(opened).toHaveBeenCalledWith(layla.caseCopyId, entryId);
});

test('a text that holds pictures says so, with its file or without one', () => {
  const [document_] = decision.documents as [Entry['documents'][number]];
  const text = { ...decisionText, original: { ...decisionText.original, leftOut: true } };
  read({ ...decision, documents: [{ ...document_, hasPdf: true }] }, { text });
  expect(screen.getByText(t('reader.leftOut'))).toBeTruthy();
  cleanup();
  read({ ...decision, documents: [{ ...document_, hasPdf: false }] }, { text });
  expect(screen.getByText(t('reader.leftOutHere'))).toBeTruthy();
});

test('a deadline without a word of the remedy stands with its days, and whom to ask; of a title alone, too', () => {
  for (const released of ['FULL', 'TITLE'] as const) {
    const { remedy: _, ...rest } = decision;
    read(
      { ...rest, summary: { ...decision.summary, released, complaintDeadline: '2026-12-03' }, documents: [] },
      { requests: undefined },
    );
    const card = screen.getByRole('complementary', { name: t('complaint.right') });
    expect(card.textContent).toContain('Det er 9 dager til.');
    expect(card.textContent).toContain(t('complaint.ask'));
    expect(card.querySelector('a')?.getAttribute('href')).toBe(`/case/${layla.caseCopyId}/conversation`);
    expect(card.textContent).not.toContain(t('complaint.write'));
    cleanup();
  }
});

test('where something that it belongs with is left out, that is said', () => {
  read({ ...decision, related: [], relatedIncomplete: true });
  expect(screen.getByRole('region', { name: t('reader.related') }).textContent).toContain(t('documents.incomplete'));
});

test('a translation that came counts as opened only once its text is there', async () => {
  seenAtOnce();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const opened = vi.spyOn(actions, 'markOpened').mockResolvedValue(undefined as never);
  const [document_] = decision.documents as [Entry['documents'][number]];
  const texts = ['so', 'nb'].map((one) => ({ ...(document_.texts[0] as (typeof document_.texts)[0]), language: one }));
  const came: DocumentText = {
    ...decisionText,
    translation: { ...(decisionText.translation as NonNullable<DocumentText['translation']>), language: 'nb' },
  };
  const { client, textPlace } = read(
    { ...decision, documents: [{ ...document_, originalLanguage: 'so', hasPdf: false, texts }] },
    {
      text: undefined,
      requests: {
        translations: [{ entryId, documentId, language: 'nb', state: 'AVAILABLE', askedAt: '2026-11-20T10:00:00Z' }],
        marks: [],
        historyAvailable: true,
      },
    },
  );
  await screen.findByRole('alert');
  await act(async () => void (await vi.advanceTimersByTimeAsync(3000)));
  expect(opened).not.toHaveBeenCalled();
  act(() => void client.setQueryData(textPlace, came));
  await screen.findByText(t('texts.state.AVAILABLE'));
  await act(async () => void (await vi.advanceTimersByTimeAsync(3000)));
  expect(opened).toHaveBeenCalledWith(layla.caseCopyId, entryId);
});

test('what is read in its own language, and was never asked for in another, is reported once', async () => {
  seenAtOnce();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const opened = vi.spyOn(actions, 'markOpened').mockResolvedValue(undefined as never);
  const { translation: _, ...plain } = decisionText;
  read(decision, { text: plain, requests: { translations: [], marks: [], historyAvailable: true } });
  expect(document.body.textContent).toContain(firstWords());
  await act(async () => void (await vi.advanceTimersByTimeAsync(5000)));
  expect(opened.mock.calls).toEqual([[layla.caseCopyId, entryId]]);
});

test('a translation that comes while one reads the original is reported, so that nobody is told of it elsewhere', async () => {
  seenAtOnce();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const opened = vi.spyOn(actions, 'markOpened').mockResolvedValue(undefined as never);
  const [document_] = decision.documents as [Entry['documents'][number]];
  const text = (of: string) => ({ ...(document_.texts[0] as (typeof document_.texts)[0]), language: of });
  const about = (texts: ReturnType<typeof text>[]): Entry => ({
    ...decision,
    documents: [{ ...document_, originalLanguage: 'so', texts }],
  });
  const asked = (state: string) => ({
    translations: [{ entryId, documentId, language: 'nb', state, askedAt: '2026-11-20T10:00:00Z' }],
    marks: [],
    historyAvailable: true,
  });
  const { translation, ...plain } = decisionText;
  const original = { ...plain, original: { ...plain.original, language: 'so' } };
  const { client, textPlace } = read(about([text('so')]), { text: original, requests: asked('SENT') });
  await act(async () => void (await vi.advanceTimersByTimeAsync(3000)));
  expect(opened).toHaveBeenCalledTimes(1);
  act(() => {
    client.setQueryData(textPlace, { ...original, translation: { ...translation, language: 'nb' } });
    client.setQueryData(keys.textRequests(layla.caseCopyId), asked('AVAILABLE'));
    client.setQueryData(place, about([text('so'), text('nb')]));
  });
  await screen.findByText(t('texts.state.AVAILABLE'));
  await act(async () => void (await vi.advanceTimersByTimeAsync(3000)));
  expect(opened).toHaveBeenCalledTimes(2);
});
