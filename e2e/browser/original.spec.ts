// The original file of a document, read in the page over a network that comes and goes, and kept only on purpose; and what is
// said where it can't be read.
import { stat } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, loginCitizen, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { makePdf, pageText } from './pdfs.ts';
import { inFagsystem, names, registered, stored } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const t = words(language);

interface Place {
  copy: string;
  entry: string;
  document: string;
  /** Calls the stand-in about this copy. */
  tell: (path: string, body?: unknown) => Promise<unknown>;
  hold: (content: Buffer) => Promise<unknown>;
}

/** A document of which there is only the file, released now to this party. */
async function released(demo: Demo, copyName: string, title: Record<string, string>, content: Buffer): Promise<Place> {
  const { copies } = await names(demo, 'fjordvik');
  const copy = copies[copyName]!;
  const tell = <T = unknown>(path: string, body: unknown = {}) => inFagsystem<T>(demo, 'fjordvik', copy, path, body);
  const { entryId: entry, documentId: document } = await tell<{ entryId: string; documentId: string }>('release', { title });
  const hold = (file: Buffer) => tell(`documents/${document}/file`, { content: file.toString('base64') });
  await hold(content);
  return { copy, entry, document, tell, hold };
}

const sheet = (page: Page, number: number) => page.locator(`[data-page="${number}"]`);

/** Somebody who scrolls there. */
const scrollTo = (page: Page, number: number) => sheet(page, number).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));

const drawn = (page: Page, number: number) => expect(sheet(page, number)).toHaveAttribute('data-state', 'drawn', { timeout: 30_000 });

test('a mother reads thirty megabytes in parts, in memory only, also where the network goes, and keeps the file only on purpose', async ({ page, demo }) => {
  test.setTimeout(120_000);
  const content = await makePdf('Rapporten', 12, { heavy: 30_000_000 });
  expect(content.length).toBeGreaterThan(30_000_000);
  const place = await released(demo, 'layla/rania', { nb: 'Rapport fra skolen', ar: 'تقرير من المدرسة' }, content);
  let fetched = 0;
  page.on('response', (response) => {
    if (response.url().includes('/content')) fetched += Number(response.headers()['content-length'] ?? 0);
  });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) violations.push(message.text());
  });
  await loginCitizen(page, 'rania');
  const opened = async () => {
    const all = await registered<{ kind: string; body: { entryId?: string } }>(demo, place.copy, 'OPENED');
    return all.filter(({ body }) => body.entryId === place.entry).length;
  };
  // A document without text shows its file at once, and says so.
  await page.goto(`/case/${place.copy}/documents/${place.entry}`);
  await expect(page.getByText(t('reader.onlyPdf'))).toBeVisible();
  await drawn(page, 1);
  await expect(sheet(page, 1).getByText(pageText('Rapporten', 1))).toBeAttached();
  await expect(page.getByText(t('pdf.page', { Page: 1, Pages: 12 }), { exact: true })).toBeVisible();
  // The first page and the one that comes next, of twelve.
  expect(fetched).toBeLessThan(10_000_000);
  // It is opened once it has been seen, and once only: what is drawn under the bars at the foot hasn't been.
  expect(await opened()).toBe(0);
  await scrollTo(page, 1);
  await expect.poll(opened, { timeout: 20_000 }).toBe(1);

  // Another page, while there is no network: what is here stays, the rest comes by itself.
  await cut(page);
  await scrollTo(page, 6);
  await expect(page.getByRole('alert').getByText(t('pdf.waitingOffline'))).toBeVisible({ timeout: 20_000 });
  await expect(sheet(page, 1).getByText(pageText('Rapporten', 1))).toBeAttached();
  await restore(page);
  await drawn(page, 6);
  await expect(page.getByText(t('pdf.waitingOffline'))).toHaveCount(0);
  await expect(page.getByText(t('pdf.page', { Page: 6, Pages: 12 }), { exact: true })).toBeVisible();
  // On a slow line one sees that it is coming.
  await slow(page);
  await scrollTo(page, 9);
  await expect(page.getByRole('progressbar', { name: t('pdf.loading') })).toBeVisible();
  await restore(page);
  await drawn(page, 9);
  // However far one scrolls, few drawings are kept, but all the words that have been on the screen.
  const kept = () => page.locator('[data-page] canvas').evaluateAll((all) => all.filter((one) => (one as HTMLCanvasElement).width > 0).length);
  await scrollTo(page, 12);
  await drawn(page, 12);
  await expect.poll(kept).toBeLessThanOrEqual(4);
  await expect(sheet(page, 1).locator('canvas')).toHaveAttribute('width', '0');
  for (const read of [1, 6, 9, 12]) await expect(sheet(page, read).getByText(pageText('Rapporten', read))).toBeAttached();

  // Larger, and the page one reads stays where it is.
  await scrollTo(page, 11);
  await expect(page.getByText(t('pdf.page', { Page: 11, Pages: 12 }), { exact: true })).toBeVisible();
  const { width } = (await sheet(page, 11).boundingBox())!;
  await page.getByRole('button', { name: t('pdf.bigger') }).click();
  await expect.poll(async () => (await sheet(page, 11).boundingBox())!.width).toBeGreaterThan(width * 1.4);
  await expect(page.getByText(t('pdf.page', { Page: 11, Pages: 12 }), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: t('pdf.smaller') }).click();
  await expect.poll(async () => (await sheet(page, 11).boundingBox())!.width).toBe(width);

  // Nothing is on the device until she asks for it: then she is told what that means first, and the name says nothing.
  const inBrowser = await stored(page);
  for (const what of ['Rapporten', '%PDF', '/content']) expect(inBrowser).not.toContain(what);
  await page.getByRole('button', { name: t('pdf.keep') }).click();
  await expect(page.getByText(around(t('pdf.keepNote')))).toContainText('dokument.pdf');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: new RegExp(`^${t('pdf.keepHere')}`) }).click()]);
  expect(download.suggestedFilename()).toBe('dokument.pdf');
  expect((await stat(await download.path())).size).toBe(content.length);
  await expect(page.getByText(t('pdf.begun'))).toBeVisible();
  expect(violations).toEqual([]);

  // On its own page it is the same, and has been opened already.
  await page.goto(`/case/${place.copy}/documents/${place.entry}/original/${place.document}`);
  await drawn(page, 1);
  expect(await opened()).toBe(1);
  await place.tell(`entries/${place.entry}/withdraw`);
});

