// As easy as any messenger, on a phone: the keyboard stays, the field grows, the place is kept, what is new is said aloud once;
// and what was sent can be taken back, also where the line goes in the middle of it.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, held, restore, slow } from './network.ts';
import { conversation, copyOf, openConversation, registered, tap, writesInFagsystem } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);
const nb = words('nb');

/** How often the field has lost the focus: each time a phone's keyboard would go away. */
async function countBlurs(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = globalThis as unknown as { blurs: number };
    counted.blurs = 0;
    document.querySelector('textarea')?.addEventListener('blur', () => {
      counted.blurs += 1;
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { blurs: number }).blurs);
}

/** The months as this reader's dates have them. */
const months = new RegExp((JSON.parse(readFileSync(new URL('../../i18n/dates/words.json', import.meta.url), 'utf8')) as Record<string, { months: string[] }>)[language]!.months.join('|'));

const aloud = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

test('sending keeps the keyboard and what is written meanwhile, on a slow line and after a cut one', async ({ page, demo }) => {
  const talk = await openConversation(page, 'katarzyna', language);
  const before = (await registered(demo, copyOf(page))).length;
  await tap(talk.field);
  const blurs = await countBlurs(page);
  // It grows once the words are painted.
  const height = async () => (await talk.field.boundingBox())!.height;
  const empty = await height();
  const long = Array.from({ length: 4 }, (_, i) => `Linijka numer ${i + 1}.`).join('\n');
  await talk.field.fill(long);
  await expect.poll(height).toBeGreaterThan(empty + 40);

  // Cut: nothing is lost, and one knows.
  await cut(page);
  await tap(talk.send);
  await expect(page.locator('form').getByRole('alert')).toHaveText(w('talk.unsure'));
  await expect(talk.field).toHaveValue(long);
  await expect(talk.field).toBeFocused();

  // Slow: one goes on writing while it is sent.
  await slow(page);
  await held(page, /\/conversation\/messages\/[^/]+$/, async () => {
    await tap(talk.send);
    await expect(page.getByRole('button', { name: w('talk.sending') })).toBeVisible();
    await page.keyboard.type(' I jeszcze coś.');
  });
  await expect(talk.log.getByText('Linijka numer 4.')).toBeVisible();
  await expect(talk.field).toHaveValue('I jeszcze coś.');
  await restore(page);
  await tap(talk.send);
  await expect(talk.field).toHaveValue('');
  await expect.poll(height).toBe(empty);
  await expect(talk.field).toBeFocused();
  expect(await blurs()).toBe(0);

  // Day and time as this reader says them.
  await expect(talk.log.getByRole('heading', { name: w('date.today') })).toBeVisible();
  await expect(talk.log.locator('time').last()).toHaveText(/^\d\d:\d\d$/);
  await expect(talk.log.getByRole('heading', { level: 2 }).first()).toHaveText(months);
  await expect(aloud(page, w('state.delivered'))).toHaveCount(1, { timeout: 25_000 });
  // The first may have arrived long before the second; and what another test sent just before may arrive meanwhile.
  await expect(talk.message('I jeszcze coś.')).toContainText(w('state.delivered'), { timeout: 25_000 });
  const mine = (await registered(demo, copyOf(page))).slice(before).map(({ body }) => body.text);
  expect(mine.filter((text) => text === long || text?.endsWith('coś.'))).toEqual([long, 'I jeszcze coś.']);
});

test('older messages come in above without moving what one reads, and only what is new is said aloud', async ({ page, demo }) => {
  test.slow();
  const talk = await openConversation(page, 'mathea', language);
  const copy = copyOf(page);
  for (let i = 1; i <= 45; i += 1) await writesInFagsystem(demo, 'lyngmo', copy, 'guro', `Beskjed nummer ${i}.`);
  await page.reload();
  await expect(talk.message('Beskjed nummer 45.')).toBeInViewport();
  const older = page.getByRole('button', { name: w('talk.older') });
  const shown = await talk.log.locator('[data-message]').count();

  await slow(page);
  const id = await talk.log.locator('[data-message]').filter({ hasText: 'Beskjed nummer' }).first().getAttribute('data-message');
  const there = page.locator(`[data-message="${id}"]`);
  let top = 0;
  await held(page, /\/conversation\?beforePosition=/, async () => {
    await older.scrollIntoViewIfNeeded();
    await tap(older);
    await expect(older).toHaveAttribute('aria-busy', 'true');
    // One reads on while they are fetched.
    await page.evaluate(() => scrollBy({ top: 700, behavior: 'instant' }));
    top = (await there.boundingBox())!.y;
  });
  await expect.poll(() => talk.log.locator('[data-message]').count()).toBeGreaterThan(shown);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(Math.abs((await there.boundingBox())!.y - top)).toBeLessThan(3);
  for (const status of await page.getByRole('status').allInnerTexts()) expect(status).not.toContain('Beskjed');
  await expect(page.getByRole('button', { name: w('talk.newBelow') })).toHaveCount(0);

  // What comes while one reads further up is said, and is one tap away; the place is kept until then.
  await cut(page);
  await writesInFagsystem(demo, 'lyngmo', copy, 'guro', 'Dette er nytt.');
  await restore(page);
  await expect(aloud(page, 'Dette er nytt.')).toHaveText(new RegExp(`${w('talk.newsFrom', { Name: 'Guro Aasen' })}.*Dette er nytt\\.`), { timeout: 45_000 });
  await expect(talk.log).toHaveAttribute('aria-live', 'off');
  expect(Math.abs((await there.boundingBox())!.y - top)).toBeLessThan(3);
  await tap(page.getByRole('button', { name: w('talk.newBelow') }));
  await expect(talk.message('Dette er nytt.')).toBeInViewport();
  await expect(page.getByRole('button', { name: w('talk.newBelow') })).toHaveCount(0);
});

