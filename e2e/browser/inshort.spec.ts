// What is decided, in short and first of all; whether it was understood; and who explains it to whoever hasn't.
import { randomUUID } from 'node:crypto';
import { readSource } from '../documents/source.ts';
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore } from './network.ts';
import { readPaper } from './paper.ts';
import { copyOf, goTo, inFagsystem, names, openDesk, registered } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');
const slug = 'vedtak-fritid-ayan';
const title = readSource(slug).title.nb!;

const said: Record<string, string> = { nb: 'Ayan får spille basketball igjen.', ar: 'ستلعب أيان كرة السلة مرة أخرى.', pl: 'Ayan znów będzie grać w koszykówkę.' };
const what = said[language] ?? said.nb!;

/** What the contact person says of it in the reader's language too: two sentences, a voice and somebody who signs. */
function inShort(voice: string, sign: string) {
  const made = { kind: 'ORIGINAL', madeAt: new Date().toISOString(), ofVersion: '1' };
  const text = (of: string) => ({
    language: of,
    direction: of === 'ar' ? 'rtl' : 'ltr',
    provenance: of === 'nb' ? made : { ...made, kind: 'CERTIFIED', agency: 'Fjordtolk AS' },
    outdated: false,
    what: said[of],
  });
  const medium = { language, provenance: made, outdated: false, transcript: what };
  return {
    inShort: {
      texts: [...new Set(['nb', language])].map(text),
      media: [
        { ...medium, mediaId: voice, kind: 'AUDIO', mediaType: 'audio/webm', seconds: 16 },
        { ...medium, mediaId: sign, kind: 'VIDEO', mediaType: 'video/webm', seconds: 8, signLanguage: 'nsl', captions: [{ from: 0.2, until: 7, text: what }] },
      ],
    },
    files: { [voice]: `voice-${language}.webm`, [sign]: 'sign.webm' },
  };
}

