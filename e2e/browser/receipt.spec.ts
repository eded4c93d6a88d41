// A receipt to keep: what was written, when and under which number, as a file with a neutral name, on a phone whose network comes and goes.
import type { Page } from '@playwright/test';
import { atOnce, expect, test } from './fixtures.ts';
import { picture } from './files.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { readPaper } from './paper.ts';
import { conversation, copyOf, openConversation, registered, stored } from './visiting.ts';
import { around, words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('ar');
const t = words(language);

test.afterEach(async ({ demo }) => {
  await demo.fagsystem.start();
});

/** Opens what there is to know about a receipt of a message, and gives its parts. */
async function receiptOf(page: Page, text: string) {
  const message = conversation(page, language).message(text).last();
  await message.getByRole('button', { name: t('receipt.keep') }).click();
  await expect(message.getByText(t('receipt.note'))).toBeVisible();
  return { message, download: message.getByRole('button', { name: t('receipt.download'), exact: true }), told: (key: string) => message.getByText(t(key)) };
}

/** Whether a paper has all the words of what the portal says. */
const says = (paper: string, key: string): boolean =>
  t(key).split(/\{\{\.\w+\}\}|[\s.,،]+/).every((word) => paper.includes(word));

test('a mother keeps a receipt of what she wrote in Arabic and of the files that went with it, although her network comes and goes', async ({ page, demo }) => {
  const talk = await openConversation(page, 'rania', language);
  const written = 'مرحبا، أريد أن أتحدث مع Ingrid يوم الثلاثاء الساعة 10:30 عن رسالتك. شكرا 🙂';
  await talk.field.fill(written);
  await page.locator('form input[type=file]').setInputFiles([picture('jadval-1.png', 16, 16), picture('صورة.png', 16, 16)]);
  await talk.send.click();
  await expect(talk.message(written).getByText(around(t('state.number')))).toBeVisible({ timeout: 30_000 });
  const sent = (await registered(demo, copyOf(page))).find(({ body }) => body.text === written)!;

  const { message, download, told } = await receiptOf(page, 'أريد أن أتحدث');
  // It opens above the field for writing, not behind it.
  await expect.poll(async () => {
    const [way, field] = [await download.boundingBox(), await page.locator('.composer').boundingBox()];
    return way!.y + way!.height <= field!.y;
  }).toBe(true);
  await cut(page);
  await download.click();
  await expect(message.getByRole('alert')).toHaveText(t('receipt.offline'));

  await slow(page);
  const [kept] = await Promise.all([page.waitForEvent('download'), download.click()]);
  await restore(page);
  await expect(told('receipt.done')).toBeVisible();
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date(sent.acceptedAt));
  expect(kept.suggestedFilename()).toBe(`${t('srv.receipt.file')}-${day}.pdf`);

  const paper = await readPaper(await kept.path());
  expect(paper.title).toBe(t('srv.receipt.title'));
  expect(paper.language).toBe(language);
  for (const part of ['H1', 'H2', 'L', 'Lbl', 'P']) expect(paper.parts).toContain(part);
  // The words come out as they were written, letter by letter.
  for (const word of [...written.split(/[\s،.]+/), t('srv.receipt.from'), 'Rania', 'Haddad', 'Ingrid', 'Solbakken', 'Fjordvik']) expect(paper.text).toContain(word);
  const number = /[A-Za-z0-9/-]*\d[A-Za-z0-9/-]*/.exec((await message.getByText(around(t('state.number'))).innerText()).split('·').at(-1)!)![0];
  expect(paper.text).toContain(number);
  for (const name of ['jadval-1.png', 'صورة']) expect(paper.text).toContain(name);
  // Nothing of it stays in the browser's storage.
  expect(await stored(page)).not.toContain('أتحدث');

  // Who closes it has no file in the page any more; it is there again on demand.
  await message.getByRole('button', { name: t('common.close') }).click();
  await expect(told('receipt.done')).toBeHidden();
});

test('while the fagsystem is away, what is on its way has a receipt that says so, and what is only there is told to wait', async ({ page, demo }) => {
  const talk = await openConversation(page, 'omar', language);
  const before = talk.log.locator('.group[data-mine]').filter({ has: page.getByRole('button', { name: t('talk.details') }) }).first();
  const open = async () => {
    await before.getByRole('button', { name: t('talk.details') }).click();
    await before.getByRole('button', { name: t('receipt.keep') }).first().click();
  };
  await open();
  await demo.fagsystem.stop();
  await talk.log.getByRole('button', { name: t('receipt.download'), exact: true }).click();
  await expect(talk.log.getByRole('alert')).toHaveText(t('srv.problem.receipt-unavailable.detail'));

  const written = `Dette er på vei ${Date.now()}`;
  await talk.field.fill(written);
  await talk.send.click();
  await expect(talk.message(written)).toBeVisible();
  const waiting = await receiptOf(page, written);
  const [kept] = await Promise.all([page.waitForEvent('download'), waiting.download.click()]);
  const paper = await readPaper(await kept.path());
  expect(paper.text).toContain(written);
  expect(says(paper.text, 'srv.receipt.waiting') || says(paper.text, 'srv.receipt.sent')).toBe(true);
  for (const key of ['srv.receipt.number', 'srv.receipt.delivered']) expect(says(paper.text, key), key).toBe(false);

  await demo.fagsystem.start();
  await expect(talk.message(written).getByText(t('state.delivered'))).toBeVisible();
  await expect(before).toBeVisible();
  await page.reload();
  await open();
  const [older] = await Promise.all([page.waitForEvent('download'), talk.log.getByRole('button', { name: t('receipt.download'), exact: true }).click()]);
  const registeredPaper = await readPaper(await older.path());
  for (const key of ['srv.receipt.number', 'srv.receipt.delivered']) expect(says(registeredPaper.text, key), key).toBe(true);
});

test('a long message in another script fills several numbered pages and comes out whole', async ({ page }) => {
  const talk = await openConversation(page, 'katarzyna', language);
  const beginning = `Zażółć gęślą jaźń ${Date.now()}.`;
  const written = `${beginning} ${'Вони кажуть, що все добре. '.repeat(360)}Кінець.`.slice(0, 10_000);
  await talk.field.fill(written);
  await talk.send.click();
  await expect(talk.message(beginning).getByText(t('state.delivered'))).toBeVisible();
  const { download } = await receiptOf(page, beginning);
  const [kept] = await Promise.all([page.waitForEvent('download'), download.click()]);
  const paper = await readPaper(await kept.path());
  expect(paper.pages.length).toBeGreaterThan(2);
  // What is read out of a paper from right to left has its words in another order; the line at the foot has all of them.
  const wordsOf = (line: string): string[] => line.split(/[\s\u2066-\u2069]+/).filter(Boolean).sort();
  paper.pages.forEach((text, index) =>
    expect(wordsOf(text.trimEnd().split('\n').at(-1)!)).toEqual(wordsOf(t('srv.receipt.page', { Page: index + 1, Pages: paper.pages.length }))),
  );
  const flat = paper.text.replaceAll(/\s+/g, ' ');
  expect(flat).toContain(beginning);
  expect(flat).toContain('Кінець.');
  expect(flat.match(/кажуть/g)).toHaveLength(360);
});
