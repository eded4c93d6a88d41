// The language that a story is told in: one in `npm test`, each in turn in `npm run matrix`.
import { test, type Language } from './fixtures.ts';

/**
 * `const w = words(storyLanguage('ar'))` at the top of a file: its citizens read Arabic wherever they log in, whatever the
 * fagsystem has for them, and its words are found by `w`. Employees keep the language they have.
 */
export function storyLanguage(usual: Language): Language {
  const language = (process.env.STORY_LANGUAGE as Language | undefined) ?? usual;
  test.use({ language });
  return language;
}
