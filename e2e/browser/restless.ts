// A machine on which nothing takes as long as it did before: it finds the stories, and the pages, that rely on it.
import type { BrowserContext, Page } from '@playwright/test';

const upTo = (most: number): number => Math.random() * most;

async function slowed(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 + upTo(4) });
}

/** Each page's processor is up to five times as slow, and each request to the portal's API leaves up to half a second late: they overtake each other. */
export async function restless(context: BrowserContext): Promise<void> {
  context.on('page', (page) => void slowed(page).catch(() => undefined));
  await context.route('**/api/**', async (route) => {
    await new Promise((late) => setTimeout(late, upTo(500)));
    // Whoever has left the page meanwhile needs no answer.
    await route.fallback().catch(() => undefined);
  });
}
