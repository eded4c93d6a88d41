// "Leave quickly": one tap, or Shift three times, and somebody looking over the shoulder finds nothing.
import type { Page } from '@playwright/test';
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { goTo, tap } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);

/**
 * Lets the server's answer to /leave be seen, and puts a page of the test's in place of the neutral one outside: a
 * redirect can't be caught, so the answer is turned into a page that goes to the same address.
 */
async function keepInside(page: Page): Promise<{ headers: Record<string, string> }> {
  const answer: { headers: Record<string, string> } = { headers: {} };
  await page.route('**/leave', async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    expect(response.status()).toBe(303);
    answer.headers = response.headers();
    await route.fulfill({
      headers: { 'content-type': 'text/html', 'clear-site-data': answer.headers['clear-site-data'] ?? '' },
      body: `<script>location.replace(${JSON.stringify(answer.headers.location)})</script>`,
    });
  });
  await page.route('https://www.yr.no/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Vær</title><h1>Vær</h1>' }));
  return answer;
}

async function expectGone(page: Page, answer: { headers: Record<string, string> }): Promise<void> {
  await page.waitForURL('https://www.yr.no/**');
  expect(answer.headers['clear-site-data']).toMatch(/"cache".*"storage"/);
  expect(answer.headers['referrer-policy']).toBe('no-referrer');
  expect((await page.context().cookies()).filter(({ name }) => name === '__Host-session')).toEqual([]);
}

async function sessionCookie(page: Page): Promise<string> {
  const cookie = (await page.context().cookies()).find(({ name }) => name === '__Host-session');
  expect(cookie).toBeDefined();
  return `${cookie!.name}=${cookie!.value}`;
}

for (const { how, who, leave } of [
  { how: 'one tap', who: 'rania', leave: (page: Page) => tap(page.getByRole('button', { name: w('leave.button') })) },
  {
    how: 'Shift three times',
    who: 'layla',
    leave: async (page: Page) => {
      for (let i = 0; i < 3; i++) await page.keyboard.press('Shift');
    },
  },
]) {
  test(`${how} leaves: another page, no session, and nothing behind the Back button`, async ({ page, demo }) => {
    const answer = await keepInside(page);
    await loginCitizen(page, who);
    await goTo(page, 'documents', language);
    const title = await page.getByRole('main').getByRole('link').locator('.title').first().innerText();
    expect(title.length).toBeGreaterThan(5);
    const cookie = await sessionCookie(page);
    await leave(page);
    await expectGone(page, answer);
    // The cookie that somebody may have copied is worth nothing either.
    const again = await fetch(`${demo.portalUrl}/api/citizen/me`, { headers: { cookie } });
    expect(again.status).toBe(401);

    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Haddad');
    await expect(page.locator('body')).not.toContainText(title);
  });
}