test('what can’t be read says why and what to do: empty, damaged, locked, slow, cut off, replaced, withdrawn', async ({ page, demo }) => {
  test.setTimeout(120_000);
  const place = await released(demo, 'layla/layla', { nb: 'Notat fra en samtale' }, Buffer.alloc(0));
  const open = () => page.goto(`/case/${place.copy}/documents/${place.entry}/original/${place.document}`);
  await loginCitizen(page, 'layla');
  const path = `/v1/case-copies/${place.copy}/documents/${place.document}/content`;
  const alert = page.getByRole('alert');

  for (const [why, content] of [
    ['empty', Buffer.alloc(0)],
    ['broken', Buffer.from('<html>Feil</html>'.repeat(100))],
    ['broken', await makePdf('Uten sider', 0)],
    ['locked', await makePdf('Hemmelig', 1, { password: 'gulrot' })],
  ] as const) {
    await place.hold(content);
    await open();
    await expect(alert.getByText(t(`pdf.${why}Title`))).toBeVisible();
    await expect(alert.getByText(t(`pdf.${why}`))).toBeVisible();
    await expect(alert.getByRole('link', { name: t('pdf.ask') })).toBeVisible();
  }
  // Nothing to keep either where there is nothing in it.
  await place.hold(Buffer.alloc(0));
  await open();
  await page.getByRole('button', { name: t('pdf.keep') }).click();
  await page.getByRole('button', { name: new RegExp(`^${t('pdf.keepHere')}`) }).click();
  await expect(alert.getByText(t('pdf.emptyTitle'))).toHaveCount(2);

  // It breaks off again and again, and in between it is slow: what is missing is asked for again.
  await place.hold(await makePdf('Samtalen', 8, { heavy: 4_000_000 }));
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'cut-off', municipality: 'fjordvik', path, times: 2 });
  await open();
  await drawn(page, 1);
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'slow', municipality: 'fjordvik', path, ms: 1500, times: 2 });
  await scrollTo(page, 3);
  await drawn(page, 3);
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'error', municipality: 'fjordvik', path });
  await scrollTo(page, 5);
  await expect(alert.getByText(t('pdf.waiting'))).toBeVisible({ timeout: 30_000 });
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none', municipality: 'fjordvik', path });
  await alert.getByRole('button', { name: t('common.tryAgain') }).click();
  await expect(alert.getByText(t('pdf.waiting'))).toHaveCount(0);
  await scrollTo(page, 5);
  await drawn(page, 5);

  // A new version while one reads: never parts of both.
  await place.hold(await makePdf('Ny samtale', 2));
  await scrollTo(page, 8);
  await expect(alert.getByText(t('pdf.changedTitle'))).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-page]')).toHaveCount(0);
  await alert.getByRole('button', { name: t('pdf.openNew') }).click();
  await drawn(page, 1);
  await expect(sheet(page, 1).getByText(pageText('Ny samtale', 1))).toBeAttached();

  // Withdrawn while it is on the screen: it goes, without anybody's doing.
  await place.tell(`entries/${place.entry}/withdraw`);
  await expect(alert.getByText(t('pdf.goneTitle'))).toBeVisible();
  await expect(page.getByText(pageText('Ny samtale', 1))).toHaveCount(0);
});
