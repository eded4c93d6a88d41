// Somebody comes to a page from before: a bookmark, a reload, a link in a message to themselves. Without a session they
// first log in, and then it is that page.
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { citizen, employee, fullName } from '../people/people.ts';
import { copyOf, goTo } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');

test('a page of a case without a session leads over the log-in back to itself', async ({ page, browser }) => {
  await loginCitizen(page, 'omar');
  await goTo(page, 'documents', language);
  await page.waitForURL(/\/documents$/);
  const address = new URL(page.url()).pathname;

  const later = await (await browser.newContext()).newPage();
  await later.context().addCookies([{ name: 'lang', value: language, domain: 'localhost', path: '/' }]);
  await later.goto(new URL(address, page.url()).href);
  expect(new URL(later.url()).pathname).toBe('/');
  expect(new URL(later.url()).search).toBe(`?return=${address}`);
  await later.getByRole('link', { name: words(language)('login.button') }).click();
  await later.getByRole('button', { name: fullName(citizen('omar')), exact: true }).click();
  await later.waitForURL((url) => url.pathname === address);
  await expect(later.getByRole('heading', { level: 1 })).toBeVisible();
  await later.context().close();
});

test("an employee's conversation without a session leads over the log-in back to itself", async ({ page, browser }) => {
  await loginCitizen(page, 'omar');
  await page.waitForURL(/\/case\//);
  const address = `/employee/conversation/${copyOf(page)}`;
  const desk = await (await browser.newContext()).newPage();
  await desk.goto(new URL(address, page.url()).href);
  expect(new URL(desk.url()).pathname).toBe('/employee');
  await desk.getByRole('link', { name: 'Fjordvik' }).click();
  await desk.getByRole('button', { name: fullName(employee('ingrid')), exact: true }).click();
  await desk.waitForURL((url) => url.pathname === address);
  // Logged in, the same address is simply the page.
  await desk.reload();
  await expect(desk.getByRole('textbox', { name: words('nb')('talk.field') })).toBeVisible();
  expect(new URL(desk.url()).pathname).toBe(address);
  await desk.context().close();
});
