// Prints which plural form the browsers' rules give each number, for plurals_test.go: {language: {number: form}}.
// The numbers and the languages are its arguments: `node i18n/plurals.mjs 0,1,1.5 nb ar`.
const [numbers, ...languages] = process.argv.slice(2);
const forms = (language) => {
  const rules = new Intl.PluralRules(language);
  // Without its data Node would answer for another language, and every comparison would be worthless.
  if (rules.resolvedOptions().locale !== language) throw new Error(`Node has no plural rules for ${language}`);
  return Object.fromEntries(numbers.split(',').map((number) => [number, rules.select(Number(number))]));
};
console.log(JSON.stringify(Object.fromEntries(languages.map((language) => [language, forms(language)]))));
