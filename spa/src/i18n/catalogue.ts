import files, { type Part } from 'virtual:catalogues';
import { computed, signal } from '@preact/signals';
import type nb from '../../../i18n/nb.json';
import type { DateWords } from '../../build/catalogues.ts';
import { directionOf, isLanguage, type Language } from './languages.ts';

export type Key = keyof typeof nb;
type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Record<string, string | Forms> & { '@dates'?: DateWords };

type Active = { language: Language; words: Catalogue; plural: Intl.PluralRules };

const active = signal<Active | null>(null);

/** The language on its way to the screen, or the one that is there. */
let asked: Language | null = null;
/** The parts that pages have brought; those of a new language come with it. */
const inUse = new Set<Part>(['core']);
const here = new Map<string, Catalogue>();

/** The language on the screen now. Reading it in a component makes the component follow a change. */
export const language = computed<Language>(() => active.value?.language ?? 'nb');

export const direction = computed(() => directionOf(language.value));

export function dateWords(): DateWords {
  const words = active.value?.words['@dates'];
  if (!words) throw new Error('no catalogue loaded');
  return words as DateWords;
}

const missing = (of: Language, wanted: Iterable<Part>): Part[] =>
  [...wanted].filter((part) => !here.has(`${of} ${part}`));

async function bring(of: Language, wanted: Part[]): Promise<void> {
  await Promise.all(
    wanted.map(async (part) => {
      const load = files[part][of];
      if (!load) throw new Error(`no catalogue for ${of}`);
      here.set(`${of} ${part}`, (await load()).default);
    }),
  );
}

function put(next: Language): void {
  const before = active.peek()?.language === next ? active.peek()?.words : {};
  putCatalogue(next, Object.assign({}, before, ...[...inUse].map((part) => here.get(`${next} ${part}`))));
}

/** Fetches a language's words and puts them on the screen; the page keeps the old language until they are here. */
export async function showLanguage(next: Language): Promise<void> {
  asked = next;
  try {
    // A page that opens meanwhile needs more.
    for (let more = missing(next, inUse); more.length > 0; more = missing(next, inUse)) await bring(next, more);
  } catch (error) {
    if (asked === next) asked = active.peek()?.language ?? null;
    throw error;
  }
  if (asked === next) put(next);
}

/** A page of its own chunk with the parts it needs beyond the core: it isn't shown before both are here. */
export function withWords<Page>(needed: Part[], page: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    const [shown] = await Promise.all([page(), bringParts(needed)]);
    return shown;
  };
}

async function bringParts(needed: Part[]): Promise<void> {
  // The language on the screen and the one on its way there: whichever it is when the page is shown.
  const languages = () => new Set([language.peek(), asked ?? language.peek()]);
  const lacking = () => [...languages()].filter((one) => missing(one, needed).length > 0);
  for (let some = lacking(); some.length > 0; some = lacking())
    await Promise.all(some.map((one) => bring(one, missing(one, needed))));
  for (const part of needed) inUse.add(part);
  put(language.peek());
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
