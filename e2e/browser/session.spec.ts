// A session that ends while somebody writes: the page tells in time and tells the truth, and what was begun waits for them,
// on the server only.
import type { Page, Request } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { picture } from './files.ts';
import { storyLanguage } from './language.ts';
import { breakOff, restore, slow } from './network.ts';
import { conversation, goTo, stored, tap } from './visiting.ts';
import { words } from './words.ts';

test.use({ tuning: { sessionIdle: '20s', sessionAbsolute: '20s' } });

const language = storyLanguage('nb');
const w = words(language);
const nb = words('nb');

const warning = (page: Page, t = w) => page.getByRole('region', { name: t('session.title') });

test('a session that ends with half a message written says so, and the half message is there after log-in', async ({ page }) => {
  const half = 'Jeg har tenkt mye på det du sa, og';
  await loginCitizen(page, 'nina');
  // Its last end can't be put off, and nobody is told that it could be.
  await expect(warning(page)).toContainText(w('session.last'));
  await expect(warning(page).getByRole('button')).toHaveText([w('sorry.logInAgain')]);
  await expect(warning(page)).not.toContainText(w('session.saved'));
  await goTo(page, 'conversation', language);
  const { field } = conversation(page, language);

  // Saved is only what is saved.
  await page.route('**/conversation/draft', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
  await field.pressSequentially('Jeg');
  await expect(warning(page)).toContainText(w('session.notSaved'));
  await page.unroute('**/conversation/draft');
  await field.fill('');
  await field.pressSequentially(half);
  await expect(warning(page)).toContainText(w('session.saved'));
  expect(await stored(page)).not.toContain('tenkt mye');

  // Nobody touches anything: the page itself finds out.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('sorry.session-ended.title'), { timeout: 40_000 });
  await expect(page.getByText(w('sorry.session-ended.more'))).toBeVisible();
  await expect(page.getByText('Nina')).toHaveCount(0);
  await expect(page.getByText(half)).toHaveCount(0);
  expect(await stored(page)).not.toContain('tenkt mye');

  await page.getByRole('link', { name: w('sorry.logInAgain') }).click();
  await page.getByRole('button', { name: 'Nina Strand', exact: true }).click();
  await page.waitForURL(/\/case\/.*\/conversation$/);
  await expect(field).toHaveValue(half);
  expect(await stored(page)).not.toContain('tenkt mye');
});

test('a session that ends in the middle of an upload says what isn’t there and what wasn’t sent, on a line that is slow, goes and comes back', async ({ page }) => {
  const text = 'Her er bildet av rommet.';
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await loginCitizen(page, 'omar');
  await goTo(page, 'conversation', language);
  const { field, send, log } = conversation(page, language);
  await field.fill(text);
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await slow(page);
  // It never comes to its end, whatever the line does.
  const file = /\/attachments\/[0-9a-f-]{36}$/;
  await page.route(file, (route) => (route.request().method() === 'PUT' ? undefined : route.continue()));
  await page.locator('form input[type=file]').setInputFiles(picture('rommet.png'));
  await tap(send);
  await expect(warning(page)).toContainText(w('session.files'));
  await expect(warning(page)).toContainText(w('session.waits'));
  // The way out is never covered.
  await page.getByRole('button', { name: w('leave.button') }).click({ trial: true, timeout: 5_000 });
  await breakOff(page);
  await expect(page.getByRole('list', { name: w('files.yours') })).toContainText(w('files.interrupted'));
  await expect(warning(page)).toContainText(w('session.files'));
  await slow(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('sorry.session-ended.title'), { timeout: 40_000 });
  await expect(page.getByText(w('sorry.session-ended.files'))).toBeVisible();
  await expect(page.getByText(w('sorry.session-ended.notSent'))).toBeVisible();
  await expect(page.getByText('rommet')).toHaveCount(0);
  await restore(page);
  await page.unroute(file);
  await tap(page.getByRole('link', { name: w('sorry.logInAgain') }));
  await page.getByRole('button', { name: 'Omar Haddad', exact: true }).click();
  await page.waitForURL(/\/case\/.*\/conversation$/);
  expect(asked).toEqual([]);
  await expect(field).toHaveValue(text);
  await expect(page.getByRole('list', { name: w('files.yours') })).toHaveCount(0);
  await expect(log.getByText(text)).toHaveCount(0);
  await field.fill('');
  await expect(page.getByText(w('draft.saving'))).toHaveCount(0);
});

test('somebody who writes until the very end finds their words again', async ({ page }) => {
  await loginCitizen(page, 'berit');
  await goTo(page, 'conversation', language);
  const { field } = conversation(page, language);
  await field.fill('');
  // How often it was saved, what of it the server has said it has, and how far they were when the page last rested from saving.
  const saves = { kept: 0, text: '', underWay: 0, restedAt: 0 };
  let written = '';
  const isSave = (request: Request) => request.method() === 'PUT' && request.url().endsWith('/conversation/draft');
  const over = (request: Request) => {
    if (!isSave(request)) return;
    saves.underWay -= 1;
    saves.restedAt = written.length;
  };
  page.on('request', (request) => isSave(request) && (saves.underWay += 1));
  page.on('requestfailed', over);
  page.on('response', (response) => {
    const request = response.request();
    over(request);
    if (!isSave(request) || !response.ok()) return;
    saves.kept += 1;
    saves.text = (request.postDataJSON() as { text: string }).text;
  });
  const ended = page.getByRole('heading', { name: w('sorry.session-ended.title') });
  while (!(await ended.isVisible())) {
    const letter = 'abcdefghijklmnopqrstuvwxyz'[written.length % 26]!;
    const done = await field.press(letter, { timeout: 500 }).then(() => true, () => false);
    if (done) written += letter;
  }
  // How many letters that were is the machine's affair, and so is how many of them one save takes along.
  const rested = saves.underWay > 0 ? 0 : written.length - saves.restedAt;
  expect(saves.kept).toBeGreaterThan(1);
  await page.getByRole('link', { name: w('sorry.logInAgain') }).click();
  await page.getByRole('button', { name: 'Berit Myhre', exact: true }).click();
  await page.waitForURL(/\/case\/.*\/conversation$/);
  await expect(field).not.toHaveValue('');
  // A key that was pressed but not confirmed in time was pressed again.
  const once = (text: string) => text.replace(/(.)\1+/g, '$1');
  const kept = once(await field.inputValue());
  expect(written.startsWith(kept) || kept.startsWith(written)).toBe(true);
  // All but what was typed while the last save was under way: what the server had is there, and the page never rested for long.
  expect(kept.startsWith(once(saves.text))).toBe(true);
  expect(rested).toBeLessThan(12);
});

test('an employee’s session ends the same way, and leads back to the answer that was begun', async ({ page }) => {
  const half = 'Takk for at du spør. Vi kan';
  await loginEmployee(page, 'ingrid');
  await expect(warning(page, nb)).toContainText(nb('session.last'));
  await page.getByRole('link', { name: /Rania Haddad/ }).first().click();
  const { field } = conversation(page, 'nb');
  await field.fill(half);
  await expect(page.getByText(nb('draft.saved'))).toBeVisible();
  const where = new URL(page.url()).pathname;
  await expect(page.getByRole('heading', { level: 1, name: nb('staff.sorry.session-ended.title') })).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('Rania')).toHaveCount(0);
  await page.getByRole('link', { name: nb('sorry.logInAgain') }).click();
  await page.getByRole('button', { name: 'Ingrid Solbakken', exact: true }).click();
  await page.waitForURL((url) => url.pathname === where);
  await expect(field).toHaveValue(half);
});
