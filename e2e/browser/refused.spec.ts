// Who logs in and can't be shown a case is told so in their language, with whom to call, and can log out again.
import type { Page } from '@playwright/test';
import { words as idPorten } from '../oidc/words.ts';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { expectPhones, expectSorry } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const own = { nb: 'Norsk bokmål', nn: 'Norsk nynorsk', en: 'English', ar: 'العربية', pl: 'Polski' }[language];

/** Synthetic, and nobody's. */
const nobodysNumber = '01819010192';

async function chooseBeforeLogin(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('main').getByRole('button', { name: own, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: w('more.logOut') }).click();
  await page.waitForURL('**/logged-out');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('out.title'));
  expect((await page.request.get('/api/citizen/me')).status()).toBe(401);
}

test('a person whom nobody knows is told whom to call, in the language chosen on the log-in page', async ({ page }) => {
  await chooseBeforeLogin(page);
  await page.getByRole('link', { name: w('login.button') }).click();
  const number = page.getByLabel(idPorten[language === 'nb' || language === 'nn' ? language : 'en'].number);
  await number.fill(nobodysNumber);
  await number.press('Enter');
  await page.waitForURL('**/sorry/unknown-person');
  await expectSorry(page, language, 'unknown-person');
  await expectPhones(page, language);
  // Back at the beginning, the same is said: there is no way round it.
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/./);
  await expectPhones(page, language);
  await expect(page.getByRole('navigation', { name: w('nav.label') })).toHaveCount(0);
  await logOut(page);
});

test('a person without a case is told that there is none, and whom to call', async ({ page }) => {
  await loginCitizen(page, 'frode');
  await expectSorry(page, language, 'no-case');
  await expectPhones(page, language);
  await logOut(page);
});

test('a foreign e-ID without a national number is told why and whom to call, in the language chosen before', async ({ page }) => {
  await chooseBeforeLogin(page);
  await loginCitizen(page, 'foreign');
  await expectSorry(page, language, 'no-national-number');
  await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  await expectPhones(page, language);
  await logOut(page);
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
  await page.waitForURL('**/employee/logged-out');
  expect((await page.request.get('/api/employee/me')).status()).toBe(401);
});
