// Writes dates/words.json, the server's words for dates, out of the same CLDR data as the pages': `node --import tsx i18n/dates.mjs`.
import { readdirSync, writeFileSync } from 'node:fs';
import { dateWords } from '../spa/build/catalogues.ts';

const folder = new URL('./', import.meta.url);
const languages = readdirSync(folder).flatMap((name) => /^([a-z]{2,3}(?:-[A-Z]{2})?)\.json$/.exec(name)?.[1] ?? []);
const words = Object.fromEntries(
  languages.map((language) => {
    const { months, weekdays, patterns } = dateWords(language);
    return [language, { months, weekdays, long: patterns.long, time: patterns.time }];
  }),
);
const text = `${JSON.stringify(words, null, 2)}\n`;
if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(new URL('dates/words.json', folder), text);
