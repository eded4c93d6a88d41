// Reading a document: by oneself, and with somebody beside one who shall see nothing else.
import type { Page } from '@playwright/test';
import { readSource } from '../documents/source.ts';
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { copyOf, goTo, inFagsystem, names, stored, tapTool } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);
/** The language of whoever gets the phone: its letters, and words of the decision as somebody looks for them. */
const beside = language === 'nb'
  ? { language: 'ar', name: 'العربية', dir: 'rtl', sought: 'القضيه' }
  : language === 'ar'
    ? { language: 'pl', name: 'Polski', dir: 'ltr', sought: 'mozesz zlozyc odwolanie' }
    : { language: 'ar', name: 'العربية', dir: 'rtl', sought: 'القضيه' };
const b = words(beside.language);
const { title } = readSource('vedtak-hjelpetiltak');

/** A device with a voice of its own for the helper's language, and one for the reader's that would send the text away. */
async function withVoices(page: Page) {
  await page.addInitScript(([near, far]) => {
    const voice = (lang: string, localService: boolean) => ({ lang, localService, name: lang, voiceURI: lang, default: false });
    const said: string[] = [];
    Object.assign(window, { said, SpeechSynthesisUtterance: class { constructor(readonly text: string) {} } });
    let current: { text: string; onend?: () => void } | null = null;
    Object.assign(window, { sayOn: () => current?.onend?.() });
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => [voice(near!, true), voice(far!, false)],
        speak: (one: { text: string }) => {
          current = one;
          said.push(one.text);
        },
        cancel: () => {
          current = null;
        },
        addEventListener() {},
        removeEventListener() {},
      },
    });
  }, [beside.language, language]);
}

const pair = (page: Page, id: string) => page.locator(`[data-block="${id}"]`);
const top = async (page: Page, id: string) => Math.round((await pair(page, id).boundingBox())?.y ?? Number.NaN);

const half = (page: Page, id: string, of: string) => pair(page, id).locator(`[lang="${of}"]`).first();

/** On a phone: the switch keeps the paragraph in its place, a tap shows its counterpart. */
async function oneTapApart(page: Page): Promise<void> {
  await expect(half(page, 'b14', 'nb')).toBeHidden();
  const before = await top(page, 'b14');
  await pair(page, 'b14').click({ position: { x: 4, y: 4 } });
  await expect(half(page, 'b14', 'nb')).toBeVisible();
  await expect(half(page, 'b14', beside.language)).toBeVisible();
  expect(await top(page, 'b14')).toBe(before);
  await pair(page, 'b14').click({ position: { x: 4, y: 4 } });
  await expect(half(page, 'b14', 'nb')).toBeHidden();
  const norwegian = page.getByRole('group', { name: b('reader.switch') }).getByRole('button', { name: /bokmål/ });
  // The pointer's own way there scrolls the page a little; a finger doesn't.
  await norwegian.click({ trial: true });
  const reading = await page.evaluate(() => {
    const bar = document.querySelector('.reader-sticky')?.getBoundingClientRect().bottom ?? 0;
    const row = [...document.querySelectorAll<HTMLElement>('[data-block]')].find((one) => one.getBoundingClientRect().bottom > Math.max(150, bar));
    return row?.dataset.block ?? '';
  });
  const at = await top(page, reading);
  await norwegian.click();
  await expect(half(page, reading, 'nb')).toBeVisible();
  await expect(half(page, reading, beside.language)).toBeHidden();
  // Within half a line: the eye finds it where it was.
  expect(Math.abs((await top(page, reading)) - at)).toBeLessThan(12);
}

/** On a wide screen: both at once, beginning level, the translation where its readers begin to read. */
async function sideBySide(page: Page): Promise<void> {
  const [theirs, norwegian] = await Promise.all([beside.language, 'nb'].map(async (of) => (await half(page, 'b14', of).boundingBox())!));
  expect(Math.abs(theirs!.y - norwegian!.y)).toBeLessThan(12);
  expect(theirs!.x < norwegian!.x).toBe(beside.dir === 'ltr');
  const before = await top(page, 'b14');
  await pair(page, 'b14').click({ position: { x: 4, y: 4 } });
  await expect(pair(page, 'b14')).toHaveAttribute('data-marked');
  expect(await top(page, 'b14')).toBe(before);
  await pair(page, 'b14').click({ position: { x: 4, y: 4 } });
  await expect(pair(page, 'b14')).not.toHaveAttribute('data-marked');
}

