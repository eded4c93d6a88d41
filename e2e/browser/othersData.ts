// Whether a page ever showed one case's data where it says that another is open: everything it shows is noted in each frame that
// is drawn (between two of them the address is a moment ahead of the page, and nobody sees it), and compared with what the portal has answered for each of the cases.
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

interface Shown {
  /** The case copy that the page's address names. */
  copy: string;
  place: string;
  text: string;
}

/** Every text in an answer that is long enough not to stand in another by chance, line by line as pages show it. */
function stringsIn(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    for (const line of value.split('\n')) if (line.trim().length >= 8) found.add(line.trim());
  } else if (value && typeof value === 'object') for (const inner of Object.values(value)) stringsIn(inner, found);
}

export interface CaseWatch {
  /** Goes to a place of a case by a tap on a link, without loading anything anew, and waits until data that is only that case's stands there. */
  visit(copy: string, place: string): Promise<void>;
  /** The same where a case may have nothing of its own: until nothing more is awaited. */
  pass(copy: string, place: string): Promise<void>;
  /** Something that was written in a case. */
  wrote(copy: string, text: string): void;
  /** What was shown of one case where another was open. */
  misplaced(): Promise<string[]>;
}

/** Watches a page from before it has asked for any case. */
export async function watchCases(page: Page): Promise<CaseWatch> {
  const said = new Map<string, Set<string>>();
  const of = (copy: string): Set<string> => {
    if (!said.has(copy)) said.set(copy, new Set());
    return said.get(copy)!;
  };
  page.on('response', async (response) => {
    const copy = /^\/api\/citizen\/cases\/([^/]+)/.exec(new URL(response.url()).pathname)?.[1];
    // What the portal says of a problem is nobody's data: other pages say the same words.
    if (!copy || !response.ok() || response.request().method() !== 'GET' || !response.headers()['content-type']?.includes('json')) return;
    // Whoever goes on to another page breaks off what this one asked for.
    const body: unknown = await response.json().catch(() => undefined);
    stringsIn(body, of(copy));
  });
  /** What only this case has. */
  const own = (copy: string): string[] =>
    [...of(copy)].filter((one) => ![...said].some(([other, strings]) => other !== copy && strings.has(one)));

  await page.addInitScript(() => {
    const shown: Shown[] = [];
    Object.assign(globalThis, { shown });
    let last = '';
    const note = (): void => {
      const [, , copy = '', ...place] = location.pathname.split('/');
      const fields = [...document.querySelectorAll<HTMLInputElement>('main :is(input, textarea)')].map(({ value }) => value);
      const dialogs = [...document.querySelectorAll('dialog')].map((one) => one.textContent);
      const text = [document.title, document.querySelector('main')?.textContent, ...fields, ...dialogs].join('\n');
      if (last === copy + text) return;
      last = copy + text;
      shown.push({ copy, place: place.join('/'), text });
    };
    const frame = (): void => {
      note();
      requestAnimationFrame(frame);
    };
    frame();
  });
  /** All of it, or the last `count`. */
  const shown = (count = 0): Promise<Shown[]> => page.evaluate((last) => (globalThis as unknown as { shown: Shown[] }).shown.slice(-last), count);

  const follow = (copy: string, place: string): Promise<void> =>
    page.evaluate((href) => {
      const link = document.body.appendChild(document.createElement('a'));
      link.href = href;
      link.click();
      link.remove();
    }, `/case/${copy}${place && `/${place}`}`);
  return {
    async visit(copy, place) {
      await follow(copy, place);
      await expect
        .poll(async () => {
          const now = (await shown(1))[0]!;
          return now.copy === copy && now.place === place && own(copy).some((one) => now.text.includes(one));
        }, { intervals: [50, 100], message: `something of its own at ${place || 'the overview'}` })
        .toBe(true);
    },
    async pass(copy, place) {
      await follow(copy, place);
      await expect(page.locator('main').locator('h1, [role=alert]').first()).toBeVisible();
      await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
    },
    wrote: (copy, text) => void of(copy).add(text),
    async misplaced() {
      const wrong = new Set<string>();
      const needles = [...said.keys()].map((copy) => [copy, own(copy)] as const);
      for (const { copy, place, text } of await shown())
        for (const [answered, strings] of needles)
          if (answered !== copy) for (const one of strings) if (text.includes(one)) wrong.add(`${place || 'the overview'}: «${one}»`);
      return [...wrong];
    },
  };
}
