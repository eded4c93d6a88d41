import { expect, test } from 'vitest';
import {
  type Afraid,
  follow,
  fromDraft,
  joined,
  mark,
  pieces,
  sentences,
  toDraft,
  toMessage,
  unafraid,
  unmark,
} from './afraid.ts';
import { kept } from './text.ts';

const of = (text: string, words: string): Afraid =>
  mark(unafraid, text, { from: text.indexOf(words), to: text.indexOf(words) + words.length });
const marked = (text: string, { spans }: Afraid) => spans.map(({ from, to }) => text.slice(from, to));

test('a mark is on whole letters and on no room beside them', () => {
  expect(marked('a  hei  b', mark(unafraid, 'a  hei  b', { from: 1, to: 8 }))).toEqual(['hei']);
  expect(marked('x😀y', mark(unafraid, 'x😀y', { from: 2, to: 3 }))).toEqual(['😀']);
  const cafe = 'cafe\u0301 nå';
  expect(marked(cafe, mark(unafraid, cafe, { from: 3, to: 4 }))).toEqual(['e\u0301']);
  expect(mark(unafraid, '   ', { from: 0, to: 3 })).toEqual(unafraid);
});

test('marks that meet are one, and one can be taken off again in part', () => {
  const text = 'Mamma drikker når pappa er borte';
  const one = mark(of(text, 'Mamma drikker'), text, { from: 6, to: 17 });
  expect(marked(text, one)).toEqual(['Mamma drikker når']);
  expect(marked(text, unmark(one, text, { from: 6, to: 13 }))).toEqual(['Mamma', 'når']);
  expect(marked(text, unmark(one, text, { from: 0, to: text.length }))).toEqual([]);
});

test.each([
  ['written before it', 'Broren min vet', 'Hei. Broren min vet', ['Broren min']],
  ['written after it', 'Broren min vet', 'Broren min vet ikke', ['Broren min']],
  ['written right behind it', 'Broren min', 'Broren min vet', ['Broren min']],
  ['written within it', 'Broren min vet', 'Broren, han er min vet', ['Broren, han er min']],
  ['taken from within it', 'Broren min vet', 'Bror min vet', ['Bror min']],
  ['taken from before it', 'Nå Broren min vet', 'Broren min vet', ['Broren min']],
  ['its beginning goes with what stood before it', 'Nå Broren min vet', 'min vet', ['min']],
  ['its end goes with what stood behind it', 'Nå Broren min vet', 'Nå Broren', ['Broren']],
  ['its words go', 'Nå Broren min vet', 'Nå  vet', []],
  ['all goes', 'Nå Broren min vet', '', []],
  ['the word before is corrected', 'Na Broren min vet', 'Nå Broren min vet', ['Broren min']],
])('a mark stays on its words: %s', (_, before, after, want) => {
  expect(marked(after, follow(of(before, 'Broren min'), before, after))).toEqual(want);
});

test('what a draft says is what it gets back, in code points', () => {
  const text = ' 😀 hos أمي i går';
  const afraid = mark(of(text, '😀'), text, { from: text.indexOf('أمي'), to: text.indexOf('أمي') + 3 });
  const told = toDraft(text, afraid);
  expect(told).toEqual({
    afraidParts: [
      { start: 1, length: 1 },
      { start: 7, length: 3 },
    ],
  });
  expect(fromDraft({ text, ...told })).toEqual(afraid);
  expect(fromDraft({ text, ...toDraft(text, { all: true, spans: [] }) }).all).toBe(true);
});

test('a message’s marks are counted in the text as it is kept', () => {
  const text = ' \n\u0007 A\u030a nei,\u0000 pappa\u0301 vet \n';
  const { afraidParts } = toMessage(text, of(text, 'pappa\u0301'));
  expect(pieces(kept(text), afraidParts ?? [])).toEqual([
    { text: 'Å nei, ', afraid: false },
    { text: 'pappá', afraid: true },
    { text: ' vet', afraid: false },
  ]);
  // A control character alone can't be found again: better all of it than nothing.
  expect(toMessage('Hei \u0007 du', { all: false, spans: [{ from: 4, to: 5 }] })).toEqual({ afraidOfBeingKnown: true });
});

test('two texts that become one keep their marks', () => {
  const [a, b] = ['Å nei', 'og hei'];
  const text = `${a}\n\n${b}`;
  expect(marked(text, joined({ text: a, afraid: of(a, 'nei') }, { text: b, afraid: of(b, 'hei') }, '\n\n'))).toEqual([
    'nei',
    'hei',
  ]);
  expect(
    marked(text, joined({ text: a, afraid: { all: true, spans: [] } }, { text: b, afraid: unafraid }, '\n\n')),
  ).toEqual([a]);
});

test('sentences in several scripts', () => {
  const text = 'Hei! Mamma vet det. Gjør pappa?\nهل تعرف أمي؟ لا';
  expect(sentences(text).map(({ from, to }) => text.slice(from, to))).toEqual([
    'Hei!',
    'Mamma vet det.',
    'Gjør pappa?',
    'هل تعرف أمي؟',
    'لا',
  ]);
});
