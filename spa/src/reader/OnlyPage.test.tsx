import { QueryClientProvider } from '@tanstack/preact-query';
import { act, cleanup, render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { LocationProvider, Route, Router } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { context, decisionText, today } from '../../test/fixtures.ts';
import { api, type OnlyDocument } from '../api/client.ts';
import { keys, makeQueryClient } from '../api/queries.ts';
import { sessionEnded } from '../api/sessionState.ts';
import { t } from '../i18n/catalogue.ts';
import { now } from '../parts/clock.ts';
import { OnlyPage } from './OnlyPage.tsx';

const shown: OnlyDocument = {
  type: 'DECISION',
  date: '2026-11-12',
  title: 'Vedtak om hjelp',
  titleLanguage: 'nb',
  languages: ['nb', 'ar'],
  hasPdf: false,
  text: decisionText,
};

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

const refused = (status: number, code: string) => {
  const error = { status, code, title: code, correlationId: 'x' };
  return { error, response: json(error, status) };
};

/** What the server says of the document when it is asked; null: it isn't there. */
let answer: OnlyDocument | null | 'session-ended' = shown;
let asked = 0;
/** In which language it was asked for last. */
let wanted: string | undefined;
/** Whether each of them counted as the reader's own doing. */
let byItself: boolean[] = [];

beforeEach(() => {
  now.value = today;
  answer = shown;
  asked = 0;
  byItself = [];
  sessionEnded.value = false;
  Element.prototype.scrollIntoView = () => {};
  vi.useFakeTimers({ shouldAdvanceTime: true });
  type Options = { headers?: Record<string, string>; params?: { query?: { language?: string } } };
  vi.spyOn(api, 'GET').mockImplementation((async (path: string, options?: Options) => {
    if (path !== '/api/citizen/only') return refused(503, 'unavailable');
    asked += 1;
    wanted = options?.params?.query?.language;
    byItself.push(!!options?.headers?.['X-Portal-Passive']);
    if (answer === 'session-ended') return refused(401, 'session-ended');
    return answer ? { data: answer, response: json(answer) } : refused(404, 'not-found');
  }) as never);
  history.replaceState(null, '', '/only');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function show() {
  const client = makeQueryClient();
  client.setQueryData(keys.context, context);
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <Router>
          <Route path="/only" component={OnlyPage} />
          <Route default component={() => null} />
        </Router>
      </LocationProvider>
    </QueryClientProvider>,
  );
}

async function read() {
  show();
  await screen.findByRole('heading', { level: 1 });
}

const later = () => act(async () => void (await vi.advanceTimersByTimeAsync(5200)));
const comesBack = () => act(async () => void window.dispatchEvent(new Event('visibilitychange')));
const aMinute = () => act(async () => void (await vi.advanceTimersByTimeAsync(60_000)));

test('who isn’t logged in isn’t asked for again and again', async () => {
  // First of these: here nobody was logged in before.
  answer = 'session-ended';
  show();
  await eventually(() => expect(asked).toBe(1));
  await aMinute();
  expect(asked).toBe(1);
});

test('a document that is replaced or withdrawn while somebody reads it: that is noticed, and said where it stood', async () => {
  await read();
  const [first, ...rest] = decisionText.original.blocks;
  const words = [{ text: 'En ny utgave' }];
  answer = {
    ...shown,
    text: {
      ...decisionText,
      original: {
        ...decisionText.original,
        blocks: [{ ...first, id: 'x', kind: 'PARAGRAPH', inline: words }, ...rest],
      },
    },
  };
  await later();
  expect(document.body.textContent).toContain('En ny utgave');
  expect(document.body.textContent).toContain(t('pdf.changed'));
  answer = null;
  await later();
  expect(screen.getByRole('alert').textContent).toContain(t('pdf.goneTitle'));
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(t('pdf.goneTitle'));
  expect(document.body.textContent).not.toContain('En ny utgave');
  expect(document.body.textContent).not.toContain(shown.title);
  expect(location.pathname).toBe('/only');
});

test('it is asked at least every 15 seconds, and the page’s own asking keeps no session alive', async () => {
  await read();
  await aMinute();
  expect(asked).toBeGreaterThanOrEqual(5);
  expect(byItself).toEqual([false, ...Array(asked - 1).fill(true)]);
});

test.each([null, 'session-ended'] as const)(
  'once it is gone or the session is over nothing is asked any more: %s',
  async (over) => {
    await read();
    answer = over;
    await later();
    await eventually(() => expect(document.body.textContent).not.toContain(shown.title));
    const before = asked;
    await aMinute();
    await comesBack();
    await aMinute();
    expect(asked).toBe(before);
  },
);

test('while nobody looks it isn’t asked', async () => {
  await read();
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  window.dispatchEvent(new Event('visibilitychange'));
  const before = asked;
  await later();
  expect(asked).toBe(before);
});

test('a text says what only its file has, and the file is one tap away; a document that is only a file is shown at once', async () => {
  const lacking = { ...decisionText, original: { ...decisionText.original, leftOut: true } };
  answer = { ...shown, hasPdf: true, text: lacking };
  await read();
  expect(screen.getByText(t('reader.leftOut'))).toBeTruthy();
  expect(document.querySelector('.pdf')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: t('reader.original') }));
  await eventually(() => expect(document.querySelector('.pdf')).not.toBeNull());
  cleanup();
  answer = {
    ...shown,
    hasPdf: true,
    text: { documentId: decisionText.documentId, original: { ...lacking.original, blocks: [], onlyFile: 'NO_TEXT' } },
  };
  await read();
  await eventually(() => expect(document.querySelector('.pdf')).not.toBeNull());
  expect(screen.getByText(t('reader.onlyPdf'))).toBeTruthy();
  // Nothing of it is offered to be kept on the device of whoever sits beside.
  expect(screen.queryByRole('button', { name: t('pdf.keep') })).toBeNull();
});

