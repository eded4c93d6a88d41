// The case as it is seen, to be looked at: in each language, at each width, in light and dark (`npm run matrix`).
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../demo/folders.ts';
import { expectSound, expectWithinScreen } from './accessibility.ts';
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { chooseCase, copyOf, goTo, names } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const folder = join(root, 'test-results', 'pictures');

// As the demo begins: what the stories before them have answered, closed and released stays out of the pictures.
test.use({ own: 'pictures' });

test('a mother’s overview, documents, decision, plan and timeline, and her comment', async ({ page, demo }, { project }) => {
  const takes = await camera(page, project.name);
  await loginCitizen(page, 'rania');
  await chooseCase(page, 'Layla', language);
  const { entries } = await names(demo, 'fjordvik');
  await expect(page.getByRole('heading', { level: 2, name: w('home.where') })).toBeVisible();
  await takes('overview');
  await goTo(page, 'documents', language);
  await expect(page.getByRole('main').getByRole('link').filter({ hasText: w('type.DECISION') }).first()).toBeVisible();
  await takes('documents');
  await goTo(page, 'plan', language);
  const story = page.getByRole('region', { name: w('plan.story') });
  await expect(story.getByRole('listitem').first()).toBeVisible();
  await takes('plan');
  await expect(story.getByRole('listitem').first()).toBeVisible();
  await takes('timeline', (path) => story.screenshot({ path, animations: 'disabled', scale: 'css' }));
  const decision = entries['layla/rania/vedtak-hjelpetiltak'];
  await open(page, `/case/${copyOf(page)}/documents/${decision}`);
  await expect(page.locator('[data-block="b3"]')).toBeVisible();
  await takes('reader');
  await open(page, `/case/${copyOf(page)}/comment/${decision}`);
  await expect(page.getByRole('textbox', { name: w('comment.field') })).toBeVisible();
  await takes('comment');
});

test('what a girl is told in short, and what a guardian is asked to agree to', async ({ page, browser, demo }, { project }) => {
  const takes = await camera(page, project.name);
  await loginCitizen(page, 'ayan');
  const { copies, entries } = await names(demo, 'fjordvik');
  await open(page, `/case/${copies['ayan/ayan']}/documents/${entries['ayan/ayan/vedtak-fritid-ayan']}`);
  await expect(page.getByRole('region', { name: w('inshort.title') })).toBeVisible();
  await expect(page.locator('[data-block]').first()).toBeVisible();
  await takes('inshort');

  const hers = await (await browser.newContext()).newPage();
  const takesHers = await camera(hers, project.name);
  await loginCitizen(hers, 'olena');
  await open(hers, `/case/${copies['maksym/olena']}/consents`);
  const asked = hers.getByRole('main').getByRole('listitem').getByRole('link').filter({ hasText: w('consents.state.ASKED') }).first();
  await expect(asked).toBeVisible();
  await takesHers('consents');
  await expect(asked).toBeVisible();
  await asked.click();
  await expect(hers.getByRole('radio', { name: w('consents.yes') })).toBeVisible();
  await takesHers('consent');
  await hers.context().close();
});

/** Takes pictures of a page, each of which is looked through first: in the right language and light, no wider than its screen, and sound. */
async function camera(page: Page, look: string) {
  await mkdir(folder, { recursive: true });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const dark = look.endsWith('dark');
  return async (name: string, of: (path: string) => Promise<unknown> = (path) => page.screenshot({ path, animations: 'disabled', scale: 'css' })) => {
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(dark);
    await expectWithinScreen(page, name);
    await expectSound(page, name);
    // A screen as high as the page: what is fixed at a screen's edge then lies over nothing.
    const { width, height } = page.viewportSize()!;
    await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
    await of(join(folder, `${name}.${language}-${look}.png`));
    await page.setViewportSize({ width, height });
    // A screen that shrinks by so much is taken for one whose keyboard has come up.
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
