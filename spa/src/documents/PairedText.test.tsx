import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, decisionText } from '../../test/fixtures.ts';
import type { DocumentText } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { size, spacing } from '../reader/look.ts';
import { answerPath } from '../shell/caseCopy.tsx';
import { cloaked } from '../shell/cloak.ts';
import { align } from './align.ts';
import { PairedText } from './PairedText.tsx';

const translation = decisionText.translation as NonNullable<DocumentText['translation']>;

function read(text: DocumentText = decisionText, of: { documentId?: string } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.context, context);
  return render(
    <QueryClientProvider client={client}>
      <PairedText text={text} {...of} />
    </QueryClientProvider>,
  );
}

const voice = (lang: string, localService: boolean) => ({
  lang,
  localService,
  default: false,
  name: lang,
  voiceURI: lang,
});
let spoken: SpeechSynthesisUtterance[] = [];

function withVoices(...voices: ReturnType<typeof voice>[]) {
  vi.stubGlobal('SpeechSynthesisUtterance', function (this: { text: string }, text: string) {
    this.text = text;
  });
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => voices,
    speak: (one: SpeechSynthesisUtterance) => spoken.push(one),
    cancel: () => {},
    addEventListener: () => {},
    removeEventListener: () => {},
  });
}

beforeEach(() => {
  spoken = [];
  size.value = 1;
  spacing.value = 'normal';
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => {
  cloaked.value = false;
  vi.unstubAllGlobals();
});

const pair = (id: string) => document.querySelector<HTMLElement>(`[data-block="${id}"]`) as HTMLElement;

test('reading aloud is offered only in languages that a voice on this device has', () => {
  withVoices(voice('nb-NO', false), voice('ar-SA', false));
  read();
  expect(screen.queryByRole('button', { name: /Les høyt/ })).toBeNull();
});

test('a voice that comes later than the page is offered then, and no longer when it goes', () => {
  const there: ReturnType<typeof voice>[] = [];
  const changed = new EventTarget();
  withVoices();
  Object.assign(speechSynthesis, {
    getVoices: () => [...there],
    addEventListener: changed.addEventListener.bind(changed),
    removeEventListener: changed.removeEventListener.bind(changed),
  });
  read();
  const now = (...voices: typeof there) => {
    there.splice(0, there.length, ...voices);
    act(() => void changed.dispatchEvent(new Event('voiceschanged')));
  };
  const offered = () => screen.queryAllByRole('button', { name: /Les høyt/ }).length;
  expect(offered()).toBe(0);
  now(voice('nb-NO', true));
  expect(offered()).toBe(1);
  now();
  expect(offered()).toBe(0);
});

test('what is read aloud is followed, from the paragraph that one has tapped; hiding the page is silence', async () => {
  withVoices(voice(translation.language, true), voice('nb-NO', false));
  read();
  await userEvent.click(pair('p2'));
  await userEvent.click(screen.getByRole('button', { name: 'Les høyt' }));
  expect(pair('p2').dataset.spoken).toBe('true');
  expect(spoken[0]?.voice?.lang).toBe(translation.language);
  for (let i = 0; i < 20 && pair('p2').dataset.spoken; i++) {
    spoken.at(-1)?.onend?.({} as SpeechSynthesisEvent);
    await waitFor(() => {});
  }
  await waitFor(() => expect(pair('h2').dataset.spoken).toBe('true'));
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(screen.getByRole('button', { name: 'Fortsett' })).not.toBeNull();
  cloaked.value = true;
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Fortsett' })).toBeNull());
});

test('a tap shows a paragraph’s counterpart, and another one takes it away', async () => {
  read();
  await userEvent.click(pair('p1'));
  expect(pair('p1').dataset.marked).toBe('true');
  await userEvent.click(pair('p2'));
  expect([pair('p1').dataset.marked, pair('p2').dataset.marked]).toEqual([undefined, 'true']);
});

test('a hard word is explained in the reader’s language, and the tap is no tap on the paragraph', async () => {
  read();
  const word = await waitFor(() => screen.getByRole('button', { name: 'støttekontakt' }));
  await userEvent.click(word);
  const dialog = document.querySelector('dialog') as HTMLDialogElement;
  expect(within(dialog).getByRole('heading', { hidden: true }).textContent).toBe('støttekontakt');
  expect(dialog.textContent).toContain('voksen som gjør hyggelige ting');
  expect(pair('p1').dataset.marked).toBeUndefined();
});

test('letters grow, lines part, and what is searched for is counted', async () => {
  read();
  await userEvent.click(screen.getByRole('button', { name: /Tekst og avstand/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Større tekst' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Størst' }));
  const style = document.querySelector<HTMLElement>('.pairs')?.getAttribute('style') ?? '';
  expect(style).toContain('--text-size: 1.2');
  expect(style).toContain('--text-apart: 1.55');
  await userEvent.click(screen.getByRole('button', { name: /Finn i teksten/ }));
  await userEvent.type(screen.getByRole('searchbox'), 'layla');
  await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/^1 av \d+ treff$/));
  expect(document.querySelectorAll('[data-found]')).toHaveLength(1);
  await userEvent.type(screen.getByRole('searchbox'), '{Enter}');
  expect(screen.getByRole('status').textContent).toMatch(/^2 av/);
  await userEvent.type(screen.getByRole('searchbox'), 'xyz');
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Ingen treff'));
  await userEvent.type(screen.getByRole('searchbox'), '{Escape}');
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(document.querySelectorAll('[data-found]')).toHaveLength(0);
});

