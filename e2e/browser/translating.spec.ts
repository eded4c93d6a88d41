// A document in a language that one doesn't read, and a paragraph in which something is wrong: asked for and said on a phone
// whose network goes, decided in the fagsystem and by the contact person, and never told to whom it doesn't concern.
import type { Browser, Page } from '@playwright/test';
import { readSource } from '../documents/source.ts';
import { type Demo, expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore } from './network.ts';
import { copyOf, expectNarrow, goTo, inFagsystem, names, openDesk, stored, tap, tapTool } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

type Released = { entryId: string; documentId: string };

async function person(browser: Browser, demo: Demo, who: string, at: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: demo.portalUrl, locale: language });
  const page = await context.newPage();
  await loginCitizen(page, who);
  await page.goto(at);
  return page;
}

test('a translation is asked for once, is ordered and expected, comes while nobody looks, and the phone tells so once', async ({ page, browser, demo }) => {
  const { copies } = await names(demo, 'fjordvik');
  const copy = copies['ayan/hodan']!;
  const { entryId, documentId } = await inFagsystem<Released>(demo, 'fjordvik', copy, 'release', {
    title: { so: 'Warqad' }, language: 'so', texts: { so: '{#one}\nWaan kula soo xiriiri doonnaa.\n' },
  });
  const at = `/case/${copy}/documents/${entryId}`;
  await loginCitizen(page, 'hodan');
  await page.goto(at);
  const ask = page.getByRole('button', { name: w('texts.ask') });
  await ask.click();
  await cut(page);
  await page.getByRole('button', { name: w('texts.askDo') }).click();
  await expect(page.getByText(w('ask.tapFailedOffline'))).toBeVisible();
  await restore(page);
  await page.getByRole('button', { name: w('texts.askDo') }).click();
  await expect(page.getByText(around(w('texts.state.ASKED')))).toBeVisible({ timeout: 30_000 });
  // On another device there is nothing more to ask.
  const other = await person(browser, demo, 'hodan', at);
  await expect(other.getByText(around(w('texts.state.ASKED')))).toBeVisible();
  await expect(other.getByRole('button', { name: w('texts.ask') })).toHaveCount(0);
  await other.goto(`/case/${copy}/documents`);
  const row = other.getByRole('listitem').filter({ hasText: 'Warqad' });
  await expect(row).toContainText(around(w('documents.translation.ASKED')));

  const order = `documents/${documentId}/translations/${language}`;
  await inFagsystem(demo, 'fjordvik', copy, order, { state: 'INTERPRETER' });
  await expect(page.getByText(w('texts.state.INTERPRETER'))).toBeVisible({ timeout: 30_000 });
  await expect(row).toContainText(w('documents.translation.INTERPRETER'), { timeout: 30_000 });
  await expect(page.getByRole('link', { name: w('ask.CALL_ME') })).toBeVisible();
  await inFagsystem(demo, 'fjordvik', copy, order, { state: 'ORDERED', expectedOn: '2027-01-15' });
  await expect(page.getByText(around(w('texts.expected')))).toBeVisible({ timeout: 30_000 });
  await expect(row).toContainText(around(w('documents.translation.EXPECTED')), { timeout: 30_000 });
  await other.context().close();

  const told = demo.phones.notifications('hodan').length;
  await page.goto('about:blank');
  const paragraphs = Array.from({ length: 40 }, (_, i) => `\nAkapit ${i + 1}.\n`).join('');
  const translatedAs = (first: string) => inFagsystem(demo, 'fjordvik', copy, `documents/${documentId}/texts`, { language, content: `{#one}\n${first}\n${paragraphs}` });
  await translatedAs('Przetłumaczony akapit.');
  await demo.phones.waitFor('hodan', told + 1, 90_000);
  await page.goto(at);
  await expect(page.getByText('Przetłumaczony akapit.')).toBeVisible();
  await expect(page.getByText(w('texts.state.AVAILABLE'))).toBeVisible();
  expect(demo.phones.notifications('hodan')).toHaveLength(told + 1);

  // It is mended while somebody is far down in it: they are told where they read, and taken to where it is said for good.
  await page.getByText('Akapit 40.').scrollIntoViewIfNeeded();
  const begins = page.getByRole('status').filter({ hasText: w('reader.translationChangedTitle') });
  await translatedAs('Poprawiony akapit.');
  const here = page.locator('.told-here');
  await expect(here).toBeVisible({ timeout: 30_000 });
  await expect(here).toBeInViewport({ ratio: 1 });
  await expect(here).toContainText(w('reader.translationChangedTitle'));
  await expect(page.getByText('Przetłumaczony akapit.')).toHaveCount(0);
  await expect(begins).not.toBeInViewport();
  await tap(here.getByRole('button', { name: w('reader.toStart') }));
  await expect(begins).toBeInViewport({ ratio: 1 });
  await expect(here).toHaveCount(0);
  await expect(page.getByText('Poprawiony akapit.')).toBeVisible();
  // And taken away: what is left is the original.
  await page.getByText('Akapit 40.').scrollIntoViewIfNeeded();
  await inFagsystem(demo, 'fjordvik', copy, `documents/${documentId}/texts/${language}/withdraw`);
  await expect(page.getByRole('status').filter({ hasText: w('reader.translationGoneTitle') })).toContainText(w('reader.translationGone'), { timeout: 30_000 });
  await expect(page.getByText('Poprawiony akapit.')).toHaveCount(0);
  await expect(page.getByText('Waan kula soo xiriiri doonnaa.')).toBeVisible();
  // At last the document is taken out of what it lay in: that stays, and says why nothing else is there.
  await inFagsystem(demo, 'fjordvik', copy, `documents/${documentId}/withdraw`);
  const why = page.getByRole('status').filter({ hasText: w('reader.goneTitle') });
  await expect(why).toContainText(w('pdf.gone'), { timeout: 30_000 });
  await expect(why.getByRole('link', { name: w('pdf.ask') })).toBeVisible();
  await expect(page.getByText('Waan kula soo xiriiri doonnaa.')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Warqad' })).toBeVisible();
});

test('what one parent says is wrong is theirs alone until the contact person confirms it; then the other sees the mark, and not whose it is', async ({ page, browser, demo }) => {
  const { copies } = await names(demo, 'lyngmo');
  const [mother, father] = [copies['jakub/katarzyna']!, copies['jakub/tomasz']!];
  const { entryId, documentId } = await inFagsystem<Released>(demo, 'lyngmo', mother, 'release', {
    title: { so: 'Heshiis' }, language: 'so',
    texts: { so: '{#one}\nKoowaad.\n\n{#two}\nLabaad.\n', [language]: '{#one}\nPierwszy akapit.\n\n{#two}\nDrugi akapit.\n' },
  });
  const shared = await inFagsystem<Released>(demo, 'lyngmo', mother, `documents/${documentId}/share`, { with: father });
  await loginCitizen(page, 'katarzyna');
  await page.goto(`/case/${mother}/documents/${entryId}`);
  await tapTool(page, 'texts.choose', language);
  const second = page.locator('[data-block="two"]');
  await second.getByRole('button', { name: w('texts.here') }).click();
  const dialog = page.getByRole('dialog', { name: w('texts.here') });
  const words_ = 'Nie to ustaliliśmy.';
  await dialog.getByRole('textbox').fill(words_);
  await expect(dialog.getByText(w('draft.saved'))).toBeVisible();
  await cut(page);
  await dialog.getByRole('button', { name: w('texts.send') }).click();
  await expect(dialog.getByText(w('ask.failedOffline'))).toBeVisible();
  await restore(page);
  await dialog.getByRole('button', { name: w('texts.send') }).click();
  await expect(second.getByText(w('texts.mine.MARKED'))).toBeVisible({ timeout: 30_000 });

  const his = await person(browser, demo, 'tomasz', `/case/${father}/documents/${shared.entryId}`);
  await expect(his.getByText('Drugi akapit.')).toBeVisible();
  await expect(his.locator('.mark-wrong, .mark-said')).toHaveCount(0);

  const desk = await openDesk(browser, demo, 'petter', mother);
  await desk.locator('.staff-texts-open:visible').first().click();
  const panel = desk.getByRole('dialog', { name: nb('staff.texts.title') });
  const mark = panel.getByRole('article').filter({ hasText: words_ });
  await expect(mark).toContainText('Drugi akapit.');
  await expect(mark).toContainText('Labaad.');
  await mark.getByRole('button', { name: nb('staff.texts.answer'), exact: true }).click();
  await mark.getByRole('button', { name: nb('staff.texts.send') }).click();
  await expect(mark.getByText(nb('staff.texts.missing'))).toBeVisible();
  await mark.getByLabel(nb('staff.texts.confirm'), { exact: true }).check();
  await mark.getByRole('textbox').fill('Takk, vi retter det.');
  await expect(mark.getByText(nb('draft.saved'))).toBeVisible();
  // What was begun is there again on another page.
  await desk.reload();
  await desk.locator('.staff-texts-open:visible').first().click();
  await mark.getByRole('button', { name: nb('staff.texts.answer'), exact: true }).click();
  await expect(mark.getByRole('textbox')).toHaveValue('Takk, vi retter det.');
  await expect(mark.getByLabel(nb('staff.texts.confirm'), { exact: true })).toBeChecked();
  await mark.getByRole('button', { name: nb('staff.texts.send') }).click();
  await expect(mark).toContainText(nb('staff.texts.state.CONFIRMED'), { timeout: 30_000 });
  await desk.context().close();

  await expect(second).toContainText(w('texts.mine.CONFIRMED'), { timeout: 30_000 });
  await expect(second).toContainText('Takk, vi retter det.');
  const theirs = his.locator('[data-block="two"]');
  await expect(theirs).toContainText(w('reader.wrong'), { timeout: 30_000 });
  await expect(his.locator('.mark-said')).toHaveCount(0);
  await expect(his.getByText(words_)).toHaveCount(0);
  await expect(his.locator('[data-block="one"]')).not.toContainText(w('reader.wrong'));
  // Beside somebody who helps there is the mark, and no way to say anything.
  await tapTool(his, 'reader.only', language);
  await his.getByRole('dialog').getByRole('button', { name: w('reader.onlyDo') }).click();
  await his.waitForURL(/\/only$/);
  await expect(his.locator('[data-block="two"]')).toContainText(w('reader.wrong'));
  await expect(his.getByRole('button', { name: w('texts.choose') })).toHaveCount(0);
  await his.context().close();
});

test('a mother reads her decision in Somali beside the Norwegian, which the portal itself doesn’t speak, asks for another one in it, and whoever helps her reads it, too', async ({ page, demo }) => {
  const so = 'Go\'aankani wuxuu khuseeyaa Ayan Warsame';
  const half = (of: string) => page.locator(`[data-block="b3"] .half[lang="${of}"]`);
  const choice = page.getByRole('group', { name: w('reader.textIn') });
  const chosen = choice.locator('[aria-pressed="true"]');
  const wide = page.viewportSize()!.width >= 900;
  const inSomali = async () => {
    await expect(half('so')).toContainText(so);
    await expect(half('so')).toHaveAttribute('dir', 'ltr');
    await expect(chosen).toHaveAttribute('lang', 'so');
    await expect(page.getByText(/Ordbroen språktjenester/).first()).toBeVisible();
    await expect(half('nb')).toBeVisible({ visible: wide });
    // On a phone the Norwegian is one tap away.
    if (!wide) {
      await tap(page.getByRole('group', { name: w('reader.switch') }).getByRole('button', { name: /bokmål/ }));
      await expect(half('nb')).toBeVisible();
      await expect(half('so')).toBeHidden();
    }
    await expectNarrow(page);
  };
  await loginCitizen(page, 'hodan');
  await goTo(page, 'documents', language);
  await page.locator('li[aria-setsize]').getByRole('link', { name: readSource('vedtak-fritid-ayan').title.nb! }).click();
  await expect(half('nb')).toBeVisible();
  await expect(chosen).toHaveText('Norsk bokmål');
  const somali = choice.getByRole('button', { name: 'Soomaali' });
  await expect(somali).toHaveAttribute('lang', 'so');
  await tap(somali);
  await inSomali();
  // Nothing of it stays in the browser, nor in the address.
  expect(await stored(page)).not.toMatch(/\bso\b|Soomaali/);
  const decision = page.url();

  // A letter that isn't translated: she asks for it in Somali, and reads it when it is here.
  const copy = copyOf(page);
  const { entryId, documentId } = await inFagsystem<Released>(demo, 'fjordvik', copy, 'release', { title: { nb: 'Brev om møtet' }, language: 'nb', texts: { nb: '{#one}\nVi møtes på torsdag.\n' } });
  await page.goto(`/case/${copy}/documents/${entryId}`);
  await tap(page.getByRole('button', { name: w('texts.askOther') }));
  const dialog = page.getByRole('dialog', { name: w('texts.askOther') });
  await dialog.getByLabel(w('texts.whichLanguage')).selectOption({ label: 'Soomaali' });
  await tap(dialog.getByRole('button', { name: w('texts.askDo') }));
  await expect(dialog).toBeHidden();
  const asked = page.getByRole('status').filter({ hasText: 'Soomaali' });
  await expect(asked).toHaveText(w('texts.state.ASKED', { Language: 'Soomaali' }), { timeout: 30_000 });
  await inFagsystem(demo, 'fjordvik', copy, `documents/${documentId}/translations/so`, { state: 'ORDERED', expectedOn: '2027-01-15' });
  await expect(asked).toContainText(around(w('texts.expected')), { timeout: 30_000 });
  await inFagsystem(demo, 'fjordvik', copy, `documents/${documentId}/texts`, { language: 'so', content: '{#one}\nWaxaan kulmaynaa Khamiista.\n' });
  const here = page.getByRole('status').filter({ hasText: w('texts.state.AVAILABLE') });
  await expect(here).toBeVisible({ timeout: 30_000 });
  await tap(here.getByRole('button', { name: 'Soomaali' }));
  await expect(page.getByText('Waxaan kulmaynaa Khamiista.')).toBeVisible();
  await page.goto(decision);
  await expect(half('nb')).toBeVisible();

  await tapTool(page, 'reader.only', language);
  await page.getByRole('dialog').getByRole('button', { name: w('reader.onlyDo') }).click();
  await page.waitForURL('**/only');
  await expect(half('nb')).toBeVisible();
  await tap(somali);
  await inSomali();
});

test('who translated a document is said, and when the original has changed since; a machine’s translation of a decision is never shown', async ({ page, demo }) => {
  const copy = (await names(demo, 'fjordvik')).copies['ayan/hodan']!;
  const release = (more: object) => inFagsystem<Released>(demo, 'fjordvik', copy, 'release', { title: { so: 'Warqad kale' }, language: 'so', texts: { so: '{#one}\nWaan kula soo xiriiri doonnaa.\n' }, ...more });
  const translate = (documentId: string, said: string, provenance: object) =>
    inFagsystem(demo, 'fjordvik', copy, `documents/${documentId}/texts`, { language, content: `{#one}\n${said}\n`, provenance });
  const machine = { kind: 'MACHINE', agency: 'Oversettertjenesten' };
  const main = page.getByRole('main');
  const coming = { timeout: 30_000 };
  /** Whoever reads the original goes on doing so; on a phone the translation that has come is one tap away. */
  const read = async (said: string) => {
    const text = main.getByText(said);
    await expect(text).toBeAttached(coming);
    if (!(await text.isVisible())) await tap(page.getByRole('group', { name: w('reader.switch') }).locator('[aria-pressed="false"]'));
    await expect(text).toBeVisible();
  };

  const letter = await release({});
  await loginCitizen(page, 'hodan');
  await page.goto(`/case/${copy}/documents/${letter.entryId}`);
  await expect(main.getByText('Waan kula soo xiriiri doonnaa.')).toBeVisible();
  await translate(letter.documentId, 'Automat to przełożył.', machine);
  await read('Automat to przełożył.');
  await expect(main.getByText(around(w('reader.madeMachine'))).first()).toContainText('Oversettertjenesten');
  await expect(main.getByText(w('reader.outdatedOriginal'))).toHaveCount(0);
  await inFagsystem(demo, 'fjordvik', copy, `documents/${letter.documentId}/changed`);
  await expect(main.getByText(w('reader.outdatedOriginal'))).toBeVisible(coming);
  // A person makes it anew, of the version that there is now: named by the role, not by name.
  await translate(letter.documentId, 'Człowiek to przełożył.', { kind: 'PERSON', role: 'Tospråklig fagmedarbeider' });
  await read('Człowiek to przełożył.');
  await expect(main.getByText(around(w('reader.madePerson'))).first()).toContainText('Tospråklig fagmedarbeider');
  await expect(main.getByText(w('reader.outdatedOriginal'))).toHaveCount(0);

  const decision = await release({ dokumenttype: 'VEDTAK', deadlineDays: 12 });
  await translate(decision.documentId, 'Automat to przełożył.', machine);
  await page.goto(`/case/${copy}/documents/${decision.entryId}`);
  await expect(main.getByText('Waan kula soo xiriiri doonnaa.')).toBeVisible();
  await expect(page.getByRole('button', { name: w('texts.ask') })).toBeVisible();
  await expect(main.getByText('Automat to przełożył.')).toHaveCount(0);
  const answered = await (await page.request.get(`/api/citizen/cases/${copy}/entries/${decision.entryId}`)).text();
  expect(answered).toContain('ORIGINAL');
  expect(answered).not.toContain('MACHINE');
  await translate(decision.documentId, 'Tłumacz to przełożył.', { kind: 'CERTIFIED', agency: 'Fjordtolk AS' });
  await read('Tłumacz to przełożył.');
  await expect(main.getByText(around(w('reader.madeCertified'))).first()).toContainText('Fjordtolk AS');
  for (const { entryId } of [letter, decision]) await inFagsystem(demo, 'fjordvik', copy, `entries/${entryId}/withdraw`);
});
