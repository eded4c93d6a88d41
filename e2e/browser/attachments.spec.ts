// Photos and files that go with a message, on a phone: each says how far it has come, a line that goes loses nothing, what
// can't be sent says why, and nobody opens what isn't checked.
import type { Locator, Page } from '@playwright/test';
import { expect, loginEmployee, test } from './fixtures.ts';
import { disguised, picture } from './files.ts';
import { cut, restore, slow } from './network.ts';
import { conversation, copyOf, openConversation, registered } from './visiting.ts';
import { around, words } from './words.ts';

const nb = words('nb');
const pl = words('pl');

/** The form's files, and one of them. */
function chosen(page: Page, t = nb) {
  const list = page.getByRole('list', { name: t('files.yours') });
  return {
    list,
    file: (name: string): Locator => list.getByRole('listitem').filter({ hasText: name }),
    input: page.locator('form input[type=file]'),
    add: page.getByRole('button', { name: t('files.add') }),
  };
}

/** Kept by the server, whether its check is done or not. */
const kept = (t = nb) => new RegExp(`${t('files.checking')}|${t('files.ready')}`);

test('what can’t be sent says why where it stands, and the message waits for the writer', async ({ page, demo }) => {
  const talk = await openConversation(page, 'katarzyna', 'pl');
  const files = chosen(page, pl);
  const before = (await registered(demo, copyOf(page))).length;
  const twentySix = { name: 'film.png', mimeType: 'image/png', buffer: Buffer.alloc(26 * 1024 * 1024) };
  await files.input.setInputFiles([twentySix, { name: 'pusty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) }, disguised('zdjecie.jpg')]);
  await expect(files.file('film.png')).toContainText(around(pl('files.tooBig')));
  await expect(files.file('pusty.png')).toContainText(pl('files.empty'));
  await expect(files.file('zdjecie.jpg')).toContainText(pl('srv.attachment.TYPE_NOT_ALLOWED'));
  await talk.field.fill('Załączam.');
  await talk.send.tap();
  await expect(page.locator('form').getByRole('alert')).toHaveText(pl('files.unusable'));
  for (const name of ['film.png', 'pusty.png', 'zdjecie.jpg']) {
    await files.file(name).getByRole('button', { name: pl('files.remove') }).tap();
    await expect(files.file(name)).toHaveCount(0);
  }

  // Ten have room, on a line that comes and goes; the eleventh is told of at once.
  await slow(page);
  await files.input.setInputFiles(Array.from({ length: 11 }, (_, i) => picture(`nr${i + 1}.png`, 16, 16)));
  await expect(files.file('nr11.png')).toContainText(pl('files.tooMany', { Count: 10 }));
  await cut(page);
  await restore(page);
  await files.file('nr11.png').getByRole('button', { name: pl('files.remove') }).tap();
  for (let i = 1; i <= 10; i += 1) await expect(files.list.getByRole('listitem').nth(i - 1)).toContainText(kept(pl), { timeout: 30_000 });
  await talk.field.fill('');
  await talk.send.tap();
  await expect(files.list).toHaveCount(0, { timeout: 30_000 });
  await expect(talk.log.getByRole('list', { name: pl('files.of') }).last().getByRole('listitem')).toHaveCount(10);
  await expect.poll(async () => (await registered(demo, copyOf(page))).length, { timeout: 30_000 }).toBe(before + 1);
});

test('dropped and pasted on a PC; the other side is told of a file that is being checked, and no more', async ({ page, browser, demo }) => {
  const party = await openConversation(page, 'mathea', 'nn');
  const copy = copyOf(page);
  const desk = await (await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', viewport: { width: 1280, height: 800 } })).newPage();
  await loginEmployee(desk, 'guro');
  await desk.goto(`/employee/conversation/${copy}`);
  const talk = conversation(desk, 'nb');
  const files = chosen(desk);
  await expect(talk.field).toBeVisible();
  const bytes = [...picture('x.png', 16, 16).buffer];
  await talk.field.evaluate((field, content) => {
    const pasted = new DataTransfer();
    pasted.items.add(new File([new Uint8Array(content)], 'limt-inn.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(files.file('limt-inn.png')).toContainText(kept());
  await desk.evaluate((content) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array(content)], 'sluppet.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(files.file('sluppet.png')).toContainText(kept());
  await talk.field.fill('To bilder til deg.');
  await talk.send.click();
  await expect(talk.message('To bilder til deg.')).toContainText('sluppet.png');
  await expect(party.message('To bilder til deg.').getByRole('list', { name: words('nn')('files.of') }).getByRole('listitem')).toHaveCount(2, { timeout: 30_000 });
  await desk.context().close();
});