test('who made a translation, of which text, and that it is outdated, are said above it', () => {
  read();
  expect(screen.getByText(/er laget av den norske teksten fra 12\. november 2026/)).not.toBeNull();
  read({ ...decisionText, translation: { ...translation, outdated: true } });
  expect(screen.getByText(/endret etter at oversettelsen ble laget/)).not.toBeNull();
  expect(screen.getAllByText('Det er den norske teksten som gjelder.')).toHaveLength(2);
});

test('who came for one paragraph begins at it, and the focus too', () => {
  history.replaceState(null, '', answerPath('c', { entryId: 'e', documentId: 'd', blockId: 'p2' }));
  // Another document of the same page counts its paragraphs alike.
  read(decisionText, { documentId: 'annex' });
  expect(document.querySelector('[data-marked]')).toBeNull();
  cleanup();
  read(decisionText, { documentId: 'd' });
  expect(document.activeElement).toBe(pair('p2'));
  expect(pair('p2').dataset.marked).toBe('true');
  history.replaceState(null, '', '/');
});

test('5 000 paragraphs in two languages: each is one row of a fixed size, and a tap draws none of the others anew', async () => {
  const many = (count: number): DocumentText => {
    const [original, translated] = (['nb', 'ar'] as const).map((one) => ({
      ...translation,
      language: one,
      direction: one === 'ar' ? ('rtl' as const) : ('ltr' as const),
      blocks: Array.from({ length: count }, (_, i) => ({
        id: `p${i}`,
        kind: 'PARAGRAPH' as const,
        inline: [{ text: `${one} ${i}` }],
      })),
    })) as [typeof translation, typeof translation];
    return { ...decisionText, original, translation: translated };
  };
  const all = many(5000);
  const rows = align(all.original, all.translation);
  expect(rows.map(({ original, translation }) => original?.id === translation?.id)).toEqual(Array(5000).fill(true));
  // All of them take a simulated browser many seconds: what one costs is the same however many there are.
  const elements = (count: number) => {
    const shown = read(many(count)).container.querySelectorAll('.pairs *').length;
    cleanup();
    return shown;
  };
  const [ten, twenty] = [elements(10), elements(20)];
  const each = (twenty - ten) / 10;
  expect(each).toBeLessThan(8);
  expect(elements(200)).toBe(ten + 190 * each);
  read(many(200));
  const told: MutationRecord[] = [];
  const watching = new MutationObserver((records) => void told.push(...records));
  watching.observe(document.querySelector('.pairs') as Element, { subtree: true, childList: true, attributes: true });
  pair('p199').click();
  await waitFor(() => expect(pair('p199').dataset.marked).toBeDefined());
  told.push(...watching.takeRecords());
  watching.disconnect();
  expect(
    new Set(told.map(({ target }) => (target as Element).closest('[data-block]')?.getAttribute('data-block'))),
  ).toEqual(new Set(['p199']));
});
