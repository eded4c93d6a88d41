// Turns i18n/<lang>.json into what the browser loads: in parts, without server-only keys, and with month and weekday
// names from CLDR, because browsers lack them for several of our languages.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { partOf, parts } from '../../i18n/parts.mjs';
import { outOfReach, sources } from '../../i18n/usage.mjs';

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

/** What a browser gets of a catalogue when it asks for a part. */
export function slice(all: Entries, part: string): Entries {
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => partOf(key) === part)
      .map(([key, value]) => {
        if (typeof value === 'string') return [key, value];
        const { description: _d, hash: _h, ...forms } = value;
        return [key, forms];
      }),
  );
}

const folder = new URL('../../i18n/', import.meta.url);
const read = (language: string) => JSON.parse(readFileSync(new URL(`${language}.json`, folder), 'utf8')) as Entries;
const catalogueFile = /([a-z]{2,3}(?:-[A-Z]{2})?)\.json$/;

/** `virtual:catalogues`: part → language → what fetches it. */
function loaders(): string {
  const languages = readdirSync(folder).flatMap((file) => new RegExp(`^${catalogueFile.source}`).exec(file)?.[1] ?? []);
  const of = (part: string) =>
    languages.map(
      (tag) => `${JSON.stringify(tag)}: () => import(${JSON.stringify(`${folder.pathname}${tag}.json?part=${part}`)})`,
    );
  return `export default {${Object.keys(parts).map((part) => `${part}: {${of(part).join(', ')}}`)}}`;
}

export function catalogues(): Plugin {
  return {
    name: 'portal-catalogues',
    enforce: 'pre',
    buildStart() {
      const wrong = outOfReach(Object.keys(read('nb')), sources(new URL('../src/', import.meta.url)));
      if (wrong.length > 0) this.error(wrong.join('\n'));
    },
    resolveId(id) {
      return id === 'virtual:catalogues' ? `\0${id}` : null;
    },
    load(id) {
      if (id === '\0virtual:catalogues') return { code: loaders(), moduleType: 'js' };
      const [file = '', part] = id.split('?part=');
      const language = catalogueFile.exec(file)?.[1];
      if (part === undefined || language === undefined) return null;
      this.addWatchFile(file);
      const words = slice(read(language), part);
      const content = part === 'core' ? { ...words, '@dates': dateWords(language) } : words;
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(content))})`, moduleType: 'js' };
    },
  };
}
