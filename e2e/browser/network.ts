// What a phone's network does to somebody in the middle of something: it goes away, it is slow, it comes back.
import type { CDPSession, Page, Route } from '@playwright/test';

/** Who throttles a page; nobody does while it is as usual or cut off, since each would say for itself whether there is a line. */
const sessions = new WeakMap<Page, CDPSession>();

async function unthrottle(page: Page): Promise<void> {
  await sessions.get(page)?.detach();
  sessions.delete(page);
}

/** Nothing goes through any more, in all of the page's context, sockets included. */
export async function cut(page: Page): Promise<void> {
  await unthrottle(page);
  await page.context().setOffline(true);
}

/** The same in the middle of something: Chromium lets what is under way come to its end, a phone's network doesn't. */
export async function breakOff(page: Page): Promise<void> {
  await page.evaluate(() => stop());
  await cut(page);
}

/** As with one bar of reception: 400 ms there and back, 50 kB a second. */
export async function slow(page: Page): Promise<void> {
  await unthrottle(page);
  await page.context().setOffline(false);
  const throttling = await page.context().newCDPSession(page);
  sessions.set(page, throttling);
  await throttling.send('Network.enable');
  await throttling.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 });
}

/** As before. The page hears once that there is a line, when there is one. */
export async function restore(page: Page): Promise<void> {
  await unthrottle(page);
  await page.context().setOffline(false);
}

/** What goes to `address` isn't on its way before `work` is done: what a page shows meanwhile can't be over before it is looked at. */
export async function held(page: Page, address: RegExp, work: () => Promise<void>): Promise<void> {
  let letGo = (): void => undefined;
  const over = new Promise<void>((resolve) => (letGo = resolve));
  const hold = async (route: Route): Promise<void> => {
    await over;
    await route.continue();
  };
  await page.route(address, hold);
  await work().finally(letGo);
  await page.unroute(address, hold);
}
