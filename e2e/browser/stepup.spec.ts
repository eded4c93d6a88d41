// More to see at a higher level: said in one sentence, reached in place, and nothing of what was being written is lost.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, loginCitizen, test } from './fixtures.ts';
import { picture } from './files.ts';
import { storyLanguage } from './language.ts';
import { breakOff, held, restore, slow } from './network.ts';
import { conversation, copyOf, expectNarrow, goTo, stored, tap } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);
const half = 'Jeg lurer på det som står i vedtaket, for';

const stepUp = (page: Page) => page.getByRole('main').getByRole('button', { name: w('sorry.logInHigher') });
const places = (page: Page) => page.getByRole('navigation', { name: w('nav.label') });

/** Others write as her in the same demo: what they began is gone before the page asks for it, so that nothing can come between. */
async function withoutDraft(page: Page): Promise<void> {
  await page.waitForURL(/\/case\//);
  const address = `/api/citizen/cases/${copyOf(page)}/conversation/draft`;
  const { revision } = (await (await page.request.get(address)).json()) as { revision: number };
  const headers = { Origin: new URL(page.url()).origin, 'X-Portal': '1' };
  const emptied = await page.request.put(address, { headers, data: { text: '', revision, saveId: randomUUID() } });
  expect(emptied.ok()).toBe(true);
}

async function halfWritten(page: Page) {
  await loginCitizen(page, 'nina', { level: 'substantial' });
  await withoutDraft(page);
  await goTo(page, 'conversation', language);
  const { field } = conversation(page, language);
  // Where the page arrives, at the newest message, it is in sight, and doesn't lie under the field.
  await expect(stepUp(page)).toBeInViewport({ ratio: 1 });
  await stepUp(page).click({ trial: true });
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
  await expect(field).toHaveValue(half);
  await page.unroute('**/conversation/draft');
  await stepUp(page).click();
  await page.waitForURL((url) => url.hostname !== 'localhost');
});

/** Where a file of the draft goes. */
const toFile = /\/attachments\/[0-9a-f-]{36}$/;

/** What the page says while one waits to log in, and the files of the draft. */
const going = (page: Page) => page.getByRole('group', { name: w('stepup.files') });
const files = (page: Page) => page.getByRole('list', { name: w('files.yours') }).getByRole('listitem');
const kept = new RegExp(`${w('files.checking')}|${w('files.ready')}`);

/** Logs in at the provider, and waits until the page that was left is there again. */
async function logInHigher(page: Page, where: string) {
  await page.waitForURL((url) => url.hostname !== 'localhost', { timeout: 45_000 });
  await tap(page.getByRole('button', { name: 'Nina Strand', exact: true }));
  await page.waitForURL((url) => url.hostname === 'localhost' && url.pathname === where);
}

async function empty(page: Page) {
  while ((await files(page).count()) > 0) {
    const count = await files(page).count();
    await tap(files(page).first().getByRole('button', { name: w('files.remove') }));
    await expect(files(page)).toHaveCount(count - 1);
  }
  await conversation(page, language).field.fill('');
  await expect(page.getByText(w('draft.saving'))).toHaveCount(0);
}

test('stepping up in the middle of an upload waits for it, on a line that is slow, goes and comes back; the photo is there afterwards', async ({ page }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  const field = await halfWritten(page);
  const where = new URL(page.url()).pathname;
  await slow(page);
  // Not there before the line goes, however long one looks at it.
  await held(page, toFile, async () => {
    await page.locator('form input[type=file]').setInputFiles(picture('rommet.png', 400, 300));
    await tap(stepUp(page));
    await expect(going(page).getByRole('progressbar', { name: 'rommet.png' })).toBeVisible();
    await expectNarrow(page);
    await breakOff(page);
  });
  await expect(going(page)).toContainText(w('stepup.filesStopped'));
  // What one can do stands above the field, not under it.
  const without = going(page).getByRole('button', { name: w('stepup.without') });
  await expect.poll(async () => {
    const [ways, field] = [await without.boundingBox(), await page.locator('form.composer').boundingBox()];
    return ways!.y + ways!.height <= field!.y;
  }).toBe(true);
  // Closing the page would lose it: the browser asks. Whoever calls for help isn't asked.
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await tap(page.getByRole('button', { name: w('reading.urgent') }));
  await tap(page.getByRole('dialog').locator('a[href="tel:112"]'));
  await page.keyboard.press('Escape');
  expect(new URL(page.url()).pathname).toBe(where);
  await restore(page);
  await logInHigher(page, where);
  expect(asked).toEqual(['beforeunload']);
  await expect(field).toHaveValue(half);
  await expect(files(page).filter({ hasText: 'rommet.png' })).toContainText(kept);
  await expect(places(page).getByRole('link', { name: w('nav.documents') })).toBeVisible();
  expect(await stored(page)).not.toContain('rommet');
  await empty(page);
});

test('a message that waits for its photo is sent before one steps up', async ({ page }) => {
  const field = await halfWritten(page);
  const where = new URL(page.url()).pathname;
  await slow(page);
  await held(page, toFile, async () => {
    await page.locator('form input[type=file]').setInputFiles(picture('gangen.png', 300, 200));
    await tap(conversation(page, language).send);
    await expect(page.getByText(w('files.sendsWhenThere'))).toBeVisible();
    await tap(stepUp(page));
    await expect(going(page)).toContainText(w('stepup.notSent'));
    await breakOff(page);
  });
  await expect(going(page)).toContainText(w('stepup.filesStopped'));
  await restore(page);
  await logInHigher(page, where);
  const sent = conversation(page, language).message(half).filter({ hasText: 'gangen.png' });
  await expect(sent).toBeVisible();
  await expect(field).toHaveValue('');
});

test('one may step up without what isn’t there yet: which, is said before', async ({ page }) => {
  const field = await halfWritten(page);
  const where = new URL(page.url()).pathname;
  const choose = page.locator('form input[type=file]');
  await choose.setInputFiles(picture('framme.png'));
  await expect(files(page)).toContainText(kept);
  await slow(page);
  // Nothing of it moves, whatever the line does.
  await page.route(toFile, (route) => (route.request().method() === 'PUT' ? undefined : route.continue()));
  await choose.setInputFiles(picture('borte.png'));
  await tap(stepUp(page));
  await expect(going(page).getByRole('listitem')).toHaveText(['borte.png']);
  // Whoever would rather stay, stays.
  await tap(going(page).getByRole('button', { name: w('stepup.stay') }));
  await expect(going(page)).toHaveCount(0);
  await expect(files(page)).toHaveCount(2);
  await breakOff(page);
  await tap(stepUp(page));
  await expect(going(page)).toContainText(w('stepup.filesStopped'));
  await slow(page);
  await tap(going(page).getByRole('button', { name: w('stepup.without') }));
  await page.waitForURL((url) => url.hostname !== 'localhost', { timeout: 45_000 });
  await restore(page);
  await page.unroute(toFile);
  await logInHigher(page, where);
  await expect(field).toHaveValue(half);
  await expect(files(page)).toHaveText([/framme\.png/]);
  await empty(page);
});
