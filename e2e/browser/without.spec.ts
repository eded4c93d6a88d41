// Before log-in: who can't or doesn't dare to log in finds a person, paper, and what is safe, in their language.
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { goTo } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);

/** What tells a bystander what this is about. */
const telling = /barnevern|child welfare|child protection|opieka nad dzie|ochron\w* dzie|حماية الطفل|رعاية الأطفال/i;

// Each language once; the rest of the file, and all of it where a language is asked for, in that.
for (const one of process.env.STORY_LANGUAGE ? [language] : ['nb', 'nn', 'en', 'ar', 'pl']) {
  const t = words(one);
  test(`no e-ID, can’t use it, afraid of it: each leads to a person, in ${one}`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: 'lang', value: one, url: baseURL! }]);
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', one);
    for (const [answer, texts] of [
      ['noId', ['person', 'paper', 'minId', 'enough']],
      ['cantUse', ['person', 'paper', 'interpreter', 'codes']],
      ['afraid', ['talk', 'holdsId', 'traces', 'notify', 'shared']],
    ] as const) {
      const panel = page.getByRole('group').filter({ has: page.locator('summary', { hasText: t(`login.${answer}.title`) }) });
      await expect(panel.locator('summary')).toBeVisible();
      await expect(panel.getByText(t(`login.${answer}.${texts[0]}`))).toBeHidden();
      await panel.locator('summary').focus();
      await page.keyboard.press('Enter');
      for (const text of texts) await expect(panel.getByText(t(`login.${answer}.${text}`))).toBeVisible();
      await expect(panel.getByRole('link', { name: /55\s00\s00\s00/ }).first()).toHaveAttribute('href', 'tel:55000000');
    }
    for (const number of ['112', '113', '116 111']) {
      await expect(page.getByRole('main').getByRole('link', { name: number }).first()).toBeVisible();
    }
    // Even with everything open, nothing on the page says what it is about.
    expect(await page.locator('body').innerText()).not.toMatch(telling);
    expect(await page.title()).not.toMatch(telling);
  });
}

test('an address that needs log-in leads back to itself after log-in, and to nowhere else', async ({ page, demo }) => {
  await loginCitizen(page, 'nina');
  await goTo(page, 'conversation', language);
  await page.waitForURL(/\/conversation$/);
  const where = new URL(page.url()).pathname;
  await page.context().clearCookies({ name: '__Host-session' });
  await page.goto(where);
  const logIn = page.getByRole('main').getByRole('link', { name: w('login.button') });
  await expect(logIn).toHaveAttribute('href', `/login?${new URLSearchParams({ return: where })}`);
  await logIn.click();
  await page.getByRole('button', { name: 'Nina Strand', exact: true }).click();
  await page.waitForURL(`${demo.portalUrl}${where}`);

  await page.context().clearCookies({ name: '__Host-session' });
  for (const elsewhere of ['//elsewhere.example/', 'https://elsewhere.example/', '/leave', '/api/citizen/me']) {
    await page.goto(`/?${new URLSearchParams({ return: elsewhere })}`);
    await expect(logIn).toHaveAttribute('href', '/login');
  }
});
