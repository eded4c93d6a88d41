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
};

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
