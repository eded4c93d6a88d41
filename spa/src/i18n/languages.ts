export const languages = ['nb', 'nn', 'en', 'ar', 'pl'] as const;
export type Language = (typeof languages)[number];

/** Every language under the name its own readers use. */
export const languageNames: Record<string, string> = {
  nb: 'Norsk bokmål',
  nn: 'Norsk nynorsk',
  en: 'English',
  ar: 'العربية',
  pl: 'Polski',
  so: 'Soomaali',
  uk: 'Українська',
  no: 'Norsk',
  ckb: 'کوردیی ناوەندی',
  es: 'Español',
  fa: 'فارسی',
  'fa-AF': 'دری',
  fr: 'Français',
  ku: 'Kurmancî',
  lt: 'Lietuvių',
  nsl: 'Norsk tegnspråk',
  ps: 'پښتو',
  ro: 'Română',
  ru: 'Русский',
  se: 'Davvisámegiella',
  sw: 'Kiswahili',
  th: 'ไทย',
  ti: 'ትግርኛ',
  tr: 'Türkçe',
  ur: 'اردو',
  vi: 'Tiếng Việt',
};

/** What people ask to talk in, those asked for most first after the portal's own. */
export const spokenLanguages = [
  ...['nb', 'nn', 'se', 'en', 'ar', 'pl', 'uk', 'so', 'ti', 'ru', 'fa-AF', 'fa', 'ckb', 'ku', 'ps', 'ur', 'tr'],
  ...['lt', 'ro', 'th', 'vi', 'es', 'fr', 'sw', 'nsl'],
];

/** Those that nothing is written in. */
export const signLanguages: ReadonlySet<string> = new Set(['nsl']);

/** Whether two tags name one language, whatever their regions: a text in the one serves whoever reads the other. */
export const sameLanguage = (a: string, b: string): boolean => a.split('-')[0] === b.split('-')[0];

/** What is there in a language: in the very same, or else whatever its region. */
export const inLanguage = <T extends { language: string }>(list: readonly T[], wanted: string): T | undefined =>
  list.find((one) => one.language === wanted) ?? list.find((one) => sameLanguage(one.language, wanted));

/** Bokmål and Nynorsk are read by the same people. */
const norwegian = (tag: string): boolean => ['nb', 'nn', 'no'].some((one) => sameLanguage(tag, one));

/** Whoever reads one of the two languages reads the other, whatever its region. */
export const readAlike = (a: string, b: string): boolean => sameLanguage(a, b) || (norwegian(a) && norwegian(b));

/** As in the server's i18n. */
const rightToLeft = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm']);

/** Which way a language runs: by the script its tag names, or else by the one it is usually written in. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const script = localeOf(tag)?.maximize().script;
  return script && rightToLeft.has(script) ? 'rtl' : 'ltr';
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch {
    // What isn't a tag of a language.
    return undefined;
  }
}

export function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}

/**
 * The name of a language for a reader: its own name, since that is the one its readers look for, with the region or script that
 * its tag names.
 */
export function languageName(tag: string): string {
  const locale = localeOf(tag);
  if (!locale) return tag;
  const known = languageNames[locale.toString()];
  if (known) return known;
  const names = new Intl.DisplayNames([tag], { type: 'language', fallback: 'none' });
  const name = names.of(tag);
  // A browser that doesn't speak the language answers in its own.
  const own = sameLanguage(names.resolvedOptions().locale, locale.language);
  const base = languageNames[locale.language];
  if (!name || (!own && base)) return base ?? tag;
  return name.replace(/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u, (first) =>
    first.toLocaleUpperCase(tag),
  );
}
