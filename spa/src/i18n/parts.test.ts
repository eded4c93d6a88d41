// Words that are on their way: a page is never shown without its own, nor in a language that isn't the screen's.
import { beforeEach, expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import type { Catalogue } from './catalogue.ts';

type Load = { arrive: () => void; fail: () => void; words: Promise<{ default: Catalogue }> };
const line = vi.hoisted(() => ({ asked: new Map<string, Load>() }));

vi.mock('virtual:catalogues', () => {
  const load = (language: string, part: string, words: Catalogue) => () => {
    let arrive = () => {};
    let fail = () => {};
    const coming = new Promise<{ default: Catalogue }>((resolve, reject) => {
      arrive = () => resolve({ default: words });
      fail = () => reject(new Error('the line was cut'));
    });
    line.asked.set(`${language} ${part}`, { arrive, fail, words: coming });
    return coming;
  };
  const of = (part: string, key: string) => ({
    nb: load('nb', part, { [key]: `${part} på norsk` }),
    pl: load('pl', part, { [key]: `${part} po polsku` }),
  });
  return { default: { core: of('core', 'nav.home'), views: of('views', 'views.lead') } };
});

let catalogue: typeof import('./catalogue.ts');

const arrives = async (what: string) => {
  await eventually(() => expect([...line.asked.keys()]).toContain(what));
  line.asked.get(what)?.arrive();
};
const settled = async (promise: Promise<unknown>) => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setTimeout(resolve));
  return done;
};

beforeEach(async () => {
  line.asked.clear();
  vi.resetModules();
  catalogue = await import('./catalogue.ts');
  const shown = catalogue.showLanguage('nb');
  await arrives('nb core');
  await shown;
});

const open = () => catalogue.withWords(['views'], async () => 'the page')();

test('the first page needs the core only, another one waits for its part', async () => {
  expect(catalogue.t('nav.home')).toBe('core på norsk');
  expect([...line.asked.keys()]).toEqual(['nb core']);
  const page = open();
  expect(await settled(page)).toBe(false);
  await arrives('nb views');
  expect(await page).toBe('the page');
  expect(catalogue.t('views.lead')).toBe('views på norsk');
});

test('another language comes with the parts in use', async () => {
  const page = open();
  await arrives('nb views');
  await page;
  const shown = catalogue.showLanguage('pl');
  await arrives('pl core');
  expect(await settled(shown)).toBe(false);
  expect(catalogue.t('views.lead')).toBe('views på norsk');
  await arrives('pl views');
  await shown;
  expect([catalogue.t('nav.home'), catalogue.t('views.lead')]).toEqual(['core po polsku', 'views po polsku']);
});

test('a page that opens while the language changes has its words in both', async () => {
  const shown = catalogue.showLanguage('pl');
  const page = open();
  await arrives('nb views');
  expect(await settled(page)).toBe(false);
  await arrives('pl views');
  await page;
  expect([catalogue.t('nav.home'), catalogue.t('views.lead')]).toEqual(['core på norsk', 'views på norsk']);
  await arrives('pl core');
  await shown;
  expect([catalogue.t('nav.home'), catalogue.t('views.lead')]).toEqual(['core po polsku', 'views po polsku']);
});

test('a language asked for while a page waits for its words is waited for too', async () => {
  const page = open();
  const shown = catalogue.showLanguage('pl');
  await arrives('pl core');
  await shown;
  await arrives('nb views');
  expect(await settled(page)).toBe(false);
  await arrives('pl views');
  await page;
  expect(catalogue.t('views.lead')).toBe('views po polsku');
});

test('words that don’t come keep the page away, and nothing else', async () => {
  const page = open();
  await eventually(() => expect(line.asked.has('nb views')).toBe(true));
  line.asked.get('nb views')?.fail();
  await expect(page).rejects.toThrow('cut');
  const shown = catalogue.showLanguage('pl');
  await arrives('pl core');
  await shown;
  expect(catalogue.t('nav.home')).toBe('core po polsku');
  const again = open();
  await arrives('pl views');
  await again;
  expect(catalogue.t('views.lead')).toBe('views po polsku');
});
