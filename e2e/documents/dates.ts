// Fills the dates of a text in, counted from the day the demo is seeded, in the words of each language.
import { readFileSync } from 'node:fs';

interface Calendar {
  months: string[];
  weekdays: string[];
  weekdaysOn: string[];
  dayMonth: string;
  comma: string;
}

const calendars = JSON.parse(readFileSync(new URL('./calendar.json', import.meta.url), 'utf8')) as Record<string, Calendar>;
const dayLength = 86_400_000;

/** What the dates of one document are counted from. */
export interface Occasion {
  /** The day the demo is seeded, as YYYY-MM-DD. */
  seeded: string;
  /** The document was sent so many days before that. */
  daysAgo: number;
  /** From `remedy.deadlineDays`. */
  deadlineDays?: number | undefined;
}

/** The day that lies so many days after `seeded`, as YYYY-MM-DD. */
export function dayAfter(seeded: string, days: number): string {
  return new Date(Date.parse(`${seeded}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

// Nobody is invited to a meeting on a Sunday because the demo happened to be seeded on a Thursday.
function workday(iso: string): string {
  const weekday = mondayBased(iso);
  return weekday < 5 ? iso : dayAfter(iso, 7 - weekday);
}

function mondayBased(iso: string): number {
  return (new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function calendar(language: string): Calendar {
  const found = calendars[language];
  if (!found) throw new Error(`calendar.json has no ${language}`);
  return found;
}

function dayMonth(iso: string, c: Calendar): string {
  const [, month, day] = iso.split('-').map(Number) as [number, number, number];
  return c.dayMonth.replace('{d}', String(day)).replace('{month}', c.months[month - 1] ?? '');
}

function full(iso: string, c: Calendar): string {
  return `${dayMonth(iso, c)} ${iso.slice(0, 4)}`;
}

/** Replaces every `{{…}}` of the text; one that it doesn't know is an error. */
export function fillDates(text: string, language: string, when: Occasion): string {
  const c = calendar(language);
  const sent = dayAfter(when.seeded, -when.daysAgo);
  return text.replace(/\{\{(\w+)(?: (-?\d+))?\}\}/g, (whole, word: string, n: string | undefined) => {
    if (word === 'sent' && n === undefined) return full(sent, c);
    if (word === 'deadline' && n === undefined && when.deadlineDays !== undefined) {
      const last = dayAfter(sent, when.deadlineDays);
      return `${c.weekdays[mondayBased(last)]}${c.comma}${full(last, c)}`;
    }
    if (n !== undefined) {
      if (word === 'date') return full(dayAfter(when.seeded, Number(n)), c);
      const day = workday(dayAfter(when.seeded, Number(n)));
      if (word === 'day') return `${c.weekdays[mondayBased(day)]}${c.comma}${dayMonth(day, c)}`;
      if (word === 'on') return `${c.weekdaysOn[mondayBased(day)]}${c.comma}${dayMonth(day, c)}`;
    }
    throw new Error(`unknown date ${whole}`);
  });
}
