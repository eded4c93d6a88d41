import { describe, expect, test, vi } from 'vitest';
import ar from '../../../i18n/words/ar.json';
import en from '../../../i18n/words/en.json';
import nb from '../../../i18n/words/nb.json';
import nn from '../../../i18n/words/nn.json';
import pl from '../../../i18n/words/pl.json';
import { decisionText } from '../../test/fixtures.ts';
import type { Text } from '../api/client.ts';
import { finderOf, markedIn, type WordList, wordList } from './words.ts';

const lists: Record<string, WordList> = { nb, nn, en, ar, pl };
const words = (language: string, text: string) =>
  finderOf(
    lists[language] as WordList,
    language,
  )(text)
    .filter(({ key }) => key)
    .map((part) => `${part.text}=${part.key}`);

describe('hard words', () => {
  test.each([
    [
      'nb',
      'Vedtaket gjelder deg. VEDTAKENE er to, og et vedtak.',
      ['Vedtaket=decision', 'VEDTAKENE=decision', 'vedtak=decision'],
    ],
    [
      'nb',
      'Hjelpetiltaket, klagefristen og «samværet»',
      ['Hjelpetiltaket=supportMeasure', 'klagefristen=complaintDeadline', 'samværet=contact'],
    ],
    ['nb', 'Nemnda avgjør omsorgsovertakelsen.', ['Nemnda=board', 'omsorgsovertakelsen=careOrder']],
    ['nb', 'Vedtaksbrevet, avtalepart, e-tiltak og partiet', []],
    ['nb', 'samvær under tilsyn', ['samvær under tilsyn=supervisedContact']],
    ['nb', 'Ida Tolkien vil ha en tolk', ['tolk=interpreter']],
    ['nb', 'Kommunen er pålagt å svare, slik vi tolker loven. Hun tolker for dem.', []],
    ['nb', 'Et pålagt hjelpetiltak', ['pålagt hjelpetiltak=order']],
    ['nn', 'Kommunen er pålagt å svare, slik dei tolkar lova', []],
    ['nn', 'Kontaktpersonen har rettleiinga', ['Kontaktpersonen=contactPerson', 'rettleiinga=guidance']],
    [
      'en',
      'The care orders and a contact person in a measured way',
      ['care orders=careOrder', 'contact person=contactPerson'],
    ],
    [
      'pl',
      'Termin na odwołanie, z adwokatem i wojewodzie',
      ['Termin na odwołanie=complaintDeadline', 'adwokatem=lawyer', 'wojewodzie=stateAdministrator'],
    ],
    [
      'ar',
      'خطة التدابير، وبالشكوى إلى حاكم المقاطعة',
      ['خطة التدابير=measuresPlan', 'وبالشكوى=complaint', 'حاكم المقاطعة=stateAdministrator'],
    ],
    ['ar', 'للمترجم الشفوي', ['للمترجم الشفوي=interpreter']],
  ])('in %s: %s', (language, text, expected) => {
    expect(words(language, text)).toEqual(expected);
  });

  test('nothing of a text is lost or added where words are found', () => {
    for (const [language, list] of Object.entries(lists)) {
      const find = finderOf(list, language);
      for (const { text } of Object.values(list))
        expect(
          find(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
    }
  });

  test('a word is marked where each part of a document first says it, and headings stay as they are', () => {
    const line = (text: string) => [{ text }];
    const text: Text = {
      ...decisionText.original,
      blocks: [
        { id: 'h', kind: 'HEADING', inline: line('Vedtak') },
        { id: 'a', kind: 'PARAGRAPH', inline: line('Dette vedtaket.') },
        { id: 'b', kind: 'PARAGRAPH', inline: line('Vedtaket igjen, og en klage.') },
        { id: 'h2', kind: 'HEADING', inline: line('Klage') },
        { id: 'c', kind: 'UNORDERED_LIST', items: [{ inline: line('Klage på vedtaket') }] },
      ],
    };
    const marked = markedIn(text, finderOf(nb, 'nb'));
    expect(Object.fromEntries([...marked].map(([id, keys]) => [id, [...keys]]))).toEqual({
      a: ['decision'],
      b: ['complaint'],
      c: ['complaint', 'decision'],
    });
  });

  test('a language without a list has none', async () => {
    expect(await wordList('so')).toEqual({});
    expect(Object.keys(await wordList('no'))).toHaveLength(60);
  });

  test('of 5 000 paragraphs each is looked through once', () => {
    const sentence = 'Vi har snakket med dere om hvordan hverdagen er, og om hva som kan bli bedre for barna. ';
    const blocks = Array.from({ length: 5000 }, (_, i) => ({
      id: `b${i}`,
      kind: 'PARAGRAPH' as const,
      inline: [{ text: sentence.repeat(3) }],
    }));
    const find = vi.fn(finderOf(nb, 'nb'));
    markedIn({ ...decisionText.original, blocks }, find);
    expect(find).toHaveBeenCalledTimes(5000);
  });
});
