// Photos and files that go with a message, on a phone: each says how far it has come, a line that goes loses nothing, what
// can't be sent says why, and nobody opens what isn't checked.
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page, Route } from '@playwright/test';
import { docx, locked, pdf } from '../attacks/files.ts';
import { expect, test } from './fixtures.ts';
import { disguised, infected, picture } from './files.ts';
import { storyLanguage } from './language.ts';
import { breakOff, cut, held, restore, slow } from './network.ts';
import { conversation, copyOf, expectNarrow, goTo, openConversation, openDesk, registered, stored, tap } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);
const nb = words('nb');

/** The form's files, and one of them. */
function chosen(page: Page, t = w) {
  const list = page.getByRole('list', { name: t('files.yours') });
  return {
    list,
    file: (name: string): Locator => list.getByRole('listitem').filter({ hasText: name }),
    input: page.locator('form input[type=file]'),
    add: page.getByRole('button', { name: t('files.add') }),
  };
}

test.afterEach(async ({ demo }) => {
  if (demo.clamd && !demo.clamd.pid) await demo.clamd.again();
});

/** Where a file goes to. */
const anyFile = /\/attachments\/[0-9a-f-]{36}/;

/** Kept by the server, whether its check is done or not. */
const kept = (t = w) => new RegExp(`${t('files.checking')}|${t('files.ready')}`);

test('several at once: progress, a cut line, cancel, another device, and a message that goes when they are there', async ({ page, browser, demo }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  const talk = await openConversation(page, 'helle', language);
  const files = chosen(page);
  const arrived = async () => (await registered(demo, copyOf(page))).filter(({ body }) => body.text === 'Her er bildene.').length;
  const before = await arrived();
  // What goes is said before one chooses.
  await expect(page.getByText(/10.*25.*100/)).toBeVisible();
  await expect(files.input).toHaveAttribute('accept', /image\/\*/);
  await expect(files.input).toHaveAttribute('multiple', '');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap(files.add)]);
  expect(chooser.isMultiple()).toBe(true);

  await slow(page);
  // So large that they are on their way for as long as it takes to look.
  await chooser.setFiles([picture('første.png', 800, 500), picture('andre.png', 800, 500), picture('tredje.png', 200, 100)]);
  const progress = files.file('første.png').getByRole('progressbar', { name: w('files.progress', { Name: 'første.png' }) });
  await expect(progress).toBeVisible();
  await expect(files.file('tredje.png')).toContainText(w('files.queued'));
  await expect.poll(() => progress.evaluate((bar) => (bar as HTMLProgressElement).value)).toBeGreaterThan(5);

  await breakOff(page);
  await expect(files.file('første.png')).toContainText(w('files.interrupted'));
  await expect(files.file('første.png').getByRole('button', { name: w('common.tryAgain') })).toBeVisible();
  await talk.field.fill('Her er bildene.');
  await restore(page);
  for (const name of ['første.png', 'andre.png', 'tredje.png']) await expect(files.file(name)).toContainText(kept(), { timeout: 30_000 });
  // Said aloud too, politely, whichever came last.
  await expect(page.getByRole('status').filter({ hasText: /\.png: / })).toHaveText(kept());
  await expectNarrow(page);

  // Cancelled on its way, it is gone.
  await slow(page);
  await held(page, anyFile, async () => {
    await files.input.setInputFiles(picture('feil.png', 500, 300));
    await tap(files.file('feil.png').getByRole('button', { name: w('files.cancel') }));
  });
  await restore(page);
  await expect(files.file('feil.png')).toHaveCount(0);
  await expect(files.add).toBeFocused();

  // The same after a reload, and on the PC, where one of them is taken away: here too, without a touch.
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await page.reload();
  await expect(files.list.getByRole('listitem')).toHaveCount(3);
  await expect(talk.field).toHaveValue('Her er bildene.');
  const pc = await (await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', viewport: { width: 1280, height: 800 } })).newPage();
  await openConversation(pc, 'helle', language);
  await chosen(pc).file('andre.png').getByRole('button', { name: w('files.remove') }).click();
  await expect(files.file('andre.png')).toHaveCount(0);
  await pc.context().close();

  // Sent while one is on its way: it goes when the file is there, and not before.
  await slow(page);
  await held(page, anyFile, async () => {
    await files.input.setInputFiles(picture('fjerde.png', 400, 300));
    await tap(talk.send);
    await expect(page.getByText(w('files.sendsWhenThere'))).toBeVisible();
    await breakOff(page);
  });
  await expect(files.file('fjerde.png')).toContainText(w('files.interrupted'));
  await restore(page);
  await expect(files.list).toHaveCount(0, { timeout: 30_000 });
  await expect(talk.field).toHaveValue('');
  const sent = talk.message('Her er bildene.');
  const inThread = sent.getByRole('list', { name: w('files.of') });
  for (const name of ['første.png', 'tredje.png', 'fjerde.png']) await expect(inThread).toContainText(name);

  // Taken back, the files are in the draft again; sent anew, they arrive.
  await tap(page.getByRole('button', { name: w('state.undo') }));
  await expect(talk.field).toHaveValue('Her er bildene.');
  await expect(files.list.getByRole('listitem')).toHaveCount(3);
  for (const name of ['første.png', 'tredje.png', 'fjerde.png']) await expect(files.file(name)).toContainText(kept());
  await tap(talk.send);
  await expect(talk.field).toHaveValue('');
  await expect(sent).toContainText(w('state.delivered'), { timeout: 30_000 });
  await expect(sent.getByRole('list', { name: w('files.of') }).getByRole('listitem')).toHaveCount(3);
  expect(await arrived()).toBe(before + 1);
});

