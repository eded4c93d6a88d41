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

/** Whether two tags name one language, whatever their regions: a text in the one serves whoever reads the other. */
export const sameLanguage = (a: string, b: string): boolean => a.split('-')[0] === b.split('-')[0];

/** What is there in a language: in the very same, or else whatever its region. */
export const inLanguage = <T extends { language: string }>(list: readonly T[], wanted: string): T | undefined =>
  list.find((one) => one.language === wanted) ?? list.find((one) => sameLanguage(one.language, wanted));

const rightToLeft = new Set(['ar', 'fa', 'fa-AF', 'ckb', 'ps', 'ur']);

export function directionOf(language: string): 'ltr' | 'rtl' {
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

export function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}

/** The name of a language for a reader: its own name, since that is the one its readers look for. */
export function languageName(tag: string): string {
  return languageNames[tag] ?? tag;
}
