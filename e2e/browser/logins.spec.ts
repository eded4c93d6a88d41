// One's own log-ins: seen, ended, and gone from the other screen at once.
import { devices, type Browser, type Locator, type Page } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { goTo, greeted } from './visiting.ts';
import { words } from './words.ts';

// What others logged in to would be in the list.
// The phone it is told on is one in its list, at any width.
test.use({ own: 'logins', userAgent: devices['Pixel 7'].userAgent });

const language = storyLanguage('nb');
const w = words(language);
const nb = words('nb');

async function another(browser: Browser, demo: Demo, userAgent?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', ...(userAgent ? { userAgent } : {}) });
  return context.newPage();
}

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36';
const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

const open = (page: Page, says = w) => page.getByRole('region', { name: says('logins.open') }).getByRole('listitem');

async function openOwn(page: Page): Promise<void> {
  await goTo(page, 'more', language);
  await page.getByRole('main').getByRole('link', { name: w('logins.title') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('logins.title'));
}

/** Waits until a page shows `sees` and is told by the server what happens; from then on it can't ask. */
async function onlyTold(page: Page, sees: Locator): Promise<void> {
  await expect(sees).toBeVisible();
  const told = greeted(page);
  await page.reload();
  await expect(sees).toBeVisible();
  await told;
  await page.route('**/api/**', (route) => route.abort());
}

/** The screen of a session that was ended elsewhere: nothing of the person is left on it, though nobody touched it and it couldn't ask. */
async function expectEnded(page: Page, name: string, title = w('sorry.session-ended.title')): Promise<void> {
  await expect(page.getByText(name)).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1 }).filter({ hasText: name });

test('one sees where one is logged in, and ends what one doesn’t know', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'nina');
  await openOwn(page);
  await expect(open(page)).toHaveCount(1);
  await expect(open(page).first()).toContainText(w('logins.this'));
  await expect(open(page).first()).toContainText('Android');
  await expect(open(page).getByRole('button')).toHaveCount(0);
  await expect(page.getByText(w('logins.onlyThis'))).toBeVisible();
  // What to do about one that isn't one's own stands there before it is needed, with a number.
  const help = page.getByRole('region', { name: w('logins.unknownTitle') });
  await expect(help).toContainText(w('logins.unknown'));
  await expect(help.getByRole('link')).toHaveAttribute('href', /^tel:/);

  const stranger = await another(browser, demo, windows);
  await loginCitizen(stranger, 'nina');
  await onlyTold(stranger, heading(stranger, 'Nina'));

  await page.reload();
  const theirs = open(page).filter({ hasText: 'Windows' });
  await expect(theirs).toContainText(w('logins.device.COMPUTER'));
  await theirs.getByRole('button', { name: w('logins.end') }).click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText(w('logins.confirm'));
  // Asking isn't doing.
  await asked.getByRole('button', { name: w('logins.cancel') }).click();
  expect((await stranger.request.get('/api/citizen/me')).status()).toBe(200);

  await theirs.getByRole('button', { name: w('logins.end') }).click();
  const done = page.waitForResponse((r) => r.request().method() === 'DELETE');
  await asked.getByRole('button', { name: w('logins.end'), exact: true }).click();
  expect((await done).status()).toBe(204);
  await expectEnded(stranger, 'Nina');
  expect((await stranger.request.get('/api/citizen/me')).status()).toBe(401);

  await expect(page.getByRole('status').filter({ hasText: w('logins.done') })).toBeFocused();
  await expect(open(page)).toHaveCount(1);
  const earlier = page.getByRole('region', { name: w('logins.earlier') });
  await expect(earlier.getByRole('listitem').filter({ hasText: 'Windows' })).toBeVisible();
  await stranger.context().close();
});

test('all others end at once, and this one stays', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'berit');
  const others = [await another(browser, demo, windows), await another(browser, demo, iPhone)];
  for (const other of others) {
    await loginCitizen(other, 'berit');
    await onlyTold(other, heading(other, 'Berit'));
  }
  await openOwn(page);
  await expect(open(page)).toHaveCount(3);
  await page.getByRole('main').getByRole('button', { name: w('logins.endOthers') }).click();
  const done = page.waitForResponse((r) => r.url().endsWith('/end-others'));
  await page.getByRole('dialog').getByRole('button', { name: w('logins.endOthers') }).click();
  expect((await done).status()).toBe(204);
  await Promise.all(others.map((other) => expectEnded(other, 'Berit')));
  await expect(page.getByRole('status').filter({ hasText: w('logins.doneOthers') })).toBeVisible();
  await expect(open(page)).toHaveCount(1);
  for (const other of others) await other.context().close();
});

test('an answer that doesn’t come is said, and nothing looks ended that isn’t', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'emil');
  const other = await another(browser, demo, windows);
  await loginCitizen(other, 'emil');
  await page.route('**/api/citizen/logins', (route) => route.abort());
  await openOwn(page);
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: w('failure.offline') })).toBeVisible();
  await page.unroute('**/api/citizen/logins');
  await page.getByRole('button', { name: w('common.tryAgain') }).click();
  await page.route('**/api/citizen/logins/*', (route) => route.abort());
  await open(page).filter({ hasText: 'Windows' }).getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: w('logins.end'), exact: true }).click();
  await expect(page.getByRole('dialog').getByText(w('logins.failed'))).toBeVisible();
  expect((await other.request.get('/api/citizen/me')).status()).toBe(200);
  await other.context().close();
});

test('employees have the same in their menu', async ({ page, browser, demo }) => {
  await loginEmployee(page, 'ingrid');
  const other = await another(browser, demo, windows);
  await loginEmployee(other, 'ingrid');
  await onlyTold(other, other.getByRole('link', { name: /Rania Haddad/ }).first());
  await page.getByRole('banner').getByRole('link', { name: nb('logins.title') }).click();
  await expect(page.getByText(nb('staff.logins.unknown'))).toBeVisible();
  await open(page, nb).filter({ hasText: 'Windows' }).getByRole('button').click();
  const done = page.waitForResponse((r) => r.request().method() === 'DELETE');
  await page.getByRole('dialog').getByRole('button', { name: nb('logins.end'), exact: true }).click();
  expect((await done).status()).toBe(204);
  await expectEnded(other, 'Rania', nb('staff.sorry.session-ended.title'));
  await other.context().close();
});