test('a message that waits for its photo is sent from another page too, on a line that is slow, goes and comes back', async ({ page, demo }) => {
  const talk = await openConversation(page, 'nina', language);
  const copy = copyOf(page);
  const files = chosen(page);
  const arrived = async () => (await registered(demo, copy)).filter(({ body }) => body.text === 'Her er tegningen.').length;
  const before = await arrived();
  await talk.field.fill('Her er tegningen.');
  await slow(page);
  await held(page, anyFile, async () => {
    await files.input.setInputFiles(picture('tegning.png', 300, 200));
    await tap(talk.send);
    await expect(page.getByText(w('files.sendsWhenThere'))).toBeVisible();
    await goTo(page, 'home', language);
    await expect(talk.field).toHaveCount(0);
    await breakOff(page);
  });
  // Back before it is sent, it is as it was left.
  await goTo(page, 'conversation', language);
  await expect(page.getByText(w('files.sendsWhenThere'))).toBeVisible();
  await expect(files.file('tegning.png')).toContainText(w('files.interrupted'));
  await goTo(page, 'home', language);
  await expect(talk.field).toHaveCount(0);
  await slow(page);
  await expect.poll(arrived, { timeout: 60_000 }).toBe(before + 1);
  await restore(page);
  await goTo(page, 'conversation', language);
  await expect(talk.message('Her er tegningen.').getByRole('list', { name: w('files.of') })).toContainText('tegning.png');
  await expect(talk.field).toHaveValue('');
  await expect(files.list).toHaveCount(0);
});

