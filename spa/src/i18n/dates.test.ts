import { describe, expect, test } from 'vitest';
import ar from '../../../i18n/ar.json';
import { dateWords } from '../../build/catalogues.ts';
import { type Catalogue, putCatalogue } from './catalogue.ts';
import { dayAndTime, dayInWords, daysLeft, daysUntil, formatDate, isoDate } from './dates.ts';

const now = new Date('2026-11-24T09:40:00+01:00');

describe('dates', () => {
  test('are said as people say them', () => {
    expect(formatDate('2026-12-03', 'day')).toBe('torsdag 3. desember');
    expect(formatDate('2026-12-03', 'long')).toBe('3. desember 2026');
    expect(daysLeft('2026-12-03', now)).toBe('Det er 9 dager til.');
    expect(daysLeft('2026-11-25', now)).toBe('Det er i morgen.');
    expect(daysLeft('2026-11-24', now)).toBe('I dag er siste dag.');
    expect(daysLeft('2026-11-23', now)).toBe('Det var i går.');
  });

  test('are Gregorian in Latin digits in Arabic', () => {
    putCatalogue('ar', { ...ar, '@dates': dateWords('ar') } as unknown as Catalogue);
    expect(formatDate('2026-12-03', 'day')).toBe('الخميس، 3 ديسمبر');
  });

  test('are Oslo’s: late in the evening in UTC it is already tomorrow there', () => {
    expect(formatDate('2026-11-24T23:30:00Z', 'day')).toBe('onsdag 25. november');
    expect(dayInWords('2026-11-24T23:30:00Z', now)).toBe('i morgen');
    expect(dayAndTime('2026-11-23T22:30:00Z', now)).toBe('i går kl. 23:30');
  });

  test('fill a date field with Oslo’s day, also in the hours when UTC has another', () => {
    expect(isoDate('2026-11-24T23:30:00Z')).toBe('2026-11-25');
    expect(isoDate('2026-11-24T22:30:00Z')).toBe('2026-11-24');
    expect(isoDate('2027-03-27T23:30:00Z', 60)).toBe('2027-05-27');
  });

  test('count whole days across the change to summer time', () => {
    expect(daysUntil('2027-03-29', new Date('2027-03-27T23:30:00Z'))).toBe(1);
  });

  test('name the year only when it is another one', () => {
    expect(dayInWords('2026-11-12', now)).toBe('torsdag 12. november');
    expect(dayInWords('2025-11-12', now)).toBe('12. november 2025');
  });

  // Browsers lack these languages' names, or would use another calendar.
  test.each(['se', 'so', 'ti', 'ps', 'ckb', 'ku', 'om', 'fa', 'fa-AF', 'th', 'uk'])(
    '%s has names for all months and days',
    (tag) => {
      const words = dateWords(tag);
      expect(words.months.filter(Boolean)).toHaveLength(12);
      expect(words.weekdays.filter(Boolean)).toHaveLength(7);
      expect(words.patterns.long).toMatch(/y/);
    },
  );
});
