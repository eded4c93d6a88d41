// Staying logged in: told two minutes before, one key is enough, other tabs follow, writing counts and polling doesn't.
import type { Page } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { conversation, goTo } from './visiting.ts';
import { words } from './words.ts';

// Two minutes and a few seconds: the warning comes soon after the last thing one did.
test.use({ tuning: { sessionIdle: '128s' } });

const language = storyLanguage('nb');
const w = words(language);
const nb = words('nb');

const warning = (page: Page, t = w) => page.getByRole('region', { name: t('session.title') });

/** When the session ends without activity; asking is none. */
async function idleEnd(page: Page, world = 'citizen'): Promise<number> {
  const answer = await page.request.get(`/api/${world}/session`);
  expect(answer.status()).toBe(200);
  return Date.parse(((await answer.json()) as { idleEndsAt: string }).idleEndsAt);
}

test('two minutes before, a screen reader hears it and one key is enough to stay, in every tab', async ({ page, context }) => {
  await loginCitizen(page, 'nina');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nina');
  await expect(warning(page)).toHaveCount(0);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('heading', { level: 1 })).toContainText('Nina');
  const before = await idleEnd(page);

  await expect(warning(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('alert').filter({ hasText: w('session.ending', { Count: 2 }) })).toContainText(w('session.how'));
  await expect(warning(other)).toBeVisible({ timeout: 30_000 });
  const stay = warning(page).getByRole('button', { name: w('session.stay') });
  await expect(stay).toBeFocused();
  // The clock runs, and what is said aloud stays the same meanwhile.
  const clock = warning(page).locator('.number');
  const shown = await clock.innerText();
  const said = await page.getByRole('alert').filter({ hasText: w('session.how') }).innerText();
  await expect(clock).not.toHaveText(shown);
  expect(await page.getByRole('alert').filter({ hasText: w('session.how') }).innerText()).toBe(said);

  await page.keyboard.press('Enter');
  await expect(warning(page)).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: w('session.stayed') })).toHaveCount(1);
  await expect(warning(other)).toHaveCount(0);
  expect(await idleEnd(page)).toBeGreaterThan(before);
});

test('any key stays, in the reader’s language too, and a failed try says so', async ({ page }) => {
  await loginCitizen(page, 'rania');
  await page.route('**/session/extend', (route) => route.abort());
  await expect(warning(page)).toBeVisible({ timeout: 30_000 });
  await expect(warning(page)).toContainText(w('session.how'));
  await page.keyboard.press('ArrowDown');
  await expect(warning(page)).toContainText(w('session.notExtended'));
  await page.unroute('**/session/extend');
  await page.keyboard.press('ArrowDown');
  await expect(warning(page)).toHaveCount(0);
});

test('with a panel open the warning stands in it, is heard there, and one key is enough', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await loginCitizen(page, 'nina');
  await page.getByRole('button', { name: w('help.button') }).click();
  const panel = page.getByRole('dialog');
  const before = await idleEnd(page);
  const inside = panel.getByRole('region', { name: w('session.title') });
  await expect(inside).toBeInViewport({ ratio: 1, timeout: 30_000 });
  await expect(warning(page)).toHaveCount(1);
  await expect(panel.getByRole('alert')).toContainText(w('session.how'));
  await expect(inside.getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(warning(page)).toHaveCount(0);
  await expect(panel.getByRole('status').filter({ hasText: w('session.stayed') })).toHaveCount(1);
  await expect(panel.getByRole('link', { name: '112' })).toBeVisible();
  expect(await idleEnd(page)).toBeGreaterThan(before);
});

test('writing keeps the session alive; what the page does by itself doesn’t', async ({ page }) => {
  await loginCitizen(page, 'nina');
  await expect(page.getByRole('heading', { name: w('contact.title') })).toBeVisible();
  await goTo(page, 'conversation', language);
  const { field } = conversation(page, language);
  await expect(field).toBeVisible();
  // That she has read what came is her doing, too, and over once the navigation says nothing of it.
  await expect(page.getByRole('navigation', { name: w('nav.label') }).getByRole('link', { name: w('nav.conversation') }).locator('.ds-sr-only')).toHaveCount(0);
  const before = await idleEnd(page);
  await field.press('H');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await expect.poll(() => idleEnd(page)).toBeGreaterThan(before);

  const afterWriting = await idleEnd(page);
  for (const path of ['/api/citizen/events', '/api/citizen/session', '/api/citizen/me']) {
    const status = await page.evaluate(
      (address) => fetch(address, { headers: { 'X-Portal-Passive': '1' } }).then((r) => r.status),
      path,
    );
    expect(status).toBe(200);
  }
  // The page asks by itself and warns: nothing of that was anybody's doing.
  await expect(warning(page)).toBeVisible({ timeout: 30_000 });
  expect(await idleEnd(page)).toBe(afterWriting);

  // Writing while it warns is staying, and the focus isn't taken from the one who writes.
  await expect(field).toBeFocused();
  await field.press('e');
  await expect(warning(page)).toHaveCount(0);
  await expect(field).toHaveValue('He');
  await field.fill('');
});

test('an employee is warned and stays in the same way', async ({ page }) => {
  await loginEmployee(page, 'ingrid');
  await expect(page.getByRole('link', { name: /Rania Haddad/ }).first()).toBeVisible();
  const before = await idleEnd(page, 'employee');
  await expect(warning(page, nb)).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Enter');
  await expect(warning(page, nb)).toHaveCount(0);
  expect(await idleEnd(page, 'employee')).toBeGreaterThan(before);
});
