import { dateWords, t } from './catalogue.ts';

// Dates are Oslo's, Gregorian, in Latin digits, whatever the reader's machine is set to.
const oslo = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});

type Parts = { year: number; month: number; day: number; hour: number; minute: number };

/** An instant ("2026-12-03T10:00:00Z"), or a date of Oslo ("2026-12-03") that no time zone may move. */
export type When = string | Date;

function partsOf(when: When): Parts {
  const date = typeof when === 'string' && /^(\d{4})-(\d\d)-(\d\d)$/.exec(when);
  if (date) return { year: Number(date[1]), month: Number(date[2]), day: Number(date[3]), hour: 0, minute: 0 };
  const parts: Record<string, number> = {};
  for (const { type, value } of oslo.formatToParts(new Date(when))) parts[type] = Number(value);
  return parts as Parts;
}

const dayNumber = (p: Parts) => Math.round(Date.UTC(p.year, p.month - 1, p.day) / 86_400_000);

export type DateStyle = 'full' | 'long' | 'day' | 'short' | 'month' | 'time';

function fill(pattern: string, p: Parts): string {
  const words = dateWords();
  const weekday = (dayNumber(p) + 4) % 7;
  const field = (letters: string): string => {
    const long = letters.length >= 4;
    switch (letters[0]) {
      case 'y':
        return String(p.year);
      case 'M':
        return (long ? words.months : letters.length === 3 ? words.monthsShort : [])[p.month - 1] ?? String(p.month);
      case 'L':
        return words.monthsAlone[p.month - 1] ?? '';
      case 'd':
        return String(p.day).padStart(letters.length, '0');
      case 'E':
        return (long ? words.weekdays : words.weekdaysShort)[weekday] ?? '';
      case 'H':
        return String(p.hour).padStart(letters.length, '0');
      default:
        return String(p.minute).padStart(2, '0');
    }
  };
  return pattern.replace(/'([^']*)'|y+|M+|L+|d+|E+|H+|m+/g, (whole, quoted?: string) => quoted ?? field(whole));
}

export function formatDate(when: When, style: DateStyle): string {
  return fill(dateWords().patterns[style], partsOf(when));
}

/** A date as on a leaf of a calendar: the day's number and the month in short. */
export function leafOf(when: When): { day: string; month: string } {
  const { day, month } = partsOf(when);
  return { day: String(day), month: dateWords().monthsShort[month - 1] ?? '' };
}

/** Whole days of Oslo's calendar from now until then; negative when it has passed. */
export function daysUntil(when: When, now: Date): number {
  return dayNumber(partsOf(when)) - dayNumber(partsOf(now));
}

/** Oslo's date some days from then, as a date field and the contract write it. */
export function isoDate(when: When, daysLater = 0): string {
  return new Date((dayNumber(partsOf(when)) + daysLater) * 86_400_000).toISOString().slice(0, 10);
}

/** A key that is the same for all instants of one day in Oslo. */
export function dayKey(when: When): string {
  return String(dayNumber(partsOf(when)));
}

/** The day as one says it: today, yesterday, the weekday, the date; the year only when it is another one. */
export function dayInWords(when: When, now: Date): string {
  const days = daysUntil(when, now);
  if (days === 0) return t('date.today');
  if (days === -1) return t('date.yesterday');
  if (days === 1) return t('date.tomorrow');
  return formatDate(when, partsOf(when).year === partsOf(now).year ? 'day' : 'long');
}

export function dayAndTime(when: When, now: Date): string {
  return t('date.dayTime', { Day: dayInWords(when, now), Time: formatDate(when, 'time') });
}

/** A moment of these days: of today only its time. */
export function moment(when: When, now: Date): string {
  return daysUntil(when, now) === 0 ? t('date.clock', { Time: formatDate(when, 'time') }) : dayAndTime(when, now);
}

/** How far away a deadline is: "today is the last day", "9 days left", "it was 3 days ago". */
export function daysLeft(when: When, now: Date): string {
  const days = daysUntil(when, now);
  if (days === 0) return t('date.lastDay');
  if (days === 1) return t('date.leftTomorrow');
  return days > 0 ? t('date.left', { Count: days }) : t('date.ago', { Count: -days });
}
