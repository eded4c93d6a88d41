import { expect, test, vi } from 'vitest';
import type { EntrySummary } from '../api/client.ts';
import { choicesIn, everything, lookThrough, narrowed } from './narrowing.ts';

const today = new Date('2026-11-22T23:30:00Z'); // the 23rd in Oslo

let made = 0;
const entry = (title: string, more: Partial<EntrySummary> = {}): EntrySummary => ({
  entryId: `${++made}`,
  type: 'LETTER',
  title,
  date: '2026-11-01',
  isNew: false,
  released: 'FULL',
  translations: [],
  ...more,
});

const titles = (entries: EntrySummary[], by: Partial<typeof everything>) =>
  narrowed(entries, { ...everything, ...by }, today).map((one) => one.title);

test('titles are found in any order of words, without the letters a keyboard lacks and without Arabic vowel signs', () => {
  const entries = [entry('Vedtak om støttekontakt'), entry('Referat fra møte på skolen'), entry('قَرارٌ بشأن المساعدة')];
  expect(titles(entries, { words: 'stottekontakt VEDTAK' })).toEqual(['Vedtak om støttekontakt']);
  expect(titles(entries, { words: ' mote pa ' })).toEqual(['Referat fra møte på skolen']);
  expect(titles(entries, { words: 'قرار' })).toEqual(['قَرارٌ بشأن المساعدة']);
  expect(titles(entries, { words: 'møte vedtak' })).toEqual([]);
  expect(titles(entries, { words: '  ' })).toHaveLength(3);
});

test('kind, sender and time narrow together, and days are Oslo’s', () => {
  const entries = [
    entry('ny', { isNew: true, from: 'Skolen', date: '2026-08-23' }),
    entry('for gammel', { isNew: true, from: 'Skolen', date: '2026-08-22' }),
    entry('fra andre', { isNew: true, from: 'Fjordvik' }),
    entry('i fjor', { type: 'DECISION', date: '2025-12-31' }),
    entry('tittel', { released: 'TITLE', access: 'NOT_ASKED' }),
  ];
  expect(titles(entries, { kind: 'new', from: 'Skolen', period: 'months' })).toEqual(['ny']);
  expect(titles(entries, { period: '2025' })).toEqual(['i fjor']);
  expect(titles(entries, { period: 'year', kind: 'DECISION' })).toEqual(['i fjor']);
  expect(titles(entries, { kind: 'titles' })).toEqual(['tittel']);
});

test('there is to choose only where it would show something else', () => {
  expect(choicesIn([entry('a'), entry('b'), entry('c', { isNew: true })])).toEqual({ kinds: [], from: [], years: [] });
  const same = Array.from({ length: 5 }, (_, i) => entry(`${i}`, { from: 'Fjordvik' }));
  expect(choicesIn(same)).toEqual({ kinds: [], from: [], years: [] });
  const several = [...same, entry('d', { type: 'DECISION', isNew: true, date: '2024-01-01', from: 'Skolen' })];
  expect(choicesIn(several)).toEqual({
    kinds: ['all', 'new', 'DECISION', 'LETTER'],
    from: ['Fjordvik', 'Skolen'],
    years: ['2026', '2024'],
  });
});

/** Entries that count what is read of them and how often, so that what a key costs doesn't depend on the machine. */
function counted(count: number) {
  const reads = { list: 0, entries: 0, titles: 0 };
  const many = Array.from({ length: count }, (_, i) => {
    const one = entry(`Referat fra møte nummer ${i} om skole og avlastning`, { from: 'Skolen' });
    return new Proxy(one, {
      get(target, key) {
        reads.entries += 1;
        if (key === 'title') reads.titles += 1;
        return Reflect.get(target, key);
      },
    });
  });
  const list = new Proxy(many, {
    get(target, key) {
      if (typeof key === 'string' && /^[0-9]+$/.test(key)) reads.list += 1;
      return Reflect.get(target, key);
    },
  });
  /** What one key has read. */
  const key = (by: Partial<typeof everything>) => {
    Object.assign(reads, { list: 0, entries: 0, titles: 0 });
    const includes = vi.spyOn(String.prototype, 'includes');
    const normalize = vi.spyOn(String.prototype, 'normalize');
    const found = narrowed(list, { ...everything, ...by }, today).length;
    const did = { ...reads, compared: includes.mock.calls.length, normalized: normalize.mock.calls.length, found };
    includes.mockRestore();
    normalize.mockRestore();
    return did;
  };
  return { many, key };
}

test('each key looks once at each of a thousand documents, and makes no title ready to be searched again', () => {
  const { key } = counted(1000);
  // The first one makes them ready, where nobody has done so before.
  expect(key({ words: 'm' })).toMatchObject({ list: 1000, titles: 1000 });
  for (const words of ['mø', 'møt', 'møte', 'møte om avlastning']) {
    const signs = new Set(words).size;
    const did = key({ words });
    expect(did).toMatchObject({ found: 1000, list: 1000, titles: 0, compared: 1000 * words.split(' ').length });
    // Two dates of each, and signs of what was typed that weren't met before.
    expect(did.entries).toBeLessThanOrEqual(2000);
    expect(did.normalized).toBeLessThanOrEqual(signs);
  }
  // What another choice has left out already isn't searched.
  expect(key({ words: 'møte', from: 'Legen' })).toMatchObject({ found: 0, list: 1000, titles: 0, compared: 0 });
});

test('titles are made ready a few at a time before anybody types, and no longer once one has left', () => {
  vi.useFakeTimers();
  const { many, key } = counted(1000);
  const stop = lookThrough(many);
  vi.advanceTimersToNextTimer();
  stop();
  vi.runAllTimers();
  const { titles: left } = key({ words: 'm' });
  expect(left).toBeGreaterThan(900);
  expect(left).toBeLessThan(1000);

  const other = counted(1000);
  lookThrough(other.many);
  vi.runAllTimers();
  expect(other.key({ words: 'm' }).titles).toBe(0);
  vi.useRealTimers();
});
