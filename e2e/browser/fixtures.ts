// What the stories share: a demo of one's own on free ports, and logging in through the stand-ins' own pages.
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { startDemo, type Demo } from '../demo/demo.ts';
import { cache } from '../demo/folders.ts';
import type { Tuning } from '../demo/settings.ts';
import { citizen, employee, fullName } from '../people/people.ts';

export { expect };
export type { Demo };

/** The folders of the demos that tests run, with their logs; they stay until the next run. */
export const testDemos = join(cache, 'tests');

/**
 * Messages go at once, and can't be taken back. Files share a demo only where they use the very same object: Playwright
 * doesn't look at what is in it, so that a file which wrote this out again would start a demo of its own.
 */
export const atOnce: Tuning = { messageUndo: '0s' };

interface WorkerFixtures {
  /** Settings otherwise than the demo's; tests with other settings get a demo of their own. */
  tuning: Tuning;
  /** A name that no other file has: what others did before in a shared demo would be counted along. */
  own: string;
  /** A running demo, shared by the tests of one worker. */
  demo: Demo;
}

export const test = base.extend<object, WorkerFixtures>({
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
});

/** Picks somebody on a log-in page of the stand-ins, and waits until the browser is back at the portal. */
async function pick(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForURL((url) => url.hostname === 'localhost');
}

export type Level = 'high' | 'substantial';

/** Logs a citizen in: `loginCitizen(page, 'rania')`. The page must use a test's `demo` (its baseURL). */
export async function loginCitizen(page: Page, id: string, { level = 'high' }: { level?: Level } = {}): Promise<void> {
  await page.goto('/login');
  if (level === 'substantial') await page.getByRole('link', { name: 'MinID' }).click();
  await pick(page, fullName(citizen(id)));
}

/** Logs an employee in at the municipality's own directory: `loginEmployee(page, 'ingrid')`. */
export async function loginEmployee(page: Page, id: string): Promise<void> {
  const person = employee(id);
  await page.goto(`/employee/login?municipality=${person.municipality}`);
  await pick(page, fullName(person));
}
