// What the stories share: a demo of one's own on free ports, and logging in through the stand-ins' own pages.
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { startDemo, type Demo } from '../demo/demo.ts';
import { cache } from '../demo/folders.ts';
import type { Tuning } from '../demo/settings.ts';
import { citizen, employee, fullName } from '../people/people.ts';
import { restless } from './restless.ts';

export { expect };
export type { Demo };

/** The folders of the demos that tests run, with their logs; they stay until the next run. */
export const testDemos = join(cache, 'tests');

/**
 * Messages go at once, and can't be taken back. Files share a demo only where they use the very same object: Playwright
 * doesn't look at what is in it, so that a file which wrote this out again would start a demo of its own.
 */
export const atOnce: Tuning = { messageUndo: '0s' };

/** The portal's languages. */
export type Language = 'nb' | 'nn' | 'en' | 'ar' | 'pl';

interface TestFixtures {
  /** Set by `storyLanguage`: what citizens read after `loginCitizen`; where it isn't set, what the portal finds for each. */
  language: Language | undefined;
  /** Says it to `loginCitizen`, which has only a page. */
  spoken: void;
}

interface WorkerFixtures {
  /** Settings otherwise than the demo's; tests with other settings get a demo of their own. */
  tuning: Tuning;
  /** A name that no other file has: what others did before in a shared demo would be counted along. */
  own: string;
  /** A running demo, shared by the tests of one worker. */
  demo: Demo;
}

/** The language of the test that is running. */
let told: Language | undefined;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  language: [undefined, { option: true }],
  spoken: [
    async ({ language }, use) => {
      told = language;
      await use();
      told = undefined;
    },
    { auto: true },
  ],
  tuning: [{}, { option: true, scope: 'worker' }],
  own: ['', { option: true, scope: 'worker' }],
  demo: [
    async ({ tuning }, use, worker) => {
      const demo = await startDemo({
        folder: join(testDemos, `${worker.workerIndex}`),
        ports: 'free',
        tuning,
      });
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ demo }, use) => use(demo.portalUrl),
  // Also for those that a story opens for its second person.
  browser: [
    async ({ browser }, use) => {
      if (process.env.RESTLESS) {
        const open = browser.newContext.bind(browser);
        browser.newContext = async (options) => {
          const context = await open(options);
          await restless(context);
          return context;
        };
      }
      await use(browser);
    },
    { scope: 'worker' },
  ],
});

/** Picks somebody on a log-in page of the stand-ins, and waits until the browser is back at the portal. */
async function pick(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForURL((url) => url.hostname === 'localhost');
}

export type Level = 'high' | 'substantial';

type LogIn = { level?: Level; language?: Language | null | undefined };

/**
 * Logs a citizen in: `loginCitizen(page, 'rania')`. The page must use a test's `demo` (its baseURL). `language` is for a person
 * whom an earlier story may have left in another one; null leaves it to the portal.
 */
export async function loginCitizen(page: Page, id: string, { level = 'high', language = told }: LogIn = {}): Promise<void> {
  // As if chosen before the log-in; cookies ignore ports, and the portal is the only one at this name.
  if (language) await page.context().addCookies([{ name: 'lang', value: language, domain: 'localhost', path: '/' }]);
  await page.goto('/login');
  if (level === 'substantial') await page.getByRole('link', { name: 'MinID' }).click();
  await pick(page, fullName(citizen(id)));
  if (language) await readIn(page, language);
}

/**
 * The language that is kept for whoever is logged in: the page turns to it once it hears of it, and is in another one until
 * then. Nothing where nobody is; asking is no sign of a person.
 */
export async function keptLanguage(page: Page, world: 'citizen' | 'employee' = 'citizen'): Promise<string | undefined> {
  const me = await page.request.get(`/api/${world}/me`, { headers: { 'X-Portal-Passive': '1' } });
  return me.ok() ? ((await me.json()) as { language?: string }).language : undefined;
}

/** Waits until the page is in a language; chooses it where an earlier story has chosen another for this person, which counts for more. */
async function readIn(page: Page, language: Language): Promise<void> {
  const html = page.locator('html');
  if (((await keptLanguage(page)) ?? (await html.getAttribute('lang'))) !== language) {
    const { origin } = new URL(page.url());
    const chosen = await page.request.put('/api/citizen/language', { headers: { Origin: origin, 'X-Portal': '1' }, data: { language } });
    expect(chosen.status()).toBe(204);
    await page.reload();
  }
  await expect(html).toHaveAttribute('lang', language);
}

/** Logs an employee in at the municipality's own directory: `loginEmployee(page, 'ingrid')`. */
export async function loginEmployee(page: Page, id: string): Promise<void> {
  const person = employee(id);
  await page.goto(`/employee/login?municipality=${person.municipality}`);
  await pick(page, fullName(person));
}
