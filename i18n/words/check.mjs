// Says what is wrong with a list of hard words; check.mjs in the folder above runs it for each language.

/** A sentence ends in a full stop, an Arabic or Latin question mark; "18. roku" doesn't end one. */
const sentences = (text) => text.match(/[.?؟](?=\s+[^\p{Ll}\s]|$)/gu)?.length ?? 0;

/** Every language explains the same words, in two sentences, and no form belongs to two of them. */
export function checkWords(language, list, model) {
  const wrong = [];
  const belongs = new Map();
  for (const key of model) if (!list[key]) wrong.push(`${key} is missing`);
  for (const [key, { word, forms, text }] of Object.entries(list)) {
    if (!model.includes(key)) wrong.push(`${key} isn't in nb.json`);
    if (!word?.trim()) wrong.push(`${key} has no word`);
    if (!Array.isArray(forms) || forms.length === 0) wrong.push(`${key} is never found in a text: it has no forms`);
    for (const form of forms ?? []) {
      const one = form.toLowerCase();
      if (belongs.has(one)) wrong.push(`"${form}" is both ${belongs.get(one)} and ${key}`);
      belongs.set(one, key);
      if (form !== form.trim() || form !== form.normalize('NFC')) wrong.push(`${key}: "${form}" isn't written as texts have it`);
    }
    if (sentences(text ?? '') !== 2) wrong.push(`${key} isn't explained in two sentences`);
    if (/[!！]/.test(text)) wrong.push(`${key} shouts`);
    if (text !== text.normalize('NFC')) wrong.push(`${key} isn't in Unicode's NFC form`);
    if (/barnevern/i.test(word)) wrong.push(`${key} says what this is about in large letters`);
  }
  const keys = Object.keys(list);
  const unsorted = keys.find((key, i) => i > 0 && key < keys[i - 1]);
  if (unsorted) wrong.push(`${unsorted} isn't in its place: keys are sorted`);
  return wrong;
}
