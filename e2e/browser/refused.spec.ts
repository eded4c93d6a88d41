// Who logs in and can't be shown a case is told so in their language, with whom to call, and can log out again.
import type { Page } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { expectPhones, expectSorry } from './visiting.ts';
import { words } from './words.ts';

/** Synthetic, and nobody's. */
const nobodysNumber = '01819010192';

async function chooseBeforeLogin(page: Page, language: string, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('main').getByRole('button', { name, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function logOut(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: words(language)('more.logOut') }).click();
  await page.waitForURL('**/logged-out');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words(language)('out.title'));
  expect((await page.request.get('/api/citizen/me')).status()).toBe(401);
}

test('a person whom nobody knows is told whom to call, in the language chosen on the log-in page', async ({ page }) => {
  await chooseBeforeLogin(page, 'pl', 'Polski');
  await page.getByRole('link', { name: words('pl')('login.button') }).click();
  await page.getByLabel('Synthetic national number').fill(nobodysNumber);
  await page.getByLabel('Synthetic national number').press('Enter');
  await page.waitForURL('**/sorry/unknown-person');
  await expectSorry(page, 'pl', 'unknown-person');
  await expectPhones(page, 'pl');
  // Back at the beginning, the same is said: there is no way round it.
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/./);
  await expect(page.getByRole('navigation', { name: words('pl')('nav.label') })).toHaveCount(0);
  await expectPhones(page, 'pl');
  await logOut(page, 'pl');
});

test('a person without a case is told that there is none, and whom to call', async ({ page }) => {
  await loginCitizen(page, 'frode');
  await expectSorry(page, 'nb', 'no-case');
  await expectPhones(page, 'nb');
  await logOut(page, 'nb');
});

test('a foreign e-ID without a national number is told why and whom to call, in Arabic if that was chosen', async ({ page }) => {
  await chooseBeforeLogin(page, 'ar', 'العربية');
  await loginCitizen(page, 'foreign');
  await expectSorry(page, 'ar', 'no-national-number');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectPhones(page, 'ar');
  await logOut(page, 'ar');
});

test('an employee whom the fagsystem doesn’t know gets no further, and can log out', async ({ page }) => {
  const t = words('nb');
  await loginEmployee(page, 'nobody');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('staff.sorry.no-access.title'));
  await expect(page.getByText(t('staff.sorry.no-access.text'))).toBeVisible();
  expect((await page.request.get('/api/employee/inbox')).status()).toBe(404);
  await page.goto('/employee');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('staff.sorry.no-access.title'));
  await page.getByRole('button', { name: t('more.logOut') }).click();
  await page.waitForURL(/logged-out|\/employee$/);
  expect((await page.request.get('/api/employee/me')).status()).toBe(401);
});
