// What is being written is on the server: visible as saved, the same on the phone and the PC, and whatever ends the writing
// loses at most its last second.
import type { Browser, Page, Route } from '@playwright/test';
import { expect, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { copyOf, openConversation, stored } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);

/** A letter is typed so often, by the page's own clock. */
const letterEvery = 40;
/** As many letters are typed between a save and the moment it leaves the phone. */
const lettersOnTheWay = 5;

interface Writing {
  stop: () => Promise<void>;
  /** Waits until so many letters are there. */
  typed: (length: number) => Promise<void>;
  /** Does something between two letters, and says how many were there then. */
  between: (work: () => Promise<unknown>) => Promise<number>;
}

/**
 * Writes without a rest until it is stopped; never pausing is what a save that waits for a pause would miss. The page's clock
 * goes by the letters, and a save is on its way for some of them: how fast this machine is decides nothing of what is lost.
 */
async function writeOn(page: Page): Promise<Writing> {
  const gone: { atLength: number; route: Route }[] = [];
  let length = 0;
  let on = true;
  const leave = async (until = Infinity): Promise<void> => {
    while (gone[0] && gone[0].atLength <= until) {
      const { route } = gone.shift()!;
      const answered = route.request().response();
      await route.fallback();
      await answered;
    }
  };
  const hold = (route: Route): void => void gone.push({ atLength: length + lettersOnTheWay, route });
  await page.route(/\/conversation\/draft$/, hold);
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
  const letter = async (): Promise<void> => {
    await page.keyboard.press('abcdefghij'[length % 10]!);
    length += 1;
    await page.clock.runFor(letterEvery);
    await leave(length);
  };
  let last: Promise<unknown> = Promise.resolve();
  const next = (work: () => Promise<unknown>): Promise<unknown> => (last = last.then(work));
  const write = async (): Promise<void> => {
    while (on) await next(letter);
  };
  // A page that dies takes what is under way along.
  const running = write().catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
  return {
    stop: async () => {
      on = false;
      await running;
      if (page.isClosed()) return;
      await page.clock.resume();
      await page.unroute(/\/conversation\/draft$/, hold);
      await leave();
    },
    typed: (least) => expect.poll(() => length, { timeout: 60_000 }).toBeGreaterThan(least),
    between: async (work) => {
      await next(work);
      return length;
    },
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

/** How long before the letter `end` the first one was written that isn't in `kept`. */
const lost = (kept: string, end: number): number => Math.max(0, end - kept.length - 1) * letterEvery;

test('a tab that dies in the middle of a word loses at most its last second', async ({ page, browser, demo }) => {
  const talk = await openConversation(page, 'nina', language);
  await talk.field.fill('');
  await talk.field.focus();
  const writing = await writeOn(page);
  await writing.typed(45);
  // Without any of a page's last events, as when a phone kills the browser.
  const end = await writing.between(() => page.close());
  await writing.stop();
  const kept = await elsewhere(browser, demo, 'nina');
  expect(kept).toBe('abcdefghij'.repeat(20).slice(0, kept.length));
  expect(lost(kept, end)).toBeLessThanOrEqual(1000);
});

test('a line that goes loses at most the last second elsewhere, nothing here, and it is seen what isn’t saved', async ({ page, browser, demo }) => {
  const talk = await openConversation(page, 'odd', language);
  await talk.field.fill('');
  await talk.field.focus();
  const writing = await writeOn(page);
  await writing.typed(45);
  const end = await writing.between(() => cut(page));
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
  await talk.field.focus();
  const writing = await writeOn(page);
  await writing.typed(45);
  const end = await writing.between(async () => {
    const status = await other.evaluate(() => fetch('/api/citizen/logins/end-others', { method: 'POST', headers: { 'X-Portal': '1' } }).then((r) => r.status));
    expect(status).toBeLessThan(300);
  });
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
