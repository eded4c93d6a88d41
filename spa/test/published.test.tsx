// What the portal answers about cases and entries that were made by chance, each in the pages that show it. It is run by
// `go test ./e2e/casework`, which makes the answers with the portal's own rooms and names their file.
import { readFileSync } from 'node:fs';
import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { cleanup, render } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { beforeEach, expect, test, vi } from 'vitest';
import ar from '../../i18n/ar.json';
import { dateWords } from '../build/catalogues.ts';
import type { Case, CaseSummary, DocumentText, Entry, EntrySummary, Plan as PlanData } from '../src/api/client.ts';
import { keys } from '../src/api/queries.ts';
import { sizeInWords } from '../src/attachments/size.ts';
import { Documents } from '../src/documents/Documents.tsx';
import { Reader } from '../src/documents/Reader.tsx';
import { Home } from '../src/home/Home.tsx';
import { type Catalogue, language, putCatalogue, t } from '../src/i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../src/i18n/dates.ts';
import { now } from '../src/parts/clock.ts';
import { Plan } from '../src/plan/Plan.tsx';
import { ActingIn } from '../src/shell/caseCopy.tsx';
import { context, me, today } from './fixtures.ts';

type Answers = { cases: Case[]; plans: PlanData[]; entries: Entry[]; texts: DocumentText[]; list: EntrySummary[] };

const answers: Answers = JSON.parse(readFileSync(process.env.PUBLISHED_ANSWERS ?? '', 'utf8'));
const whose = me.cases[0] as CaseSummary;
const texts = new Map(answers.texts.map((text) => [text.documentId, text]));

vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  now.value = today;
  Element.prototype.scrollIntoView = () => {};
});

function show(page: ComponentChild, known: [readonly unknown[], unknown][]): Element {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  client.setQueryData(keys.context, context);
  client.setQueryData(keys.requests(whose.caseCopyId), { requests: [] });
  client.setQueryData(keys.views(whose.caseCopyId), { views: [], historyAvailable: true });
  for (const [key, answer] of known) client.setQueryData(key, answer);
  return render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={whose}>
          {page}
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  ).container;
}

const arabic = { ...ar, '@dates': dateWords('ar') } as unknown as Catalogue;

/** The second half is read in Arabic. */
function inTurn(number: number): void {
  if (number === 100) putCatalogue('ar', arabic);
}

/** Nothing that somebody wrote has become a part of the page. */
function harmless(shown: Element): void {
  expect(shown.querySelector('script, img, iframe, [onerror], [href^="javascript"], [style*="expression"]')).toBeNull();
  for (const link of shown.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^(\/|#|https:\/\/|tel:)/);
}

const shortOf = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, 40);
const wordsOf = (shown: Element) => (shown.textContent ?? '').replaceAll(/\s+/g, ' ');

/** What has been met on the documents' pages: each at least once, or nothing is proven. */
const met = { description: 0, deadline: 0, office: 0, file: 0, size: 0, link: 0, nothing: 0 };

/** Every field that the table of published fields shows on "document" stands there, if the entry has it. */
function onDocument(entry: Entry, shown: Element): void {
  const words = wordsOf(shown);
  const has = (what: keyof typeof met, said: string) => {
    met[what] += 1;
    expect(words, `${what} of ${entry.summary.entryId}`).toContain(said.replaceAll(/\s+/g, ' ').trim());
  };
  if (entry.description) has('description', entry.description);
  const { complaintDeadline } = entry.summary;
  if (complaintDeadline) {
    const passed = daysUntil(complaintDeadline, now.value) < 0;
    has('deadline', formatDate(complaintDeadline, passed ? 'long' : 'day'));
    has('deadline', daysLeft(complaintDeadline, now.value));
    has('deadline', t('complaint.ask'));
  }
  for (const { name, organizationNumber } of entry.correspondents ?? []) {
    if (name) has('office', name);
    if (organizationNumber) has('office', organizationNumber);
  }
  for (const { fileName, size, hasPdf, texts: readable } of entry.documents) {
    if (fileName) has('file', fileName);
    if (fileName && typeof size === 'number') has('size', sizeInWords(size));
    if (!hasPdf && readable.length === 0) has('nothing', `${t('reader.unreadable')} ${t('reader.noFile')}`);
  }
  for (const { text, url } of entry.links ?? []) {
    has('link', text);
    expect([...shown.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toContain(url);
  }
}

test('200 cases are shown, each with its milestones, whatever stands in them', () => {
  const wrong = vi.spyOn(console, 'error');
  expect(answers.cases.length).toBeGreaterThanOrEqual(200);
  answers.cases.forEach((one, number) => {
    inTurn(number);
    const shown = show(<Home />, [[keys.caseCopy(whose.caseCopyId), one]]);
    expect(shown.querySelector('h1')).not.toBeNull();
    const current = one.milestones.find((step) => step.current);
    if (current && one.may.documents) expect(wordsOf(shown)).toContain(shortOf(current.name));
    harmless(shown);
    cleanup();
  });
  expect(wrong).not.toHaveBeenCalled();
});

test('200 plans and timelines are shown, and the one with all entries', () => {
  const wrong = vi.spyOn(console, 'error');
  answers.plans.forEach((plan, number) => {
    inTurn(number);
    const shown = show(<Plan />, [
      [keys.caseCopy(whose.caseCopyId), answers.cases[0]],
      [keys.plan(whose.caseCopyId), plan],
    ]);
    const newest = plan.timeline[0]?.milestone?.name ?? plan.timeline[0]?.entry?.title;
    if (newest) expect(wordsOf(shown)).toContain(shortOf(newest));
    harmless(shown);
    cleanup();
  });
  expect(wrong).not.toHaveBeenCalled();
});

test('200 entries are shown, each with all that the table shows of it there, and in the list of all', () => {
  const wrong = vi.spyOn(console, 'error');
  expect(answers.entries.length).toBe(200);
  answers.entries.forEach((entry, number) => {
    inTurn(number);
    const { entryId, title } = entry.summary;
    history.replaceState(null, '', `/case/${whose.caseCopyId}/documents/${entryId}`);
    const shown = show(
      <Router>
        <Route path="/case/:caseCopyId/documents/:entryId" component={Reader} />
        <Route default component={() => null} />
      </Router>,
      [
        [keys.entry(whose.caseCopyId, entryId), entry],
        ...entry.documents.map(
          ({ documentId }) =>
            [keys.text(whose.caseCopyId, entryId, documentId, language.value), texts.get(documentId)] as [
              readonly unknown[],
              unknown,
            ],
        ),
      ],
    );
    expect(shown.querySelector('h1')?.textContent?.trim()).toBe(title.trim());
    if (entry.documents.some((one) => one.texts.length > 0)) expect(wordsOf(shown)).toContain('Til deg.');
    onDocument(entry, shown);
    harmless(shown);
    cleanup();
  });
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(0);
  const list = show(<Documents />, [
    [keys.entries(whose.caseCopyId), { pages: [{ entries: answers.list }], pageParams: [undefined] }],
  ]);
  // Only what is near the screen is drawn; each line says of how many it is one.
  expect(list.querySelector('.rows > li[aria-setsize]')?.getAttribute('aria-setsize')).toBe(
    String(answers.list.length),
  );
  harmless(list);
  expect(wrong).not.toHaveBeenCalled();
});