test('taking back goes on until the server has answered, with the line cut and the answer lost in the middle', async ({ page, demo }) => {
  const talk = await openConversation(page, 'helle', language);
  const copy = copyOf(page);
  const before = (await registered(demo, copy)).length;
  await talk.field.fill('Dette angrer jeg på.');
  await tap(talk.send);
  await expect(page.getByText(w('state.sent'), { exact: true }).first()).toBeVisible();
  await cut(page);
  await tap(page.getByRole('button', { name: w('state.undo') }));
  const note = page.getByRole('alert').filter({ hasText: w('state.undoWaits') });
  await expect(note).toBeVisible();
  await restore(page);
  await expect(talk.field).toHaveValue('Dette angrer jeg på.');
  await expect(talk.field).toBeFocused();
  await expect(note).toHaveCount(0);
  await expect(aloud(page, w('state.undone'))).toHaveCount(1);
  await expect(talk.message('Dette angrer jeg på.')).toHaveCount(0);

  // The server has taken it back and the answer is lost; something was begun meanwhile, and stands behind it once.
  let tries = 0;
  await page.route(/\/undo$/, async (route) => {
    if (tries++ > 0) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await tap(talk.send);
  await expect(talk.field).toHaveValue('');
  await talk.field.fill('Og dette kom etterpå.');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await tap(page.getByRole('button', { name: w('state.undo') }));
  await expect(talk.field).toHaveValue('Dette angrer jeg på.\n\nOg dette kom etterpå.');
  // The words may be back before that by the socket: the page asks on all the same, until it has its answer.
  await expect.poll(() => tries).toBeGreaterThan(1);
  await page.reload();
  await expect(talk.field).toHaveValue('Dette angrer jeg på.\n\nOg dette kom etterpå.');

  // Cut until the time is over, it is on its way, and one is told so instead of being left to guess.
  await talk.field.fill('Denne rekker jeg ikke å angre.');
  await slow(page);
  await tap(talk.send);
  await expect(talk.field).toHaveValue('');
  const undo = page.getByRole('button', { name: w('state.undo') });
  await expect(undo).toBeVisible();
  await cut(page);
  await tap(undo);
  await expect(note).toBeVisible();
  await expect.poll(async () => (await registered(demo, copy)).length, { timeout: 30_000 }).toBe(before + 1);
  await restore(page);
  await expect(page.getByRole('alert').filter({ hasText: w('state.undoTooLate') })).toBeVisible();
  await expect(talk.message('Denne rekker jeg ikke å angre.')).toContainText(w('state.delivered'));
  await expect(talk.field).toHaveValue('');
});

test('the contact person’s conversation on a phone keeps the keyboard and undoes in the same way', async ({ page }) => {
  await loginEmployee(page, 'guro');
  await tap(page.getByRole('link', { name: /Mathea Lien/ }).first());
  const talk = conversation(page, 'nb');
  await tap(talk.field);
  const blurs = await countBlurs(page);
  await talk.field.fill('Dette var til en annen.');
  await slow(page);
  await tap(talk.send);
  await expect(talk.field).toHaveValue('');
  await cut(page);
  await tap(page.getByRole('button', { name: nb('state.undo') }));
  await expect(page.getByRole('alert').filter({ hasText: nb('state.undoWaits') })).toBeVisible();
  await restore(page);
  await expect(talk.field).toHaveValue('Dette var til en annen.');
  await expect(talk.field).toBeFocused();
  expect(await blurs()).toBeLessThanOrEqual(1);
  await talk.field.fill('');
});
