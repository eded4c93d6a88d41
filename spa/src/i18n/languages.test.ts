import { expect, test, vi } from 'vitest';
import { directionOf, languageName, languageNames, readAlike } from './languages.ts';

test.each([
  ['pl', 'Polski'],
  ['fa-AF', 'دری'],
  ['pt-BR', 'Português (Brasil)'],
  ['zh-Hant', '繁體中文'],
  ['ar-EG', 'العربية (مصر)'],
  ['uz-Cyrl', 'Ўзбекча (Кирил)'],
  ['ka', 'ქართული'],
  ['NB', 'Norsk bokmål'],
])('%s has the name its own readers use, with its region or script', (tag, name) => {
  expect(languageName(tag)).toBe(name);
});

test('what the browser has no name for is called as its language, and what is none stays as it is', () => {
  expect(languageName('nsl-NO')).toBe(languageNames.nsl);
  expect(languageName('qaa-NO')).toBe('qaa-NO');
  expect(languageName('no tag')).toBe('no tag');
});

test('a name in the letters of another language is no name for its own readers', () => {
  // As in a browser that doesn't speak Kurdish: it answers in its own language.
  vi.spyOn(Intl, 'DisplayNames').mockImplementation(function (this: Intl.DisplayNames) {
    return Object.assign(this, { of: () => 'kurdisk (arabisk)', resolvedOptions: () => ({ locale: 'nb' }) });
  });
  expect(languageName('ku-Arab')).toBe('Kurmancî');
  expect(languageName('gsw-CH')).toBe('Kurdisk (arabisk)');
  vi.restoreAllMocks();
});

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['ar-Latn', 'ltr'],
  ['ku', 'ltr'],
  ['ku-Arab', 'rtl'],
  ['uz-Cyrl', 'ltr'],
  ['fa-AF', 'rtl'],
  ['ckb', 'rtl'],
  ['ps', 'rtl'],
  ['ur', 'rtl'],
  ['he', 'rtl'],
  ['pt-BR', 'ltr'],
  ['zh-Hant', 'ltr'],
  ['no tag', 'ltr'],
])('%s is written %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});

test('whoever reads one Norwegian reads the other, and a language of any region', () => {
  expect(readAlike('nn', 'nb-NO')).toBe(true);
  expect(readAlike('pl-PL', 'pl')).toBe(true);
  expect(readAlike('no', 'en')).toBe(false);
});