test('a deadline without a word of the remedy stands here, too', async () => {
  answer = { ...shown, complaintDeadline: '2026-12-03' };
  await read();
  expect(screen.getByText('Det er 9 dager til.')).toBeTruthy();
  expect(document.body.textContent).toContain(t('complaint.ask'));
});

test('whoever helps chooses among its languages; the choice keeps the focus, and withdrawal is noticed in that one, too', async () => {
  const translation = {
    ...decisionText.original,
    language: 'so',
    provenance: { ...decisionText.original.provenance, kind: 'CERTIFIED' as const },
  };
  const { translation: _, ...plain } = decisionText;
  answer = { ...shown, languages: ['nb', 'ar', 'so'], text: plain };
  await read();
  const choice = screen.getByRole('group', { name: t('reader.textIn') });
  expect([...choice.children].map((one) => [one.textContent, one.getAttribute('lang')])).toEqual([
    ['Norsk bokmål', 'nb'],
    ['العربية', 'ar'],
    ['Soomaali', 'so'],
  ]);
  answer = { ...answer, text: { ...plain, translation } };
  const somali = screen.getByRole('button', { name: 'Soomaali' });
  await userEvent.click(somali);
  await eventually(() => expect(document.querySelector('.half[lang=so]')).not.toBeNull());
  expect(wanted).toBe('so');
  expect(document.activeElement).toBe(somali);
  answer = null;
  await later();
  expect(screen.getByRole('alert').textContent).toContain(t('pdf.goneTitle'));
  expect(document.querySelector('.half')).toBeNull();
});

test('a language that is chosen isn’t told of as a change; one that is taken away is, and one finds back', async () => {
  const { translation: _, ...plain } = decisionText;
  answer = { ...shown, languages: ['nb', 'ar'], text: plain };
  await read();
  answer = { ...answer, text: decisionText };
  await userEvent.click(screen.getByRole('button', { name: 'العربية' }));
  await eventually(() => expect(document.querySelector('.half[lang=ar]')).not.toBeNull());
  expect(document.body.textContent).not.toContain(t('reader.translationGoneTitle'));
  expect(document.body.textContent).not.toContain(t('reader.translationChangedTitle'));
  answer = { ...shown, languages: ['nb'], text: plain };
  await later();
  await eventually(() => expect(document.body.textContent).toContain(t('reader.translationGoneTitle')));
  expect(document.querySelector('.half[lang=ar]')).toBeNull();
});
