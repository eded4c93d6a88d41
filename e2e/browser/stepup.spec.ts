// More to see at a higher level: said in one sentence, reached in place, and nothing of what was being written is lost.
import type { Page } from '@playwright/test';
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { conversation, goTo, stored } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);
const half = 'Jeg lurer på det som står i vedtaket, for';

const stepUp = (page: Page) => page.getByRole('main').getByRole('button', { name: w('sorry.logInHigher') });
const places = (page: Page) => page.getByRole('navigation', { name: w('nav.label') });

async function halfWritten(page: Page) {
  await loginCitizen(page, 'nina', { level: 'substantial' });
  await goTo(page, 'conversation', language);
  const { field } = conversation(page, language);
  // Where the page arrives, at the newest message, it is in sight, and doesn't lie under the field.
  await expect(stepUp(page)).toBeInViewport({ ratio: 1 });
  await stepUp(page).click({ trial: true });
  // Others write as her in the same demo.
  await field.fill('');
  await field.pressSequentially(half);
  return field;
}

test('whoever logs in with MinID meets no empty portal: conversation, contact person, help, and how to see more', async ({ page }) => {
  await loginCitizen(page, 'nina', { level: 'substantial' });
  await expect(page.getByRole('heading', { name: w('contact.title') })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: w('contact.write') })).toBeVisible();
  await expect(page.getByText(w('rights.askMeeting'))).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /116 111/ })).toBeVisible();
  await expect(page.getByText(w('stepup.more'))).toBeVisible();
  // What needs more isn't there: not in the navigation, not in what the server answers, not at its own address.
  await expect(places(page).getByRole('link', { name: w('nav.documents') })).toHaveCount(0);
  const home = new URL(page.url()).pathname;
  await page.goto(`${home}/documents`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('stepup.title'));
  expect((await page.request.get(`/api/citizen/cases/${home.split('/')[2]}/entries`)).status()).toBe(403);
});

test('stepping up with half a message written: the half message is there, and so are the documents', async ({ page }) => {
  const field = await halfWritten(page);
  const where = new URL(page.url()).pathname;
  // At once, while the draft may still be unsaved: it is saved before one goes.
  await stepUp(page).click();
  await page.waitForURL((url) => url.hostname !== 'localhost');
  // What isn't enough isn't offered there.
  await expect(page.getByRole('link', { name: 'MinID' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Nina Strand', exact: true }).click();
  await page.waitForURL((url) => url.hostname === 'localhost' && url.pathname === where);
  await expect(field).toHaveValue(half);
  await expect(places(page).getByRole('link', { name: w('nav.documents') })).toBeVisible();
  await expect(stepUp(page)).toHaveCount(0);
  expect(await stored(page)).not.toContain('lurer på');
  await field.fill('');
  await expect(page.getByText(w('draft.saving'))).toHaveCount(0);
});

test('who changes their mind on the way up is back where they were, with everything', async ({ page }) => {
  const field = await halfWritten(page);
  const where = new URL(page.url()).pathname;
  await stepUp(page).click();
  await page.getByRole('button', { name: /Avbryt|Cancel/ }).click();
  await page.waitForURL((url) => url.hostname === 'localhost' && url.pathname === where);
  await expect(field).toHaveValue(half);
  await expect(stepUp(page)).toBeVisible();
});

test('what can’t be saved isn’t left behind: the page stays and says so, and goes when it is saved', async ({ page }) => {
  await page.route('**/conversation/draft', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  const field = await halfWritten(page);
  const where = page.url();
  await stepUp(page).click();
  await expect(page.getByText(w('stepup.notSaved'))).toBeVisible();
  expect(page.url()).toBe(where);
  await expect(field).toHaveValue(new RegExp(`${half}$`));
  await page.unroute('**/conversation/draft');
  await stepUp(page).click();
  await page.waitForURL((url) => url.hostname !== 'localhost');
});
