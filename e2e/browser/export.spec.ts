// One takes one's case along: with a new strong log-in, made while the line comes and goes, kept once, read without any line,
// and gone when the contact person switches it off.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore } from './network.ts';
import { copyOf, goTo } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

/** The files of an archive, from its directory at the end. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const method = archive.readUInt16LE(at + 10);
    const size = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(from, from + size);
    files.set(name, method === 8 ? inflateRawSync(packed) : packed);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

const press = (page: Page, key: string) => page.getByRole('main').getByRole('button', { name: w(key), exact: true });
const heading = (page: Page, key: string) => page.getByRole('heading', { name: w(key), exact: true });

test('a case is taken along once, read without a line, and switched off by the contact person', async ({ page, browser }, info) => {
  test.setTimeout(120_000);
  await loginCitizen(page, 'olena', { level: 'substantial' });
  await goTo(page, 'more', language);
  await page.getByRole('main').getByRole('link', { name: around(w('export.title')) }).click();
  await expect(heading(page, 'export.title')).toBeVisible();
  const where = new URL(page.url()).pathname;
  const copy = copyOf(page);
  // Who shares the device is told before anything is made; this log-in isn't enough, and the way to one that is leads back here.
  await expect(page.getByText(around(w('export.shared')))).toBeVisible();
  await expect(press(page, 'export.order')).toHaveCount(0);
  await press(page, 'export.logIn').click();
  await page.waitForURL((url) => url.hostname !== 'localhost');
  await page.getByRole('button', { name: 'Olena Kovalenko', exact: true }).click();
  await page.waitForURL((url) => url.hostname === 'localhost' && url.pathname === where);

  // The line goes as soon as it is ordered; it is made all the same.
  await press(page, 'export.order').click();
  await expect(heading(page, 'export.making').or(heading(page, 'export.ready'))).toBeVisible();
  await cut(page);
  await restore(page);
  await expect(heading(page, 'export.ready')).toBeVisible({ timeout: 30_000 });
  // Leaving the page changes nothing.
  await page.reload();
  await expect(heading(page, 'export.ready')).toBeVisible();

  const coming = page.waitForEvent('download');
  await press(page, 'export.download').click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('samling.zip');
  const archive = readFileSync(await download.path());
  await expect(page.getByText(w('export.FETCHED')).last()).toBeVisible({ timeout: 15_000 });
  // There is no second one.
  const { origin } = new URL(page.url());
  const again = await page.request.post(`/api/citizen/cases/${copy}/export/download`, { headers: { Origin: origin, 'X-Portal': '1' } });
  expect(again.status()).toBe(409);
  expect((await page.request.get(`/api/citizen/cases/${copy}/export/content`)).status()).toBe(409);

  const folder = info.outputPath('taken-along');
  const files = unzip(archive);
  for (const [name, content] of files) {
    expect(name).toMatch(/^(index\.html|pages\/(\d{3}(-\d{3}-\d{3})?|messages|said|agreed|asked|texts|looked)\.html|files\/\d{3}-\d{3}\.\w{3,4})$/);
    const to = join(folder, name);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
    if (name.endsWith('.pdf')) expect(content.subarray(0, 5).toString()).toBe('%PDF-');
  }
  expect([...files.keys()].some((name) => name.endsWith('.pdf'))).toBe(true);

  const alone = await browser.newContext({ offline: true });
  const reading = await alone.newPage();
  const asked: string[] = [];
  reading.on('request', (request) => {
    if (!request.url().startsWith('file:')) asked.push(request.url());
  });
  const said: string[] = [];
  reading.on('console', (message) => said.push(message.text()));
  await reading.goto(pathToFileURL(join(folder, 'index.html')).href);
  const html = reading.locator('html');
  await expect(html).toHaveAttribute('lang', language);
  await expect(html).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  await expect(reading.getByRole('heading', { level: 1 })).toHaveText(w('srv.export.title'));
  await expect(reading.getByText('Maksym').first()).toBeVisible();
  // Its own look is the only one it has, and it has that.
  expect(await reading.evaluate(() => getComputedStyle(document.body).maxWidth)).not.toBe('none');
  expect(await reading.evaluate(() => document.scripts.length + document.images.length)).toBe(0);
  await reading.locator('a[href^="pages/0"]').first().click();
  await expect(reading.getByRole('heading', { level: 1 })).not.toBeEmpty();
  expect(await reading.content()).not.toMatch(/barnevern\.pdf|Barnevernssak/i);
  await reading.getByRole('link', { name: w('srv.export.back') }).click();
  await reading.getByRole('link', { name: w('srv.export.readTalk') }).click();
  await expect(reading.getByRole('heading', { level: 1 })).toHaveText(w('nav.conversation'));
  await reading.getByRole('link', { name: w('srv.export.back') }).click();
  await reading.getByRole('link', { name: w('looked.title') }).click();
  await expect(reading.getByRole('heading', { level: 1 })).toHaveText(w('looked.title'));
  expect([...asked, ...said]).toEqual([]);
  await alone.close();

  // Another one is ready when the contact person switches it off: it is gone, and the page says what to do instead.
  await press(page, 'export.orderNew').click();
  await expect(heading(page, 'export.ready')).toBeVisible({ timeout: 30_000 });
  const office = await (await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 } })).newPage();
  await loginEmployee(office, 'ahmed');
  await office.goto(`/employee/conversation/${copy}`);
  await office.getByRole('button', { name: nb('staff.export.button') }).filter({ visible: true }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByRole('button', { name: nb('staff.export.switchOff') }).click();
  await expect(dialog.getByText(nb('staff.export.reasonNeeded'))).toBeVisible();
  await dialog.getByRole('textbox', { name: nb('staff.export.reason') }).fill('Vi har avtalt å se saken sammen');
  await dialog.getByRole('button', { name: nb('staff.export.switchOff') }).click();
  await expect(dialog.getByText(nb('staff.export.doneOff'))).toBeVisible();
  await expect(heading(page, 'export.offTitle')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('main').getByRole('link', { name: w('export.ask') })).toBeVisible();
  await expect(page.getByText('avtalt')).toHaveCount(0);
  expect((await page.request.get(`/api/citizen/cases/${copy}/export/content`)).status()).toBe(409);
  await dialog.getByRole('button', { name: nb('staff.export.switchOn') }).click();
  await expect(dialog.getByText(nb('staff.export.doneOn'))).toBeVisible();
  await office.context().close();
});
