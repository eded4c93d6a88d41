import { act, cleanup, render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decisionText } from '../../test/fixtures.ts';
import { seenAtOnce } from '../../test/seenAtOnce.ts';
import type { Block, DocumentText } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { ChangedNote } from './ChangedNote.tsx';

type Text = NonNullable<DocumentText['translation']>;
const arabic = decisionText.translation as Text;
const { translation: _, ...norwegianOnly } = decisionText;

const saying = (of: Text, words: string): Text => ({
  ...of,
  blocks: of.blocks.map((block, i) => (i === 0 ? { ...block, inline: [{ text: words }] } : block)),
});
const withBlocks = (of: Text, made: (block: Block) => Block): Text => ({ ...of, blocks: of.blocks.map(made) });
const translatedAs = (translation: Text): DocumentText => ({ ...decisionText, translation });

let scrolled = 0;
beforeEach(() => {
  scrolled = 0;
  Element.prototype.scrollIntoView = () => {
    scrolled += 1;
  };
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function reading(text: DocumentText, asked = 'ar') {
  const page = (now: DocumentText, language: string) => <ChangedNote text={now} asked={language} />;
  const { rerender } = render(page(text, asked));
  return (now: DocumentText, language = asked) => rerender(page(now, language));
}
const told = () => screen.getByRole('status').textContent;
const here = () => document.querySelector('.told-here');
const other = () => `${t('reader.translationChangedTitle')} ${t('reader.translationChanged')}`;
const gone = () => `${t('reader.translationGoneTitle')} ${t('reader.translationGone')}`;
const document_ = () => `${t('pdf.changedTitle')} ${t('pdf.changed')}`;

test('another translation is told of as that; what it is paired with, and what is known to be wrong in it, isn’t', () => {
  const now = reading(decisionText);
  expect(told()).toBe('');
  now(translatedAs(withBlocks(arabic, (block) => ({ ...block, id: `x${block.id}`, ownId: block.id, wrong: true }))));
  now(translatedAs(withBlocks(arabic, (block) => ({ ...block, unpaired: true }))));
  expect(told()).toBe('');
  now(translatedAs(saying(arabic, 'مصحح')));
  expect(told()).toBe(other());
});

test('a translation that is taken away is told of, no longer once it is back, and as another one if it is another', () => {
  const now = reading(decisionText);
  now(norwegianOnly);
  expect(told()).toBe(gone());
  now({ ...decisionText });
  expect(told()).toBe('');
  expect(here()).toBeNull();
  now({ ...norwegianOnly });
  now(translatedAs(saying(arabic, 'مصحح')));
  expect(told()).toBe(other());
});

test('a new edition that comes with its new translation is told of once, as the document; an old translation stays outdated', () => {
  const now = reading(decisionText);
  now({ ...decisionText, original: saying(decisionText.original, 'Nytt'), translation: saying(arabic, 'جديد') });
  expect(told()).toBe(document_());
  now({ ...norwegianOnly, original: saying(decisionText.original, 'Nytt') });
  expect(told()).toBe(document_() + gone());
});

test('whoever chooses another language, or gets the one they waited for, isn’t told that anything was changed', () => {
  const now = reading(decisionText);
  now(norwegianOnly, 'nb');
  expect(told()).toBe('');
  now({ ...norwegianOnly }, 'pl');
  now({ ...decisionText, translation: { ...saying(arabic, 'Po polsku'), language: 'pl', direction: 'ltr' } }, 'pl');
  expect(told()).toBe('');
});

test('who is far from where that stands is told where they read, with a way there and a way to close it', async () => {
  const now = reading(decisionText);
  expect(here()).toBeNull();
  now(translatedAs(saying(arabic, 'مصحح')));
  expect(here()?.textContent).toContain(t('reader.translationChangedTitle'));
  // It is said once: what stands beside it isn't said again.
  expect(here()?.closest('[role], [aria-live]')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: t('reader.toStart') }));
  expect(scrolled).toBe(1);
  expect(document.activeElement).toBe(screen.getByRole('status'));
  expect(here()).toBeNull();
  expect(told()).toBe(other());
  // Each further change is one to be told of, and to be said anew.
  const said = screen.getByText(t('reader.translationChangedTitle'));
  now(translatedAs(saying(arabic, 'مصحح ثانية')));
  expect(screen.getAllByText(t('reader.translationChangedTitle'))).not.toContain(said);
  expect(here()).not.toBeNull();
  await userEvent.click(screen.getByRole('button', { name: t('common.close') }));
  expect(here()).toBeNull();
  expect(told()).toBe(other());
});

test('who has it on the screen where the text begins is left with that', async () => {
  vi.useFakeTimers();
  seenAtOnce();
  const now = reading(decisionText);
  now({ ...decisionText, original: saying(decisionText.original, 'Nytt') });
  expect(told()).toBe(document_());
  expect(here()).not.toBeNull();
  await act(async () => void (await vi.advanceTimersByTimeAsync(1100)));
  expect(here()).toBeNull();
  expect(told()).toBe(document_());
});
