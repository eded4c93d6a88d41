import { computed, signal } from '@preact/signals';
import type nb from '../../../i18n/nb.json';
import type { DateWords } from '../../build/catalogues.ts';
import { directionOf, isLanguage, type Language } from './languages.ts';

export type Key = keyof typeof nb;
type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, string | Forms> & { '@dates'?: DateWords };

const citizen = import.meta.glob<Catalogue>(['../../../i18n/*.json', '!../../../i18n/package.json'], {
  import: 'default',
});
const staff = import.meta.glob<Catalogue>(['../../../i18n/*.json', '!../../../i18n/package.json'], {
  import: 'default',
  query: '?staff',
});

type Active = { language: Language; words: Catalogue; plural: Intl.PluralRules };

const active = signal<Active | null>(null);
let staffToo = false;

/** The language on the screen now. Reading it in a component makes the component follow a change. */
export const language = computed<Language>(() => active.value?.language ?? 'nb');

export const direction = computed(() => directionOf(language.value));

export function dateWords(): DateWords {
  const words = active.value?.words['@dates'];
  if (!words) throw new Error('no catalogue loaded');
  return words as DateWords;
}

/** Fetches a language's words and puts them on the screen; the page keeps the old language until they are here. */
export async function showLanguage(next: Language): Promise<void> {
  const load = (from: typeof citizen) => {
    const file = from[`../../../i18n/${next}.json`] ?? from[`../../../i18n/${next}.json?staff`];
    if (!file) throw new Error(`no catalogue for ${next}`);
    return file();
  };
  const [words, more] = await Promise.all([load(citizen), staffToo ? load(staff) : {}]);
  putCatalogue(next, { ...words, ...more } as Catalogue);
}

/** Employees' pages call this once before they are shown: their words are a chunk of their own. */
export async function withStaffWords(): Promise<void> {
  if (staffToo) return;
  staffToo = true;
  await showLanguage(language.peek());
}

export function putCatalogue(next: Language, words: Catalogue): void {
  active.value = { language: next, words, plural: new Intl.PluralRules(next) };
  document.documentElement.lang = next;
  document.documentElement.dir = directionOf(next);
}

/** The language the server chose for this page; it stands in the html element before any script runs. */
export function pageLanguage(): Language {
  const tag = document.documentElement.lang;
  return isLanguage(tag) ? tag : 'nb';
}

type Values = Record<string, string | number>;

/** The text for a key. `Count` chooses the plural form, as in the server's go-i18n. */
export function t(key: Key, values?: Values): string {
  const now = active.value;
  const entry = now?.words[key] as string | Forms | undefined;
  if (now === null || entry === undefined) return key;
  let text: string | undefined;
  if (typeof entry === 'string') text = entry;
  else {
    const count = values?.Count;
    text = entry[now.plural.select(typeof count === 'number' ? count : 0)] ?? entry.other;
  }
  const rtl = directionOf(now.language) === 'rtl';
  return (text ?? key).replace(/\{\{\s*\.(\w+)\s*\}\}/g, (whole, name: string) => {
    const value = values?.[name];
    return value === undefined ? whole : isolate(String(value), rtl);
  });
}

const latin = /[A-Za-z\u00c0-\u024f\u0400-\u04ff]/;
const rightToLeftLetter = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/** A value of the other direction stands in the sentence without turning what is round it. */
function isolate(value: string, rtl: boolean): string {
  if (rtl && !rightToLeftLetter.test(value) && /\d\D+\d/.test(value)) return `\u2066${value}\u2069`;
  return (rtl ? latin : rightToLeftLetter).test(value) ? `\u2068${value}\u2069` : value;
}

/** Whether a key exists, for keys that are put together from a value of the API. */
export function has(key: string): key is Key {
  return active.value?.words[key] !== undefined;
}
