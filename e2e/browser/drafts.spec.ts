// What is being written is on the server: visible as saved, the same on the phone and the PC, and whatever ends the writing
// loses at most its last second.
import type { Browser, Page } from '@playwright/test';
import { expect, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { copyOf, openConversation, stored } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);

/** Notes when the field first had each length, so that it can be said how old the oldest lost letter was. */
async function timeLetters(page: Page): Promise<void> {
  await page.exposeFunction('letterTyped', (length: number) => {
    times[length] ??= Date.now();
  });
  await page.evaluate(() => {
    const told = (globalThis as unknown as { letterTyped: (length: number) => void }).letterTyped;
    document.querySelector('textarea')?.addEventListener('input', (event) => told((event.target as HTMLTextAreaElement).value.length));
  });
}
let times: number[] = [];

/** Writes without a rest until it is stopped; never pausing is what a save that waits for a pause would miss. */
function writeOn(page: Page): { stop: () => Promise<void>; typed: (length: number) => Promise<void> } {
  let on = true;
  times = [];
  const running = (async () => {
    for (let i = 0; on; i += 1) {
      const done = await page.keyboard.press('abcdefghij'[i % 10]!, { delay: 40 }).then(() => true, () => false);
      if (!done) return;
    }
  })();
  return {
    stop: () => {
      on = false;
      return running;
    },
    typed: (length) => expect.poll(() => times.length, { timeout: 30_000 }).toBeGreaterThan(length),
  };
}

/** What another device of the same person has in the field. */
async function elsewhere(browser: Browser, demo: Demo, who: string, child?: string): Promise<string> {
  const other = await (await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' })).newPage();
  const talk = await openConversation(other, who, language, child);
  await expect(talk.field).not.toHaveValue('');
  const text = await talk.field.inputValue();
  await other.context().close();
  return text;
}

/** How long before `end` the first letter was written that isn't in `kept`. */
function lost(kept: string, end: number): number {
  const first = times[kept.length + 1];
  return first === undefined ? 0 : end - first;
}

test('a tab that dies in the middle of a word loses at most its last second', async ({ page, browser, demo }) => {
  const talk = await openConversation(page, 'nina', language);
  await talk.field.fill('');
  await timeLetters(page);
  await talk.field.focus();
  const writing = writeOn(page);
  await writing.typed(45);
  // Without any of a page's last events, as when a phone kills the browser.
  await page.close();
  const end = Date.now();
  await writing.stop();
  const kept = await elsewhere(browser, demo, 'nina');
  expect(kept).toBe('abcdefghij'.repeat(20).slice(0, kept.length));
  expect(lost(kept, end)).toBeLessThanOrEqual(1000);
});

test('a line that goes loses at most the last second elsewhere, nothing here, and it is seen what isn’t saved', async ({ page, browser, demo }) => {
  const talk = await openConversation(page, 'odd', language);
  await talk.field.fill('');
  await timeLetters(page);
  await talk.field.focus();
  const writing = writeOn(page);
  await writing.typed(45);
  await cut(page);
  const end = Date.now();
  await expect(talk.saved).toHaveText(w('draft.notSaved'));
  await writing.stop();
  const kept = await elsewhere(browser, demo, 'odd');
  expect(lost(kept, end)).toBeLessThanOrEqual(1000);
  const here = await talk.field.inputValue();
  expect(here.length).toBeGreaterThan(kept.length);
  expect(here.startsWith(kept)).toBe(true);
  expect(await stored(page)).not.toContain('abcdefghij');

  // Back, and on one bar of reception: saved without anybody doing anything.
  await slow(page);
  await expect(talk.saved).toHaveText(w('draft.saved'));
  await restore(page);
  expect(await elsewhere(browser, demo, 'odd')).toBe(here);
});

test('a session that is ended elsewhere in the middle of a word loses at most the last second', async ({ page, browser, demo }) => {
  const other = await (await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' })).newPage();
  await openConversation(other, 'berit', language);
  const talk = await openConversation(page, 'berit', language);
  await talk.field.fill('');
  await timeLetters(page);
  await talk.field.focus();
  const writing = writeOn(page);
  await writing.typed(45);
  const status = await other.evaluate(() => fetch('/api/citizen/logins/end-others', { method: 'POST', headers: { 'X-Portal': '1' } }).then((r) => r.status));
  const end = Date.now();
  expect(status).toBeLessThan(300);
  await expect(page.getByRole('heading', { name: w('sorry.session-ended.title') })).toBeVisible();
  await writing.stop();
  expect(await stored(page)).not.toContain('abcdefghij');
  await other.context().close();
  const kept = await elsewhere(browser, demo, 'berit');
  expect(kept).toBe('abcdefghij'.repeat(20).slice(0, kept.length));
  expect(lost(kept, end)).toBeLessThanOrEqual(1000);
});

test('begun on the phone, it is on the PC when one turns to it, and gone on both when sent', async ({ page, browser, demo }) => {
  const pc = await (await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', viewport: { width: 1280, height: 800 } })).newPage();
  const there = await openConversation(pc, 'katarzyna', language);
  const here = await openConversation(page, 'katarzyna', language);
  expect(copyOf(pc)).toBe(copyOf(page));
  const [begun, whole] = ['Zaczęte w telefonie', 'Zaczęte w telefonie, skończone na komputerze'];
  /** What the server has: "saved" may still be said of what stood there before. */
  const onServer = async () => {
    const answer = await page.request.get(`/api/citizen/cases/${copyOf(page)}/conversation/draft`);
    return ((await answer.json()) as { text: string }).text;
  };
  await here.field.fill(begun);
  await expect.poll(onServer).toBe(begun);
  await expect(here.saved).toHaveText(w('draft.saved'));
  /** Somebody turns to a device, as a browser tells a page. */
  const turnTo = (device: Page) => device.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await turnTo(pc);
  await expect(there.field).toHaveValue(begun);
  await expect(there.saved).toHaveText(w('draft.saved'));
  await there.field.press('End');
  await pc.keyboard.type(', skończone na komputerze');
  await expect.poll(onServer).toBe(whole);
  await expect(there.saved).toHaveText(w('draft.saved'));
  await turnTo(page);
  await expect(here.field).toHaveValue(whole);
  await there.send.click();
  await expect(there.field).toHaveValue('');
  await expect(there.saved).toHaveText('');
  // Gone on the phone too, where it stood a moment ago, and there as one message.
  await turnTo(page);
  await expect(here.field).toHaveValue('');
  await expect(here.saved).toHaveText('');
  await expect(here.message(whole)).toHaveCount(1);
  await expect.poll(onServer).toBe('');
  await page.reload();
  await expect(here.message(whole)).toHaveCount(1);
  await expect(here.field).toHaveValue('');
  await pc.context().close();
});
