// What somebody writes and is afraid of being known: what they are told before they write, the mark on the words, that it is
// the same on every device, survives a cut network and an undo, and whom it reaches.
import type { Page } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { picture } from './files.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { conversation, copyOf, goTo, openConversation, registered } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);
const nb = words('nb');

const text = '😀 Hei. Mamma roper når pappa er her. Jeg sover helst hos mormor.';
const feared = 'Mamma roper når pappa er her';

/** Selects words in the field, as a thumb does. */
async function select(page: Page, some: string): Promise<void> {
  await page.getByRole('textbox', { name: w('talk.field') }).evaluate((field: HTMLTextAreaElement, marked) => {
    field.focus();
    const from = field.value.indexOf(marked);
    field.setSelectionRange(from, from + marked.length);
  }, some);
}

test('before the first message a young person reads what becomes of it; what they mark reaches the contact person and nobody else', async ({ page, browser, demo }) => {
  test.slow();
  await openFirst(page);
  const talk = conversation(page, language);
  const copy = copyOf(page);
  await expect(page.locator('.composer-who')).toContainText('Ingrid Solbakken');
  const marks = page.getByRole('list', { name: w('afraid.marked') });

  await talk.field.fill(text);
  await select(page, feared);
  await page.getByRole('button', { name: /Mamma roper når pappa/ }).click();
  await expect(marks).toContainText(feared);
  await expect(page.getByText(w('draft.saved'))).toBeVisible();

  // Without a network what is marked stays on the screen, and is saved when it is back.
  await cut(page);
  await page.getByRole('button', { name: w('afraid.what') }).click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText(w('afraid.promiseYoung'));
  await asked.getByRole('button', { name: 'Jeg sover helst hos mormor.' }).click();
  await asked.getByRole('button', { name: w('afraid.done') }).click();
  await expect(marks.getByRole('listitem')).toHaveCount(2);
  await talk.send.click();
  await expect(page.getByText(w('talk.unsure'))).toBeVisible();
  await expect(talk.field).toHaveValue(text);
  await slow(page);
  await expect(page.getByText(w('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await restore(page);
  await expect(page.getByText(w('draft.saved'))).toBeVisible();

  // The same on the computer. What is written before them leaves the marks on their words.
  const desk = await (await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', viewport: { width: 1280, height: 800 } })).newPage();
  await openFirst(desk);
  const same = conversation(desk, language);
  await expect(same.field).toHaveValue(text);
  await same.field.press('Control+Home');
  await same.field.pressSequentially('Du. ');
  const there = desk.getByRole('list', { name: w('afraid.marked') });
  await expect(there.getByRole('listitem')).toHaveText([feared, 'Jeg sover helst hos mormor.']);

  // Sent and taken back: still marked.
  await same.send.click();
  const mine = same.message(feared);
  await expect(mine.getByText(w('afraid.youParts'))).toBeVisible();
  await expect(mine.locator('mark')).toContainText([feared, 'Jeg sover helst hos mormor.']);
  await desk.getByRole('button', { name: w('state.undo') }).click();
  await expect(same.field).toHaveValue(`Du. ${text}`);
  await expect(there.getByRole('listitem')).toHaveText([feared, 'Jeg sover helst hos mormor.']);
  await there.getByRole('button', { name: w('afraid.remove', { Words: 'Jeg sover helst hos mormor.' }) }).click();
  await same.send.click();
  await expect(mine).toContainText(w('state.delivered'), { timeout: 25_000 });

  const body = (await registered(demo, copy)).at(-1)!.body as { text: string; afraidParts: { start: number; length: number }[] };
  expect(body.afraidParts.map(({ start, length }) => [...body.text].slice(start, start + length).join(''))).toEqual([feared]);

  await desk.context().clearCookies();
  await loginEmployee(desk, 'ingrid');
  await desk.goto(`/employee/conversation/${copy}`);
  const theirs = conversation(desk, 'nb').message(feared);
  await expect(theirs.getByText(nb('afraid.theyParts'))).toBeVisible();
  await expect(theirs.getByText(nb('afraid.theyThink'))).toBeVisible();
  await expect(theirs.locator('mark')).toContainText([feared]);
  // To the ear, where it begins and where it ends.
  await expect(theirs.locator('mark')).toContainText(`${nb('afraid.begins')} ${feared}`);
  // She marks nothing of her own.
  await conversation(desk, 'nb').field.fill('Takk for at du sa det.');
  await expect(desk.getByRole('button', { name: nb('afraid.open') })).toHaveCount(0);
  await desk.context().close();
});

test('a mother marks a whole message in her own language, and takes the mark off again', async ({ page, demo }) => {
  const talk = await openConversation(page, 'rania', language, 'Layla');
  await talk.field.fill('لا أريد أن يعرف والدها أين نسكن.');
  await page.getByRole('button', { name: w('afraid.open') }).click();
  const asked = page.getByRole('dialog');
  await expect(asked).toContainText(w('afraid.promise'));
  const whole = asked.getByRole('button', { name: w('afraid.whole') });
  await whole.click();
  await expect(whole).toHaveAttribute('aria-pressed', 'true');
  // Enter in the dialog sends nothing.
  await whole.press('Enter');
  await expect(whole).toHaveAttribute('aria-pressed', 'false');
  await whole.press('Enter');
  await asked.getByRole('button', { name: w('afraid.done') }).click();
  await expect(talk.field).toHaveValue(/والدها/);

  await page.reload();
  const off = page.getByRole('button', { name: w('afraid.removeAll') });
  await expect(off).toBeVisible();
  await off.click();
  await expect(off).toHaveCount(0);
  await page.getByRole('button', { name: w('afraid.open') }).click();
  await whole.click();
  await page.keyboard.press('Escape');
  await talk.send.click();
  const mine = talk.message('والدها');
  await expect(mine.getByText(w('afraid.youAll'))).toBeVisible();
  await expect(mine.locator('.message-text')).toHaveAttribute('dir', 'rtl');
  await expect(mine).toContainText(w('state.delivered'), { timeout: 25_000 });
  expect((await registered(demo, copyOf(page))).at(-1)!.body).toMatchObject({ afraidOfBeingKnown: true, language });
});

test('a photo without a word is marked; the mark stays through a page that is loaded anew and a photo that is taken back', async ({ page, demo }) => {
  const talk = await openConversation(page, 'rania', language, 'Layla');
  const open = page.getByRole('button', { name: w('afraid.open') });
  await expect(open).toHaveCount(0);
  const file = page.getByRole('list', { name: w('files.yours') }).getByRole('listitem').filter({ hasText: 'veggen.png' });
  await page.locator('form input[type=file]').setInputFiles(picture('veggen.png'));
  await expect(file).toContainText(w('files.ready'), { timeout: 30_000 });
  await open.click();
  const asked = page.getByRole('dialog');
  await expect(asked.getByRole('heading', { name: w('afraid.orParts') })).toHaveCount(0);
  await asked.getByRole('button', { name: w('afraid.whole') }).click();
  await asked.getByRole('button', { name: w('afraid.done') }).click();
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await page.reload();
  const marked = page.getByRole('list', { name: w('afraid.marked') });
  await expect(marked).toContainText(w('afraid.whole'));
  await expect(file).toContainText(w('files.ready'));

  await talk.send.click();
  const mine = talk.message('veggen.png');
  await expect(mine.getByText(w('afraid.youAll'))).toBeVisible();
  await expect(marked).toHaveCount(0);
  await page.getByRole('button', { name: w('state.undo') }).click();
  await expect(marked).toContainText(w('afraid.whole'));
  await expect(file).toContainText(w('files.ready'));
  await talk.send.click();
  await expect(mine).toContainText(w('state.delivered'), { timeout: 25_000 });
  await expect(marked).toHaveCount(0);
  const { afraidOfBeingKnown, text: words } = (await registered(demo, copyOf(page))).at(-1)!.body as { afraidOfBeingKnown?: boolean; text?: string };
  expect([afraidOfBeingKnown, words ?? '']).toEqual([true, '']);
});

/** Layla, 16, has never written here: four things she reads first. */
async function openFirst(page: Page): Promise<void> {
  await loginCitizen(page, 'layla');
  await goTo(page, 'conversation', language);
  const first = page.getByRole('region', { name: w('first.title') });
  for (const key of ['first.parents', 'first.partOfCase'] as const) await expect(first.getByText(w(key))).toBeVisible();
  await expect(first.getByText(w('first.afraid', { Name: 'Ingrid Solbakken' }))).toBeVisible();
  await expect(page.getByRole('textbox', { name: w('talk.field') })).toHaveCount(0);
  await first.getByRole('button', { name: w('first.understood') }).click();
}

test('where it isn’t known whether it is the first message, a young person reads it all the same before there is a field', async ({ page }) => {
  await page.route(/\/conversation(\?|$)/, (route) => (route.request().resourceType() === 'fetch' ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"unavailable"}' }) : route.continue()));
  await loginCitizen(page, 'layla');
  await goTo(page, 'conversation', language);
  const { field } = conversation(page, language);
  await expect(page.getByRole('heading', { name: w('first.title') })).toBeVisible({ timeout: 30_000 });
  await expect(field).toHaveCount(0);
  await page.getByRole('button', { name: w('first.understood') }).click();
  await expect(field).toBeVisible();
});
