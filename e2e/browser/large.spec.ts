// Letters twice as large on the smallest screen, as a browser's own setting makes them: nothing reaches out of the screen, and
// everything that one taps on every page is there and large enough.
import type { Page } from '@playwright/test';
import { expectWithinScreen } from './accessibility.ts';
import { picture } from './files.ts';
import { expect, loginCitizen, loginEmployee, test, type Language } from './fixtures.ts';
import { conversation, goTo } from './visiting.ts';
import { words } from './words.ts';

/** As somebody who has chosen the largest letters. */
async function enlarge(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 700 });
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
}

/** What stands on every page is within the screen, and can be met by a thumb. */
async function expectLarge(page: Page, what: string): Promise<void> {
  await expectWithinScreen(page, what);
  const missed = await page.locator(':is(.bar, .places, .leave-line) :is(a, button)').evaluateAll((all) =>
    all.flatMap((one) => {
      const { left, right, width, height } = one.getBoundingClientRect();
      const met = left >= 0 && right <= innerWidth && width >= 44 && height >= 44 && one.scrollWidth <= one.clientWidth;
      return met ? [] : [`${one.textContent} ${JSON.stringify({ left, right, width, height })}`];
    }),
  );
  expect.soft(missed, what).toEqual([]);
}

/** With a phone's keyboard up one can leave and send: neither lies over the other. */
async function expectSendingApart(page: Page, language: Language): Promise<void> {
  const { field, send } = conversation(page, language);
  await field.focus();
  await page.setViewportSize({ width: 320, height: 300 });
  await expect(page.getByRole('navigation', { name: words(language)('nav.label') })).toBeHidden();
  await expect(async () => {
    for (const part of [field, send]) {
      await part.scrollIntoViewIfNeeded();
      const reached = await part.evaluate((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      });
      expect(reached).toBe(true);
    }
  }).toPass();
  await page.setViewportSize({ width: 320, height: 700 });
}

/** A photo, and the mark that one is afraid of it being known. Nothing of it is left. */
async function expectMarkLarge(page: Page, language: Language): Promise<void> {
  const t = words(language);
  const files = page.getByRole('list', { name: t('files.yours') });
  await page.locator('form input[type=file]').setInputFiles(picture('veggen.png'));
  await expect(files).toContainText(t('files.ready'), { timeout: 30_000 });
  await page.getByRole('button', { name: t('afraid.open') }).click();
  await expectLarge(page, 'what somebody is afraid of being known');
  const asked = page.getByRole('dialog');
  await asked.getByRole('button', { name: t('afraid.whole') }).click();
  await asked.getByRole('button', { name: t('afraid.done') }).click();
  const off = page.getByRole('button', { name: t('afraid.removeAll') });
  await expect(off).toBeVisible();
  await expectLarge(page, 'a photo and its mark');
  await off.click();
  await files.getByRole('button', { name: t('files.remove') }).click();
  await expect(files).toHaveCount(0);
  await expect(page.locator('.composer-status')).toHaveText('');
}

for (const language of ['nb', 'ar', 'pl'] as const) {
  const t = words(language);

  test(`with letters of 200 % the pages keep within 320 px in ${language}`, async ({ page }) => {
    await loginCitizen(page, 'rania', { language });
    await enlarge(page);
    await expect(page.getByRole('heading', { level: 2, name: t('home.where') })).toBeVisible();
    await expectLarge(page, 'home');
    await goTo(page, 'documents', language);
    const decision = page.getByRole('main').getByRole('link').filter({ hasText: t('type.DECISION') }).first();
    await expect(decision).toBeVisible();
    await expectLarge(page, 'documents');
    await decision.click();
    await expect(page.locator('.pairs')).toBeVisible();
    await expectLarge(page, 'reader');
    await goTo(page, 'plan', language);
    await expect(page.getByRole('heading', { name: t('plan.story') })).toBeVisible();
    await expectLarge(page, 'plan');
    await goTo(page, 'conversation', language);
    await expect(page.getByRole('log').getByText(/./).first()).toBeVisible();
    await expectLarge(page, 'conversation');
    await expectSendingApart(page, language);
    await expectMarkLarge(page, language);
    await goTo(page, 'more', language);
    await expect(page.getByRole('button', { name: t('more.logOut') })).toBeVisible();
    await expectLarge(page, 'more');
    await page.getByRole('button', { name: t('more.logOut') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('out.title'));
    await page.goto('/');
    await expect(page.getByRole('heading', { name: t('login.withoutTitle') })).toBeVisible();
    await expectLarge(page, 'log-in');
  });
}

test('with letters of 200 % the employees’ pages keep within 320 px', async ({ page }) => {
  await loginEmployee(page, 'ingrid');
  await enlarge(page);
  const row = page.getByRole('link', { name: /Rania Haddad/ }).first();
  await expect(row).toBeVisible();
  await expectLarge(page, 'inbox');
  await row.click();
  await expect(page.getByRole('log').getByText(/./).first()).toBeVisible();
  await expectLarge(page, 'employee’s conversation');
});
