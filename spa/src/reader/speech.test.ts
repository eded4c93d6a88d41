import { describe, expect, test } from 'vitest';
import { decisionText } from '../../test/fixtures.ts';
import type { Text } from '../api/client.ts';
import { saidOf } from './said.ts';
import { Aloud, pieces, voiceFor } from './speech.ts';

const voice = (lang: string, localService: boolean, more = {}) =>
  ({
    lang,
    localService,
    name: `${lang} ${localService}`,
    default: false,
    voiceURI: lang,
    ...more,
  }) as SpeechSynthesisVoice;

describe('a voice', () => {
  test('that sends the text away is none, however well it speaks', () => {
    expect(voiceFor('ar', [voice('ar-SA', false), voice('en-GB', true)])).toBeUndefined();
    expect(voiceFor('ar', [voice('ar-SA', false), voice('ar_EG', true)])?.lang).toBe('ar_EG');
    expect(voiceFor('ar', [voice('ar', undefined as unknown as boolean)])).toBeUndefined();
  });

  test('is the language’s own, or one close enough', () => {
    expect(voiceFor('nb', [voice('no-NO', true), voice('nb-NO', true)])?.lang).toBe('nb-NO');
    expect(voiceFor('nn', [voice('nb-NO', true)])?.lang).toBe('nb-NO');
    expect(voiceFor('pl', [voice('pt-PT', true)])).toBeUndefined();
    expect(voiceFor('en', [voice('en-US', true), voice('en-GB', true, { default: true })])?.lang).toBe('en-GB');
  });
});

test('what is said comes in pieces that a voice manages, and nothing is left out', () => {
  expect(pieces('Du kan klage. Fristen er 3. desember! Er det greit?')).toEqual([
    'Du kan klage.',
    'Fristen er 3. desember!',
    'Er det greit?',
  ]);
  expect(pieces('هل توافق؟ نعم.')).toEqual(['هل توافق؟', 'نعم.']);
  const long = `${'ord '.repeat(120)}slutt`;
  expect(pieces(long).every((piece) => piece.length <= 200)).toBe(true);
  expect(pieces(long).join(' ')).toBe(long);
  const all = saidOf(decisionText.original);
  expect(all.find(({ id }) => id === 'l1')?.pieces).toHaveLength(3);
});

test('what is struck out is not read as if it held, of what is covered there is a pause, and items have their numbers', () => {
  const text: Text = {
    ...decisionText.original,
    blocks: [
      {
        id: 'a',
        kind: 'PARAGRAPH',
        inline: [{ text: 'Dere møtes' }, { text: ' hver uke', struck: true }, { text: ' i mai.' }],
      },
      {
        id: 'b',
        kind: 'PARAGRAPH',
        inline: [{ text: 'Hun heter ' }, { text: '█████', covered: true }, { text: ' nå.' }],
      },
      {
        id: 'c',
        kind: 'ORDERED_LIST',
        items: [
          { label: '2.', inline: [{ text: 'Klage' }] },
          { level: 2, label: 'b)', inline: [{ text: 'Skriftlig' }] },
        ],
      },
      { id: 'd', kind: 'UNORDERED_LIST', items: [{ inline: [{ text: 'Melk' }] }] },
    ],
  };
  const said = Object.fromEntries(saidOf(text).map(({ id, pieces }) => [id, pieces.join(' ')]));
  expect(said).toEqual({ a: 'Dere møtes i mai.', b: 'Hun heter … nå.', c: '2. Klage b) Skriftlig', d: 'Melk' });
});

/** A voice that says what it is given when it is told to. */
function stage() {
  const said: string[] = [];
  let current: SpeechSynthesisUtterance | null = null;
  const there = [norwegian];
  const aloud = new Aloud(
    {
      getVoices: () => there,
      speak: (one) => {
        said.push(one.text);
        current = one;
      },
      cancel: () => {
        const broken = current;
        current = null;
        // As browsers do: what is broken off ends with an error.
        broken?.onerror?.({ error: 'interrupted' } as SpeechSynthesisErrorEvent);
      },
    },
    (text) => ({ text }) as SpeechSynthesisUtterance,
  );
  const finish = () => current?.onend?.({} as SpeechSynthesisEvent);
  const fail = () => current?.onerror?.({ error: 'synthesis-failed' } as SpeechSynthesisErrorEvent);
  return { aloud, said, finish, fail, there };
}

const text = [
  { id: 'a', pieces: ['En.', 'To.'] },
  { id: 'tom', pieces: [] },
  { id: 'b', pieces: ['Tre.'] },
];
const norwegian = voice('nb-NO', true);

describe('reading aloud', () => {
  test('goes from paragraph to paragraph, says which, and ends', () => {
    const { aloud, said, finish } = stage();
    aloud.start(text, norwegian);
    expect(aloud.now.value).toEqual({ state: 'speaking', id: 'a' });
    finish();
    expect(aloud.now.value.id).toBe('a');
    finish();
    expect(aloud.now.value).toEqual({ state: 'speaking', id: 'b' });
    finish();
    expect(aloud.now.value).toEqual({ state: 'still', id: null });
    expect(said).toEqual(['En.', 'To.', 'Tre.']);
  });

  test('goes on where it was broken off, from the sentence', () => {
    const { aloud, said, finish } = stage();
    aloud.start(text, norwegian);
    finish();
    aloud.pause();
    expect(aloud.now.value).toEqual({ state: 'paused', id: 'a' });
    aloud.resume();
    expect(said).toEqual(['En.', 'To.', 'To.']);
    aloud.stop();
    expect(aloud.now.value.state).toBe('still');
    aloud.resume();
    expect(said).toHaveLength(3);
  });

  test('begins at the paragraph one has chosen', () => {
    const { aloud, said } = stage();
    aloud.start(text, norwegian, 'b');
    expect(said).toEqual(['Tre.']);
    aloud.start(text, norwegian, 'ukjent');
    expect(said).toEqual(['Tre.', 'En.']);
  });

  test('ends with the voice: a browser would take another one, which may send the text away', () => {
    const { aloud, said, finish, there } = stage();
    aloud.start(text, norwegian);
    // The same voice, listed anew.
    there.splice(0, 1, voice('nb-NO', true));
    finish();
    expect(said).toEqual(['En.', 'To.']);
    there.splice(0, 1, voice('nb-NO', false));
    finish();
    expect(said).toEqual(['En.', 'To.']);
    expect(aloud.now.value).toEqual({ state: 'still', id: null });
  });

  test('that fails doesn’t look as if it went on', () => {
    const { aloud, fail } = stage();
    aloud.start(text, norwegian);
    fail();
    expect(aloud.now.value).toEqual({ state: 'still', id: null });
  });
});
