// Says what is wrong with the catalogues: `npm run check:i18n`. The model is nb.json: every other language has its keys,
// its placeholders, and just the plural forms that its own grammar has. The tone is held too, as far as a program can
// hear it, and the pages use no key that isn't there.
import { readdirSync, readFileSync } from 'node:fs';
import { outOfReach, sources, usage } from './usage.mjs';
import { checkWords } from './words/check.mjs';

const folder = new URL('./', import.meta.url);
const model = 'nb';

/** Notes for translators inside a plural entry; they aren't forms. */
const notForms = new Set(['description', 'hash']);

const formsOf = (entry) => (typeof entry === 'string' ? [] : Object.keys(entry).filter((name) => !notForms.has(name)));
const textsOf = (entry) => (typeof entry === 'string' ? [entry] : formsOf(entry).map((form) => entry[form]));
const placeholders = (text) => [...new Set([...text.matchAll(/\{\{\s*\.(\w+)\s*\}\}/g)].map(([, name]) => name))].sort();
/** A sentence that stands in two unlike languages was copied, not translated; Nynorsk may well say it as Bokmål does. */
const alike = new Set(['nb', 'nn']);
const isSentence = (text) => /\p{L}+\s+\p{L}+/u.test(text.replace(/\{\{.*?\}\}/g, ''));

/** Any text may be read over a shoulder, but for the name of the duty phone in a help panel that one has opened oneself. */
const onlyInOpenedPanels = new Set(['help.duty']);
/** Words that tell a bystander what this is about. */
const telling = /barnevern|child welfare|child protection|opieka nad dzie|ochron\w* dzie|حماية الطفل|رعاية الأطفال/i;

/** What a language has its own sign or way for. */
const notInThisLanguage = {
  ar: [[/[\p{Script=Arabic}\s][,;?]|\u0627\u064b/u, "has a Latin comma or question mark, or a fathatan after its alef"]],
  pl: [[/\p{L}(?:\/-|\(-?)\p{Ll}+\)?(?!\p{L})|\p{L}+(?:łem|łeś)\s*(?:\/|lub)\s*\p{L}+(?:łam|łaś)/u, 'names both genders: say it without one']],
  nn: [[/\b(?:ikke|jeg|hva|hvordan|fra|noe|saken|meldingen)\b/i, 'is Bokmål']],
};

/** What a friendly text never does. */
function tone(language, key, said) {
  for (const [pattern, why] of notInThisLanguage[language] ?? []) if (pattern.test(said)) return why;
  if (/[!！]/.test(said)) return 'shouts';
  if (/\bugyldig|\binvalid\b|nieprawidłow/i.test(said)) return 'blames the reader';
  if (!onlyInOpenedPanels.has(key) && telling.test(said)) return 'says what this is about where a bystander reads it';
  return null;
}

/** What all forms together hold: "one" may well do without the number. */
const allPlaceholders = (entry) => [...new Set(textsOf(entry).flatMap(placeholders))].sort().join(', ');

function keysInOrder(text) {
  return [...text.matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key);
}

function checkLanguage(language, text, nb) {
  const wrong = [];
  const catalogue = JSON.parse(text);
  const plural = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted().join(', ');
  const keys = keysInOrder(text);
  if (new Set(keys).size !== keys.length) {
    for (const key of keys.filter((k, i) => keys.indexOf(k) !== i)) wrong.push(`${key} is there twice`);
  }
  const unsorted = keys.find((key, i) => i > 0 && key < keys[i - 1]);
  if (unsorted) wrong.push(`${unsorted} isn't in its place: keys are sorted`);
  for (const key of Object.keys(nb)) if (!(key in catalogue)) wrong.push(`${key} is missing`);
  for (const [key, entry] of Object.entries(catalogue)) {
    if (!(key in nb)) {
      wrong.push(`${key} isn't in ${model}.json`);
      continue;
    }
    if ((typeof entry === 'string') !== (typeof nb[key] === 'string')) wrong.push(`${key} is a plural in one language only`);
    else if (typeof entry !== 'string' && formsOf(entry).sort().join(', ') !== plural) {
      wrong.push(`${key} has the forms ${formsOf(entry).sort().join(', ')}; this language has ${plural}`);
    }
    if (allPlaceholders(entry) !== allPlaceholders(nb[key])) {
      wrong.push(`${key} has the placeholders "${allPlaceholders(entry)}"; ${model}.json has "${allPlaceholders(nb[key])}"`);
    }
    if (!alike.has(language) && textsOf(entry).some((said) => isSentence(said) && textsOf(nb[key]).includes(said))) {
      wrong.push(`${key} isn't translated`);
    }
    for (const said of textsOf(entry)) {
      if (typeof said !== 'string' || said.trim() === '') wrong.push(`${key} is empty`);
      else if (tone(language, key, said)) wrong.push(`${key} ${tone(language, key, said)}`);
      else if (said !== said.normalize('NFC')) wrong.push(`${key} isn't in Unicode's NFC form`);
      else if (/\{\{(?!\s*\.\w+\s*\}\})/.test(said)) wrong.push(`${key} has a placeholder that isn't written {{.Name}}`);
    }
  }
  return wrong;
}

const languages = readdirSync(folder).flatMap((file) => /^([a-z]{2,3}(?:-[A-Z]{2})?)\.json$/.exec(file)?.[1] ?? []);
const read = (language) => readFileSync(new URL(`${language}.json`, folder), 'utf8');
const nb = JSON.parse(read(model));
let count = 0;
for (const language of languages) {
  for (const problem of checkLanguage(language, read(language), nb)) {
    console.error(`i18n/${language}.json: ${problem}`);
    count += 1;
  }
}
const pages = sources(new URL('../spa/src/', folder));
const listed = (language) => JSON.parse(readFileSync(new URL(`words/${language}.json`, folder), 'utf8'));
const words = Object.keys(listed(model));
for (const language of languages) {
  for (const problem of checkWords(language, listed(language), words)) {
    console.error(`i18n/words/${language}.json: ${problem}`);
    count += 1;
  }
}
const { missing, unused } = usage(Object.keys(nb), pages);
for (const problem of outOfReach(Object.keys(nb), pages)) {
  console.error(problem);
  count += 1;
}
for (const key of missing) {
  console.error(`the pages use ${key}, which no catalogue has`);
  count += 1;
}
for (const key of unused) console.log(`note: no page uses ${key}`);
console.log(`${languages.length} languages, ${words.length} words explained, ${Object.keys(nb).length} texts each: ${count || 'nothing'} wrong`);
process.exit(count ? 1 : 0);
