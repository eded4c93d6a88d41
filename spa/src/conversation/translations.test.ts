import { expect, test } from 'vitest';
import type { Message } from '../api/client.ts';
import { translationsFor } from './translations.ts';

const translated = (language: string, mine: boolean, ...into: string[]): Message => ({
  messageId: 'm',
  mine,
  fromEmployee: false,
  authorName: { given: '', family: '' },
  text: '',
  language,
  state: 'DELIVERED',
  sentAt: '',
  translations: into.map((tag) => ({
    language: tag,
    direction: 'ltr',
    text: tag,
    provenance: { kind: 'PERSON', madeAt: '' },
  })),
});

test.each([
  ['into the reader’s language', translated('pl', false, 'en', 'nb'), 'nb', 'nb', ['nb', 'en']],
  ['into the other Norwegian', translated('pl', false, 'en', 'nb'), 'nn', 'nb', ['nb', 'en']],
  ['into a language that isn’t the reader’s', translated('pl', false, 'en'), 'nb', undefined, ['en']],
  ['of what the reader understands', translated('nb', false, 'pl', 'nn'), 'nn', undefined, ['nn', 'pl']],
  ['into it with a region', translated('nb', false, 'en', 'pl-PL'), 'pl', 'pl-PL', ['pl-PL', 'en']],
  ['of what the reader understands with a region', translated('pl-PL', false, 'nb'), 'pl', undefined, ['nb']],
  ['of one’s own words', translated('pl', true, 'nb'), 'nb', undefined, ['nb']],
  ['into nothing', translated('pl', false), 'nb', undefined, []],
])('a translation %s', (_, message, reader, first, all) => {
  const found = translationsFor(message, reader);
  expect(found.first?.language).toBe(first);
  expect(found.all.map(({ language }) => language)).toEqual(all);
});
