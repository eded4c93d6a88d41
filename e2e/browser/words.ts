// The pages' own words, so that a test finds what a reader finds, in the reader's language.
import { readFileSync } from 'node:fs';

type Catalogue = Record<string, string | Record<string, string>>;

const read = (language: string): Catalogue =>
  JSON.parse(readFileSync(new URL(`../../i18n/${language}.json`, import.meta.url), 'utf8')) as Catalogue;

const catalogues = new Map<string, Catalogue>();

/** `words('ar')('talk.send')`; a form is chosen by `Count`, `{{.Name}}` is filled. */
export function words(language: string): (key: string, fill?: Record<string, string | number>) => string {
  const catalogue = catalogues.get(language) ?? read(language);
  catalogues.set(language, catalogue);
  return (key, fill = {}) => {
    const entry = catalogue[key];
    if (entry === undefined) throw new Error(`no word ${key} in ${language}`);
    const text =
      typeof entry === 'string' ? entry : (entry[new Intl.PluralRules(language).select(Number(fill.Count))] ?? entry.other ?? '');
    return text.replace(/\{\{\.(\w+)\}\}/g, (whole, name: string) => (name in fill ? isolated(String(fill[name]), language === 'ar') : whole));
  };
}

/** A value of the other direction stands in its sentence as the page puts it there. */
function isolated(value: string, rtl: boolean): string {
  const turned = /[\u0590-\u08ff\ufb1d-\ufefc]/.test(value);
  if (rtl && !turned && /\d\D+\d/.test(value)) return `\u2066${value}\u2069`;
  return (rtl ? /[A-Za-z\u00c0-\u024f\u0400-\u04ff]/.test(value) : turned) ? `\u2068${value}\u2069` : value;
}

/** The part of a text before its first placeholder or after its last, to find it whatever is filled in. */
export function around(text: string): RegExp {
  const parts = text.split(/\{\{\.\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.+'));
}
