import { afterEach, expect, test, vi } from 'vitest';
import { highlightOf, occurrences, rangesIn } from './find.ts';

const found = (text: string, wanted: string) =>
  occurrences(text, wanted).map(({ start, end }) => text.slice(start, end));

test.each([
  ['Vedtaket gjelder. Du kan klage på VEDTAKET.', 'vedtaket', ['Vedtaket', 'VEDTAKET']],
  ['Møtet i Ålesund og Æra', 'mote', ['Møte']],
  ['Møtet i Ålesund og Æra', 'alesund', ['Ålesund']],
  ['Æra', 'aera', ['Æra']],
  ['Æra', 'era', ['Æra']],
  ['Odwołanie łódź', 'odwolanie', ['Odwołanie']],
  ['القَرارُ بشأن الأسرة', 'القرار', ['القَرارُ']],
  ['إلى الأسرة', 'الاسره', ['الأسرة']],
  ['en to  tre', 'to tre', []],
  ['en\u00a0to', 'en to', ['en\u00a0to']],
  ['Åpent 9–\u206015', '9–15', ['9–\u206015']],
  ['på \u200e+47 55', '+47', ['+47']],
  ['aaaa', 'aa', ['aa', 'aa']],
  ['👍 ja', 'ja', ['ja']],
  ['alt', '   ', []],
])('in "%s" is found "%s"', (text, wanted, places) => {
  expect(found(text, wanted)).toEqual(places);
});

test('words are found across emphasis, and never across two list items', () => {
  const element = document.createElement('div');
  for (const [tag, ...parts] of [
    ['p', 'Du kan ', 'kla', 'ge nå'],
    ['li', 'si'],
    ['li', 'ste dag'],
  ] as const) {
    const line = document.createElement(tag);
    for (const part of parts) {
      const run = document.createElement('strong');
      run.append(part);
      line.append(run);
    }
    element.append(line);
  }
  const [range] = rangesIn(element, 'klage');
  expect([
    range?.startContainer.textContent,
    range?.startOffset,
    range?.endContainer.textContent,
    range?.endOffset,
  ]).toEqual(['kla', 0, 'ge nå', 2]);
  expect(rangesIn(element, 'siste')).toEqual([]);
});

afterEach(() => vi.unstubAllGlobals());

test('a letter of a document of two hundred pages is marked wherever it stands', () => {
  vi.stubGlobal(
    'Highlight',
    class extends Set<unknown> {
      constructor(...all: unknown[]) {
        super(all);
      }
    },
  );
  const many = Array.from({ length: 250_000 }, () => ({}) as Range);
  expect(highlightOf(many).size).toBe(many.length);
});
