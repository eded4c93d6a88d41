// Turns i18n/<lang>.json into what the browser loads: without server-only keys, split into what citizens and employees
// read, and with month and weekday names from CLDR, because browsers lack them for several of our languages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

export type DateWords = {
  months: string[];
  monthsAlone: string[];
  monthsShort: string[];
  weekdays: string[];
  weekdaysShort: string[];
  /** CLDR patterns, e.g. "EEEE d. MMMM y". */
  patterns: { full: string; long: string; day: string; short: string; month: string; time: string };
};

/** The CLDR locale whose date words a catalogue uses; only where it isn't the language itself. */
const cldrLocale: Record<string, string> = { nb: 'no', en: 'en-GB' };

type Gregorian = {
  months: Record<'format' | 'stand-alone', Record<'wide' | 'abbreviated', Record<string, string>>>;
  days: { format: Record<'wide' | 'abbreviated', Record<string, string>> };
  dateFormats: Record<'full' | 'long', string>;
  dateTimeFormats: { availableFormats: Record<string, string> };
};

const weekdayOrder = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

export function dateWords(language: string): DateWords {
  const locale = cldrLocale[language] ?? language;
  const file = require(`cldr-dates-full/main/${locale}/ca-gregorian.json`);
  const data: Gregorian = file.main[locale].dates.calendars.gregorian;
  const formats = data.dateTimeFormats.availableFormats;
  const { full, long } = data.dateFormats;
  const months = (use: 'format' | 'stand-alone', width: 'wide' | 'abbreviated') =>
    Array.from({ length: 12 }, (_, i) => data.months[use][width][String(i + 1)] ?? '');
  const weekdays = (width: 'wide' | 'abbreviated') => weekdayOrder.map((d) => data.days.format[width][d] ?? '');
  return {
    months: months('format', 'wide'),
    monthsAlone: months('stand-alone', 'wide'),
    monthsShort: months('format', 'abbreviated'),
    weekdays: weekdays('wide'),
    weekdaysShort: weekdays('abbreviated'),
    patterns: {
      full,
      long,
      day: formats.MMMMEEEEd ?? full.replace(/[\s,]*y+\s*$/, ''),
      short: formats.MMMd ?? 'd MMM',
      month: formats.yMMMM?.replaceAll('M', 'L') ?? 'LLLL y',
      time: (formats.Hm ?? 'HH:mm').replace(/[^Hm:.]/g, ''),
    },
  };
}

export type Entries = Record<string, string | Record<string, string>>;

/** What only the server says stays there; why a file can't be accepted, both say. */
const onlyServers = (key: string): boolean => key.startsWith('srv.') && !key.startsWith('srv.attachment.');

/** What one reader's browser gets of a catalogue. */
export function slice(all: Entries, reader: 'citizen' | 'staff'): Entries {
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => !onlyServers(key) && key.startsWith('staff.') === (reader === 'staff'))
      .map(([key, value]) => {
        if (typeof value === 'string') return [key, value];
        const { description: _d, hash: _h, ...forms } = value;
        return [key, forms];
      }),
  );
}

export function catalogues(): Plugin {
  return {
    name: 'portal-catalogues',
    enforce: 'pre',
    load(id) {
      const match = /\/i18n\/([a-z]{2,3}(?:-[A-Z]{2})?)\.json(\?staff)?$/.exec(id);
      if (!match) return null;
      const file = id.replace(/\?.*$/, '');
      const all = JSON.parse(readFileSync(file, 'utf8')) as Entries;
      const language = match[1] ?? basename(file, '.json');
      this.addWatchFile(file);
      const content = match[2] ? slice(all, 'staff') : { ...slice(all, 'citizen'), '@dates': dateWords(language) };
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(content))})`, moduleType: 'js' };
    },
  };
}
