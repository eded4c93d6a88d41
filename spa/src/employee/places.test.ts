import { expect, test } from 'vitest';
import { chosenIn, found, spotsOf } from './places.ts';
import type { AnswerPlace } from './staffApi.ts';

const place: AnswerPlace = {
  entryId: 'e',
  type: 'MEASURES_PLAN',
  title: 'Tiltaksplan',
  date: '2026-11-18',
  subGoals: [{ subGoalId: 'd1', description: 'Alle sover bedre.' }],
  hasText: true,
};
const document = (documentId: string, ...says: string[]) => ({
  documentId,
  title: `Tittel ${documentId}`,
  language: 'nb',
  direction: 'ltr' as const,
  paragraphs: says.map((text, i) => ({ blockId: `b${i + 1}`, heading: i === 0, text })),
});

test('a document’s places are its goals and then its paragraphs, each by its own link', () => {
  const spots = spotsOf(place, { documents: [document('p', 'Slik følger vi med', 'Ingrid snakker med Layla')] });
  expect(spots.map(({ link, is }) => [link, is])).toEqual([
    [{ entryId: 'e', subGoalId: 'd1' }, 'goal'],
    [{ entryId: 'e', documentId: 'p', blockId: 'b1' }, 'heading'],
    [{ entryId: 'e', documentId: 'p', blockId: 'b2' }, 'paragraph'],
  ]);
  for (const { key, link } of spots) expect(chosenIn(link)).toBe(key);
  expect(chosenIn({ entryId: 'e' })).toBe('');
  expect(spots.every(({ title }) => title === undefined)).toBe(true);
});

test('the same paragraph’s name in two documents is two places, each below its document’s title', () => {
  const spots = spotsOf({ ...place, subGoals: [] }, { documents: [document('p', 'En'), document('q', 'To')] });
  expect(new Set(spots.map(({ key }) => key)).size).toBe(2);
  expect(spots.map(({ title }) => title)).toEqual(['Tittel p', 'Tittel q']);
});

test('a search finds what has each word, however it is written, and keeps what is chosen', () => {
  const spots = spotsOf(place, { documents: [document('p', 'Møter', 'Møtene er etter klokken 15.', 'Skolen ringer')] });
  const says = (wanted: string, chosen = '') => found(spots, wanted, chosen).map(({ text }) => text);
  expect(says(' ')).toHaveLength(4);
  expect(says('MOTE klokken')).toEqual(['Møtene er etter klokken 15.']);
  expect(says('sover')).toEqual(['Alle sover bedre.']);
  expect(says('sover', 'p b3')).toEqual(['Alle sover bedre.', 'Skolen ringer']);
  expect(says('finnes ikke')).toEqual([]);
});
