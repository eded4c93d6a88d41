// What a phone's network does to somebody in the middle of something: it goes away, it is slow, it comes back.
import type { CDPSession, Page } from '@playwright/test';

/** Chromium's throttling of one page; one session a page, since each would throttle on its own. */
const sessions = new WeakMap<Page, Promise<CDPSession>>();

function session(page: Page): Promise<CDPSession> {
  let open = sessions.get(page);
  if (!open) {
    open = page.context().newCDPSession(page).then(async (made) => {
      await made.send('Network.enable');
      return made;
    });
    sessions.set(page, open);
  }
  return open;
}

async function throttle(page: Page, latency: number, throughput: number, offline = false): Promise<void> {
  await (await session(page)).send('Network.emulateNetworkConditions', { offline, latency, downloadThroughput: throughput, uploadThroughput: throughput });
}

/** Nothing goes through any more, in all of the page's context, sockets included. */
export async function cut(page: Page): Promise<void> {
  await page.context().setOffline(true);
  // A page that was slow is throttled by a session of its own, which would let it through.
  if (sessions.has(page)) await throttle(page, 0, -1, true);
}

/** The same in the middle of something: Chromium lets what is under way come to its end, a phone's network doesn't. */
export async function breakOff(page: Page): Promise<void> {
  await page.evaluate(() => stop());
  await cut(page);
}

/** As with one bar of reception: 400 ms there and back, 50 kB a second. */
export async function slow(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await throttle(page, 400, 50_000);
}

/** As before. */
export async function restore(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await throttle(page, 0, -1);
}