test('a father hands his phone to an interpreter: one decision in two languages, and no way to anything else', async ({ page, context }) => {
  await withVoices(page);
  await loginCitizen(page, 'omar');
  await expect(page.getByRole('navigation', { name: w('nav.label') })).toBeVisible();
  const home = new URL(page.url()).pathname;
  const caseCopyId = copyOf(page);
  const other = await context.newPage();
  await other.goto(`${home}/conversation`);
  await expect(other.getByRole('textbox', { name: w('talk.field') })).toBeVisible();

  await test.step('the decision: a hard word is explained, and a voice that isn’t on the device isn’t offered', async () => {
    await goTo(page, 'documents', language);
    await page.getByRole('main').getByRole('link').filter({ hasText: w('type.DECISION') }).first().click();
    await expect(pair(page, 'b3')).toBeVisible();
    const hard = page.locator('.hard-word').filter({ visible: true });
    await (language === 'nb' ? hard.filter({ hasText: /^vedtaket$/ }) : hard).first().click();
    await expect(page.getByRole('dialog').getByRole('heading', { name: language === 'nb' ? 'vedtak' : /./ })).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: w('common.close') }).click();
    await expect(page.getByRole('button', { name: w('reader.aloud') })).toHaveCount(0);
    // On paper there are no buttons and nothing of the frame.
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button')).toHaveCount(await page.locator('.hard-word').filter({ visible: true }).count());
    await expect(pair(page, 'b3')).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  });

  await test.step('he shows only this, on a slow line; a first try that doesn’t come through costs nothing', async () => {
    await tapTool(page, 'reader.only', language);
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(w('reader.onlyBack'))).toBeVisible();
    await cut(page);
    await dialog.getByRole('button', { name: w('reader.onlyDo') }).click();
    await expect(dialog.getByText(w('failure.offline'))).toBeVisible();
    await slow(page);
    await dialog.getByRole('button', { name: w('reader.onlyDo') }).click();
    await page.waitForURL('**/only');
    await expect(page.getByText(w('reader.onlyNow'))).toBeVisible();
    await restore(page);
    await expect(pair(page, 'b3')).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByText('Ingrid Solbakken')).toHaveCount(await page.locator('.pairs').getByText('Ingrid Solbakken').count());
    expect(await stored(page)).not.toContain(caseCopyId);
    // What stood open beside it is over at once.
    await expect(other.getByRole('textbox', { name: w('talk.field') })).toHaveCount(0);
  });

  await test.step('in the helper’s language, beside the Norwegian or one tap from it, and the paragraph stays in its place', async () => {
    await page.getByRole('button', { name: new RegExp(w('language.choose')) }).click();
    await page.getByRole('dialog').getByRole('button', { name: beside.name }).click();
    await expect(page.locator('html')).toHaveAttribute('dir', beside.dir);
    await expect(page.getByText(b('reader.norwegianCounts'))).toBeVisible();
    await cut(page);
    await pair(page, 'b14').scrollIntoViewIfNeeded();
    await page.evaluate(() => document.querySelector('[data-block="b14"]')?.scrollIntoView({ block: 'center' }));
    await (page.viewportSize()!.width < 900 ? oneTapApart(page) : sideBySide(page));
  });

  await test.step('without a line it is read aloud by the voice that is there, followed, searched and made larger', async () => {
    await page.getByRole('button', { name: b('reader.aloud') }).click();
    const spoken = page.locator('[data-spoken]');
    await expect(spoken).toHaveAttribute('data-block', 'b1');
    await page.evaluate('sayOn()');
    await expect(spoken).toHaveAttribute('data-block', 'b2');
    expect(await page.evaluate<string[]>('said')).toContain(title[beside.language]);
    await page.getByRole('button', { name: b('reader.aloudStop'), exact: true }).click();
    await expect(spoken).toHaveCount(0);
    await page.getByRole('button', { name: b('reader.find') }).click();
    await page.getByRole('searchbox').fill(beside.sought);
    await expect(page.locator('[data-found]')).toBeInViewport();
    await page.getByRole('searchbox').press('Escape');
    const size = () => page.locator(`.half[lang="${beside.language}"]`).first().evaluate((half) => Number.parseFloat(getComputedStyle(half).fontSize));
    const small = await size();
    await page.getByRole('button', { name: b('reader.look') }).click();
    await page.getByRole('button', { name: b('reader.larger') }).click();
    await expect.poll(size).toBeGreaterThan(small);
    await restore(page);
  });

  await test.step('nothing else opens: not by going back, not by an address, not by what the page could ask', async () => {
    for (const path of [`/api/citizen/cases/${caseCopyId}/conversation`, `/api/citizen/cases/${caseCopyId}/entries`, '/api/citizen/me'])
      expect((await page.request.get(path)).status(), path).toBe(401);
    const logIn = page.getByRole('link', { name: new RegExp(`${w('login.button')}|${b('login.button')}`) });
    for (const go of [() => page.goBack(), () => page.goto(home)]) {
      await go();
      await expect(logIn).toBeVisible();
      await expect(page.getByRole('navigation')).toHaveCount(0);
    }
    await page.goto('/only');
    await expect(page.locator('.only-end')).toBeVisible();
    // The way out asks who one is, although he logged in a minute ago.
    await page.goto('/login');
    await expect(page).toHaveURL(/127\.0\.0\.1/);
    await loginCitizen(page, 'omar');
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await page.goto('/only');
    await page.waitForURL(/\/case\//);
  });
});

test('a document is withdrawn while somebody else reads it on one’s phone: the page says so by itself, and shows nothing else', async ({ page, demo }) => {
  const copy = (await names(demo, 'fjordvik')).copies['layla/omar']!;
  const [title, words_] = ['Brev om besøkene', 'Vi foreslår to kvelder i uken.'];
  const { entryId } = await inFagsystem<{ entryId: string }>(demo, 'fjordvik', copy, 'release', { title: { nb: title }, language: 'nb', texts: { nb: `{#one}\n${words_}\n` } });
  await loginCitizen(page, 'omar');
  await page.goto(`/case/${copy}/documents/${entryId}`);
  await tapTool(page, 'reader.only', language);
  await page.getByRole('dialog').getByRole('button', { name: w('reader.onlyDo') }).click();
  await page.waitForURL('**/only');
  await expect(page.getByText(words_)).toBeVisible();

  // The page asks by itself, every five seconds.
  await inFagsystem(demo, 'fjordvik', copy, `entries/${entryId}/withdraw`);
  await expect(page.getByRole('alert')).toContainText(w('pdf.goneTitle'));
  for (const gone of [title, words_]) await expect(page.getByText(gone)).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page).toHaveURL(/\/only$/);
  expect(await stored(page)).not.toContain(copy);
  for (const path of [`/api/citizen/cases/${copy}/conversation`, `/api/citizen/cases/${copy}/entries`, '/api/citizen/me'])
    expect((await page.request.get(path)).status(), path).toBe(401);
  // Nor is it there after a reload: what is left is the way out.
  await page.reload();
  await expect(page.getByText(words_)).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
});
