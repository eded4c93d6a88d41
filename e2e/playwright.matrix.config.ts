// The stories that are told in a language, in one of the languages, at both widths and in both lights; `npm run matrix`
// runs this once for each language.
import { readdirSync, readFileSync } from 'node:fs';
import { devices } from '@playwright/test';
import stories, { phone } from './playwright.config.ts';

const language = process.env.STORY_LANGUAGE ?? '';
if (!language) throw new Error('STORY_LANGUAGE must name the language: see e2e/run/matrix.ts');

/** Whoever says in which language a story is told has written one of these. */
const folder = new URL('./browser/', import.meta.url);
const told = readdirSync(folder).filter((file) => file.endsWith('.spec.ts') && readFileSync(new URL(file, folder), 'utf8').includes('storyLanguage('));

const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } };

export default {
  ...stories,
  testMatch: [...told, 'pictures.matrix.ts'].map((file) => `**/${file}`),
  // What a clock judges is judged by `npm test`, with nothing beside it.
  grepInvert: /@alone/,
  outputDir: `../test-results/matrix/${language}`,
  // Nothing is timed here and nothing else runs: four on two processors tell a third more stories a minute than two.
  workers: 4,
  // Each has workers, and so demos, of its own: what a story changes in one, no other meets.
  projects: Object.entries({ phone, desktop }).flatMap(([width, use]) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ name: `${width}-${colorScheme}`, use: { ...use, colorScheme } })),
  ),
};