test('what can’t be sent says why where it stands, and the message waits for the writer', async ({ page, demo }) => {
  const talk = await openConversation(page, 'katarzyna', language);
  const files = chosen(page);
  const before = (await registered(demo, copyOf(page))).length;
  const twentySix = { name: 'film.png', mimeType: 'image/png', buffer: Buffer.alloc(26 * 1024 * 1024) };
  await files.input.setInputFiles([twentySix, { name: 'pusty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) }, disguised('zdjecie.jpg')]);
  await expect(files.file('film.png')).toContainText(around(w('files.tooBig')));
  await expect(files.file('pusty.png')).toContainText(w('files.empty'));
  await expect(files.file('zdjecie.jpg')).toContainText(w('srv.attachment.TYPE_NOT_ALLOWED'));
  await talk.field.fill('Załączam.');
  await tap(talk.send);
  await expect(page.locator('form').getByRole('alert')).toHaveText(w('files.unusable'));
  for (const name of ['film.png', 'pusty.png', 'zdjecie.jpg']) {
    await tap(files.file(name).getByRole('button', { name: w('files.remove') }));
    await expect(files.file(name)).toHaveCount(0);
  }

  // Ten have room, on a line that comes and goes; the eleventh is told of at once.
  await slow(page);
  await files.input.setInputFiles(Array.from({ length: 11 }, (_, i) => picture(`nr${i + 1}.png`, 16, 16)));
  await expect(files.file('nr11.png')).toContainText(w('files.tooMany', { Count: 10 }));
  await cut(page);
  await restore(page);
  for (let i = 1; i <= 10; i += 1) await expect(files.file(`nr${i}.png`).first()).toContainText(kept(), { timeout: 30_000 });
  // Only now does the list stand still under the thumb.
  await tap(files.file('nr11.png').getByRole('button', { name: w('files.remove') }));
  await expect(files.file('nr11.png')).toHaveCount(0);
  await talk.field.fill('');
  await tap(talk.send);
  await expect(files.list).toHaveCount(0, { timeout: 30_000 });
  await expect(talk.log.getByRole('list', { name: w('files.of') }).last().getByRole('listitem')).toHaveCount(10);
  await expect.poll(async () => (await registered(demo, copyOf(page))).length, { timeout: 30_000 }).toBe(before + 1);
});

test('100 MB is all there is room for, a locked file says why, one that failed is tried again alone, and a telephone’s photo arrives upright and bare beside a letter', async ({ page }) => {
  const talk = await openConversation(page, 'omar', language);
  const files = chosen(page);

  // Four of 24 MB, and one for which there is no room: told without a line.
  const folder = await mkdtemp(join(tmpdir(), 'large-'));
  const large = ['1', '2', '3', '4', '5'].map((number) => join(folder, `stor-${number}.pdf`));
  for (const path of large) {
    const file = await open(path, 'w');
    await file.truncate(24 * 1024 * 1024);
    await file.close();
  }
  await cut(page);
  await files.input.setInputFiles(large);
  await expect(files.file('stor-5.pdf')).toContainText(around(w('files.tooBigTogether')));
  await expect(files.file('stor-4.pdf')).toContainText(new RegExp(`${w('files.interrupted')}|${w('files.queued')}`));
  for (const number of ['5', '4', '3', '2', '1']) await tap(files.file(`stor-${number}.pdf`).getByRole('button').last());
  await slow(page);
  await expect(files.list).toHaveCount(0, { timeout: 30_000 });
  await rm(folder, { recursive: true });

  const heic = { name: 'IMG_4711.HEIC', mimeType: 'image/heic', buffer: await readFile(new URL('../../bff/examine/testdata/turned.heic', import.meta.url)) };
  await files.input.setInputFiles(heic);
  await expect(files.file('IMG_4711')).toContainText(kept());
  await restore(page);

  // One that doesn't get through: a tap tries it again at once, and nothing else.
  let tries = 0;
  await page.route(anyFile, (route: Route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    tries += 1;
    return route.abort('connectionreset');
  });
  // After the third it would wait four seconds by itself: here nothing comes that late, so that whatever goes then was tapped for.
  await page.evaluate(() => {
    const wait = setTimeout;
    globalThis.setTimeout = ((work: () => void, ms = 0) => (ms < 4_000 ? wait(work, ms) : 0)) as typeof setTimeout;
    Object.assign(globalThis, { waitAsBefore: () => (globalThis.setTimeout = wait) });
  });
  await files.input.setInputFiles({ name: 'brev.docx', mimeType: '', buffer: docx() });
  const again = files.file('brev.docx').getByRole('button', { name: w('common.tryAgain') });
  await expect.poll(() => tries).toBe(3);
  await expect(again).toBeVisible();
  await expect(page.getByRole('button', { name: w('common.tryAgain') })).toHaveCount(1);
  await page.unroute(anyFile);
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'PUT' && anyFile.test(request.url()) && sent.push(request.url()));
  await tap(again);
  await expect(files.file('brev.docx')).toContainText(kept());
  expect(sent).toHaveLength(1);
  await page.evaluate(() => void (globalThis as unknown as { waitAsBefore: () => unknown }).waitAsBefore());

  await files.input.setInputFiles([
    { name: 'låst.pdf', mimeType: 'application/pdf', buffer: pdf('<< /Encrypt 9 0 R >>') },
    { name: 'låst.docx', mimeType: '', buffer: locked() },
  ]);
  for (const name of ['låst.pdf', 'låst.docx']) {
    await expect(files.file(name)).toContainText(w('srv.attachment.ENCRYPTED'), { timeout: 30_000 });
    await tap(files.file(name).getByRole('button', { name: w('files.remove') }));
    await expect(files.file(name)).toHaveCount(0);
  }
  for (const name of ['IMG_4711', 'brev.docx']) await expect(files.file(name)).toContainText(w('files.ready'), { timeout: 30_000 });
  await talk.field.fill('Bildet og brevet.');
  await tap(talk.send);
  const message = talk.message('Bildet og brevet.');
  const photo = message.getByRole('list', { name: w('files.of') }).getByRole('listitem').filter({ hasText: 'IMG_4711.jpg' });
  await expect(message.getByRole('list', { name: w('files.of') })).toContainText('brev.docx');
  await tap(photo.getByRole('button', { name: w('files.download') }));
  const [download] = await Promise.all([page.waitForEvent('download'), tap(photo.getByRole('link', { name: w('files.keep') }))]);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(bytes.toString('latin1')).not.toMatch(/Exif|NORTH-59/);
  // As it was held: what the camera had at its left is above.
  const seen = await page.evaluate(async (content) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(content)], { type: 'image/jpeg' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    canvas.drawImage(picture, 0, 0);
    const colour = (y: number) => [...canvas.getImageData(picture.width / 2, y, 1, 1).data];
    return { size: [picture.width, picture.height], above: colour(10), below: colour(picture.height - 10) };
  }, [...bytes]);
  expect(seen.size).toEqual([128, 256]);
  expect(seen.above[0]).toBeGreaterThan(2 * seen.above[2]!);
  expect(seen.below[2]).toBeGreaterThan(2 * seen.below[0]!);
});

test('dropped and pasted on a PC; the other side is told of a file that is being checked, and no more', async ({ page, browser, demo }) => {
  const party = await openConversation(page, 'mathea', language);
  const copy = copyOf(page);
  const desk = await openDesk(browser, demo, 'guro', copy);
  const talk = conversation(desk, 'nb');
  const files = chosen(desk, nb);
  await expect(talk.field).toBeVisible();
  const bytes = [...picture('x.png', 16, 16).buffer];
  await talk.field.evaluate((field, content) => {
    const pasted = new DataTransfer();
    pasted.items.add(new File([new Uint8Array(content)], 'limt-inn.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(files.file('limt-inn.png')).toContainText(kept(nb));
  await desk.evaluate((content) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([new Uint8Array(content)], 'sluppet.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer: dropped, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(files.file('sluppet.png')).toContainText(kept(nb));
  await talk.field.fill('To bilder til deg.');
  await talk.send.click();
  await expect(talk.message('To bilder til deg.')).toContainText('sluppet.png');
  await expect(party.message('To bilder til deg.').getByRole('list', { name: w('files.of') }).getByRole('listitem')).toHaveCount(2, { timeout: 30_000 });
  await desk.context().close();

  // Keeping one is a choice, and the first time one reads what that means. Its name gives nothing away.
  const received = party.message('To bilder til deg.');
  await cut(page);
  await restore(page);
  await tap(received.getByRole('button', { name: w('files.download') }).first(), { timeout: 45_000 });
  await expect(received.getByText(w('files.shared'))).toBeFocused();
  const [download] = await Promise.all([page.waitForEvent('download'), tap(received.getByRole('link', { name: w('files.keep') }))]);
  expect(await download.failure()).toBeNull();
  expect(download.suggestedFilename()).not.toContain('limt-inn');
  await expect(received.getByRole('link', { name: w('files.download') })).toHaveCount(2);
  expect(await stored(page)).not.toMatch(/limt-inn|sluppet/);
});

test('what the scanner finds is told to the one who chose it, by itself, on a line that is slow, goes and comes back, and goes nowhere', async ({ page, demo }) => {
  const talk = await openConversation(page, 'odd', language);
  const files = chosen(page);
  // What was found is found while the phone has no network, and told on a slow line: again by itself.
  await demo.clamd?.kill();
  await slow(page);
  await files.input.setInputFiles(infected('bilde.png'));
  await expect(files.file('bilde.png')).toContainText(w('files.checking'), { timeout: 45_000 });
  await cut(page);
  await demo.clamd?.again();
  await expect(files.file('bilde.png')).toContainText(w('files.checking'));
  await slow(page);
  await expect(files.file('bilde.png')).toContainText(w('files.infected'), { timeout: 45_000 });
  await restore(page);
  await tap(talk.send);
  await expect(page.locator('form').getByRole('alert')).toHaveText(w('files.unusable'));
  await tap(files.file('bilde.png').getByRole('button', { name: w('files.remove') }));
  await expect(files.file('bilde.png')).toHaveCount(0);
});
