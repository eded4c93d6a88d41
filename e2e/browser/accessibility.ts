// What a page must be for whoever sees, hears or taps it: no wider than its screen, and nothing that axe finds.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Which of axe's rules are asked: all, those of colours, which take it longest, or the others. */
export type Rules = 'all' | 'colours' | 'others';

const ofColours = ['color-contrast', 'link-in-text-block'];

/** The page's own letters are there, and nothing is on its way from one look to another, where its colours are neither. */
export async function expectStill(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)).toBe(0);
}

/** Nothing reaches out of the screen; a failure says what does. */
export async function expectWithinScreen(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 || e.getBoundingClientRect().left < -1)
      .map((e) => `${e.tagName}.${e.className}`)
      .concat(`${root.scrollWidth} px`);
  });
  expect.soft(wide, `${what}: wider than the screen`).toEqual([]);
}

/** axe finds nothing on the page as it is now. */
export async function expectSound(page: Page, what: string, rules: Rules = 'all'): Promise<void> {
  // One page without frames: nothing has to be gathered in another one.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules === 'colours' ? axe.withRules(ofColours) : rules === 'others' ? axe.disableRules(ofColours) : axe).analyze();
  const told = violations.flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.html.slice(0, 200)} (${n.failureSummary?.split('\n')[1]?.trim()})`));
  expect.soft(told, what).toEqual([]);
}