test('a decision is said in short before anything else, is heard and seen, and whoever understood only a part is called with an interpreter', async ({
  page,
  browser,
  demo,
}) => {
  await loginCitizen(page, 'ayan');
  const fetched: string[] = [];
  page.on('request', (request) => request.url().includes('/in-short/') && fetched.push(request.url()));
  await goTo(page, 'documents', language);
  // The overview, which leads there too, may still be going.
  await page.locator('li[aria-setsize]').getByRole('link', { name: title }).click();
  const short = page.getByRole('region', { name: w('inshort.title') });
  await expect(short).toBeVisible();
  const copy = copyOf(page);
  if (language !== 'nb') {
    // The Norwegian one, until there is one's own.
    await expect(short).toContainText(w('inshort.missing', { Language: '' }).trim().slice(0, 20));
    await expect(short.getByRole('button', { name: w('ask.INTERPRETER_REQUEST') })).toBeVisible();
    await expect(short.locator('dd').first()).toHaveAttribute('dir', 'ltr');
  }
  const { entries } = await names(demo, 'fjordvik');
  const [voice, sign] = [randomUUID(), randomUUID()];
  await inFagsystem(demo, 'fjordvik', copy, `entries/${entries[`ayan/ayan/${slug}`]}/in-short`, inShort(voice, sign));
  await expect(short).toContainText(what);
  await expect(short.locator('dd').first()).toHaveAttribute('lang', language);
  const top = async (part: string) => (await page.locator(part).first().boundingBox())!.y;
  expect(await top('.in-short')).toBeLessThan(await top('.deadline-card'));
  expect(await top('.in-short')).toBeLessThan(await top('.pairs'));

  // By keyboard, from what nobody had fetched before; still as soon as the page is hidden.
  expect(fetched).toEqual([]);
  const audio = short.locator('audio');
  const at = (player: typeof audio) => player.evaluate((element: HTMLMediaElement) => element.currentTime);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith(`/in-short/${voice}/content`)),
    audio.focus().then(() => page.keyboard.press('Space')),
  ]);
  expect([200, 206]).toContain(answer.status());
  expect(answer.headers()).toMatchObject({ 'content-type': 'audio/webm', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  await expect.poll(() => at(audio)).toBeGreaterThan(0.2);
  await page.getByRole('button', { name: w('cloak.hide'), exact: true }).click();
  await expect(audio).toHaveJSProperty('paused', true);
  await page.getByRole('button', { name: w('cloak.show'), exact: true }).click();
  await short.getByText(w('inshort.transcript')).first().click();
  await expect(short.locator('details[open]')).toContainText(what);

  // The line is gone when one wants to see it signed.
  const video = short.locator('video');
  await cut(page);
  await video.focus();
  await page.keyboard.press('Space');
  await expect(short.getByRole('alert')).toContainText(w('inshort.stopped'));
  await restore(page);
  await short.getByRole('button', { name: w('common.tryAgain') }).click();
  await expect.poll(() => at(video)).toBeGreaterThan(0.2);
  expect(await video.evaluate((element: HTMLVideoElement) => element.textTracks[0]?.cues?.length)).toBe(1);
  await video.evaluate((element: HTMLVideoElement) => element.pause());

  // Asked at the end, not before; what a lost line takes is tapped once more.
  const question = page.getByRole('region', { name: w('inshort.question') });
  await expect(question).toHaveCount(0);
  await page.locator('.text-end').scrollIntoViewIfNeeded();
  await expect(question.getByRole('heading')).toBeVisible();
  await cut(page);
  await question.getByRole('button', { name: w('inshort.answer.PARTLY') }).click();
  await expect(question.getByRole('alert')).toContainText(w('ask.tapFailedOffline'));
  await restore(page);
  await question.getByRole('button', { name: w('inshort.answer.PARTLY') }).click();
  await expect(question).toContainText(w('inshort.said.PARTLY'));

  // The form's own page was never here: it comes when it can.
  await cut(page);
  await question.getByRole('link', { name: w('inshort.call') }).click();
  await expect(page.getByText(w('failure.page'))).toBeVisible();
  await restore(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('ask.CALL_ME'));
  await expect(page.getByLabel(w('ask.spoken'))).toHaveValue(language);
  await expect(page.getByLabel(w('ask.wantInterpreter'))).toBeChecked({ checked: language !== 'nb' });
  await page.getByRole('button', { name: w('ask.send.CALL_ME') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('ask.done'));

  // Never asked again; it can be changed, and the last one holds.
  await page.goBack();
  await expect(question).toContainText(w('inshort.said.PARTLY'));
  await expect(question.getByRole('heading')).toHaveCount(0);
  await question.getByRole('button', { name: w('inshort.change') }).click();
  await question.getByRole('button', { name: w('inshort.answer.NO') }).click();
  await expect(question).toContainText(w('inshort.said.NO'));
  const handedIn = () => registered<{ kind: string; body: { understood?: string; request?: object } }>(demo, copy, 'UNDERSTOOD', 'CALL_ME');
  await expect.poll(async () => (await handedIn()).map(({ body }) => body.understood ?? 'CALL_ME')).toEqual(['PARTLY', 'CALL_ME', 'NO']);
  expect((await handedIn())[1]?.body.request).toMatchObject({ spokenLanguage: language, interpreter: language !== 'nb' });

  const desk = await openDesk(browser, demo, 'ingrid', copy);
  const seen = desk.locator('.understood-card');
  await expect(seen).toHaveCount(2);
  await expect(seen.first()).toContainText(nb('talk.understood.PARTLY'));
  await expect(seen.last()).toContainText(nb('talk.understood.NO'));
  await expect(seen.last()).toContainText(title);
  await expect(desk.locator('.request').filter({ hasText: nb('ask.CALL_ME') })).toBeVisible();
  await desk.context().close();
});

test('a long list with lists in it is printed across pages, beginning where there is room', async ({ page, demo }, info) => {
  await loginCitizen(page, 'ayan');
  await expect(page).toHaveURL(/\/case\//);
  const copy = copyOf(page);
  const items = Array.from({ length: 70 }, (_, i) => `<li>Punkt ${i + 1} av mange</li>`).join('');
  const text = `<h1 id="a">Referat</h1><p id="b">Dette ble vi enige om.</p><ul id="c"><li>Alt sammen<ul>${items}</ul></li></ul>`;
  const { entryId } = await inFagsystem<{ entryId: string }>(demo, 'fjordvik', copy, 'release', {
    title: { nb: 'Langt referat' },
    dokumenttype: 'MOTEREFERAT',
    texts: { nb: text },
    formats: { nb: 'HTML' },
  });
  await page.goto(`/case/${copy}/documents/${entryId}`);
  await expect(page.getByText('Punkt 70 av mange')).toBeAttached();
  const path = info.outputPath('paper.pdf');
  await page.pdf({ path, format: 'A4' });
  const { pages } = await readPaper(path);
  expect(pages[0]).toContain('Dette ble vi enige om.');
  expect(pages[0]).toContain('Punkt 1 av');
  expect(pages.join('')).toContain('Punkt 70 av');
});
