// To be called, to meet, and an interpreter: asked for on a phone, at times that are safe, seen by the contact person.
import type { Page } from '@playwright/test';
import { atOnce, expect, loginCitizen, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { copyOf, goTo, openConversation, openDesk, registered, stored } from './visiting.ts';
import { around, words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

test.afterEach(async ({ demo }) => {
  await demo.fagsystem.start();
});

/** What the language calls itself. */
const own = { nb: 'Norsk bokmål', nn: 'Norsk nynorsk', en: 'English', ar: 'العربية', pl: 'Polski' }[language];

interface Asked {
  kind: string;
  body: { text?: string; afraidOfBeingKnown?: boolean; request?: { times?: object[]; phone?: string; mayLeaveMessage?: boolean; spokenLanguage?: string; interpreter?: boolean } };
}

/** The requests that the fagsystems have registered in a copy of a case, oldest first. */
const asked = (demo: Demo, caseCopyId: string) => registered<Asked>(demo, caseCopyId, 'CALL_ME', 'MEETING_REQUEST', 'INTERPRETER_REQUEST');

const card = (page: Page, title: string) => page.locator('.request').filter({ hasText: title });

test('a call is asked for at safe times only, survives a lost network, and stands in the contact person’s inbox until they write', async ({
  page,
  context,
  browser,
  demo,
}) => {
  await openConversation(page, 'rania', language);
  const copy = copyOf(page);
  await page.getByRole('link', { name: w('ask.CALL_ME') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('ask.CALL_ME'));
  const send = page.getByRole('button', { name: w('ask.send.CALL_ME') });

  // What couldn't be followed is told, at its place.
  await page.getByLabel(w('ask.onlyTimes')).check();
  await expect(page.getByText(w('ask.onlyThen'))).toBeVisible();
  await send.click();
  await expect(page.getByText(w('ask.fault.times'))).toBeVisible();
  const tuesday = page.getByRole('checkbox').nth(1);
  await tuesday.check();
  await page.getByLabel(w('ask.phoneOther')).check();
  await page.getByLabel(w('ask.phoneField')).fill('mormor');
  await send.click();
  await expect(page.getByText(w('ask.fault.phone'))).toBeVisible();
  await expect(page.getByLabel(w('ask.phoneField'))).toBeFocused();
  await page.getByLabel(w('ask.phoneField')).fill('90 00 00 01');
  await page.getByLabel(w('ask.wantInterpreter')).check();
  await page.getByLabel(around(w('ask.words'))).fill('ليس');
  await page.getByLabel(w('views.afraid')).check();
  await expect(page.getByText(w('draft.saved'))).toBeVisible();

  // Without a network nothing is lost, nor on another page of one's own, and it is seen what isn't saved.
  await cut(page);
  await page.getByLabel(around(w('ask.words'))).fill('ليس عندما يكون في البيت');
  await expect(page.getByText(w('draft.notSaved'))).toBeVisible();
  await send.click();
  await expect(page.getByRole('alert').filter({ hasText: w('ask.failedOffline') })).toBeVisible();
  await goTo(page, 'home', language);
  await page.getByRole('link', { name: w('ask.CALL_ME') }).click();
  await expect(page.getByLabel(around(w('ask.words')))).toHaveValue('ليس عندما يكون في البيت');
  await slow(page);
  await expect(page.getByText(w('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await restore(page);
  expect(await stored(page)).not.toContain('90 00 00 01');

  // A closed tab loses nothing of it either.
  const address = page.url();
  await page.close();
  const next = await context.newPage();
  await next.goto(address);
  await expect(next.getByLabel(w('ask.phoneField'))).toHaveValue('90 00 00 01');
  await expect(next.getByRole('checkbox').nth(1)).toBeChecked();
  await expect(next.getByLabel(around(w('ask.words')))).toHaveValue('ليس عندما يكون في البيت');
  await expect(next.getByLabel(w('views.afraid'))).toBeChecked();

  // A lost answer asks nobody to call twice: the page learns that it was sent.
  await next.route(/\/requests\/[0-9a-f-]{36}$/, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await slow(next);
  await next.getByRole('button', { name: w('ask.send.CALL_ME') }).click();
  await expect(next.getByRole('heading', { level: 1 })).toHaveText(w('ask.done'));
  await restore(next);
  await expect(next.locator('.state').getByText(w('state.askDelivered'))).toBeVisible();
  await next.goto(address);
  await expect(next.getByLabel(w('ask.onlyTimes'))).not.toBeChecked();
  const [only, ...more] = await asked(demo, copy);
  expect(more).toEqual([]);
  expect(only?.body).toMatchObject({
    text: 'ليس عندما يكون في البيت',
    afraidOfBeingKnown: true,
    request: { phone: '90000001', mayLeaveMessage: false, spokenLanguage: language, interpreter: true },
  });
  expect(only?.body.request?.times).toMatchObject([{ weekday: 2 }]);

  const desk = await openDesk(browser, demo, 'ingrid', copy);
  const mark = desk.locator('.inbox-row[aria-current]').getByText(nb('staff.asks.CALL_ME'));
  await expect(mark).toBeVisible();
  const seen = card(desk, nb('ask.CALL_ME'));
  await expect(seen).toContainText(nb('ask.card.onlyThen'));
  await expect(seen).toContainText(nb('ask.card.leaveNo'));
  await expect(seen).toContainText('90 00 00 01');
  await expect(seen).toContainText(nb('views.afraidMark'));
  await expect(seen).toContainText(nb('afraid.theyThink'));
  await desk.getByRole('textbox', { name: nb('talk.field') }).fill('Jeg ringer tirsdag klokka ti.');
  await desk.getByRole('button', { name: nb('talk.send') }).click();
  await expect(mark).toHaveCount(0, { timeout: 30_000 });
  await goTo(next, 'conversation', language);
  await expect(card(next, w('ask.CALL_ME'))).toContainText(around(w('ask.answered')));
  await desk.context().close();
});

test('one tap asks for an interpreter, through a cut and a slow line, also while the fagsystem is away; another language is asked for after it', async ({ page, demo }) => {
  test.skip(language === 'nb', 'whoever reads Norwegian asks for an interpreter by saying for which language');
  await openConversation(page, 'katarzyna', language);
  const copy = copyOf(page);
  await demo.fagsystem.kill();
  const tap = page.getByRole('button', { name: w('ask.INTERPRETER_REQUEST') });
  await expect(tap).toContainText(own);
  // What it does is read before it is done.
  await expect(tap).toHaveAccessibleDescription(around(w('ask.interpreterAtOnce')));

  await cut(page);
  await tap.click();
  await expect(page.getByRole('alert').filter({ hasText: w('ask.tapFailedOffline') })).toBeVisible();
  await slow(page);
  await tap.click();
  // Its card may say already that it hasn't arrived.
  await expect(page.locator('p.note[role=status]').filter({ hasText: w('ask.done') })).toBeFocused();
  await restore(page);
  await expect(tap).toHaveCount(0);
  await expect(card(page, w('ask.INTERPRETER_REQUEST'))).toContainText(own);

  // Pressed by mistake, or for the wrong language: nothing is lost by asking again.
  await expect(page.getByText(w('ask.interpreterWrong'))).toBeVisible();
  await page.getByRole('button', { name: w('ask.otherLanguage') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(w('ask.spoken')).selectOption('uk');
  await dialog.getByRole('button', { name: w('ask.send.INTERPRETER_REQUEST') }).click();
  await expect(dialog.getByText(w('ask.done'))).toBeVisible();
  await dialog.getByRole('button', { name: w('common.close') }).last().click();
  await demo.fagsystem.start();
  await expect(async () => {
    const kept = await asked(demo, copy);
    // Neither waits for the other, so that either may come first.
    expect(kept.map(({ body }) => body.request?.spokenLanguage).sort()).toEqual([language, 'uk']);
    for (const { kind, body } of kept) expect([kind, body.request?.interpreter]).toEqual(['INTERPRETER_REQUEST', true]);
  }).toPass({ timeout: 30_000 });
});

test('a child without party rights asks for a meeting and says how and with whom, on a line that comes and goes, at the lower level of log-in too', async ({ page, demo }) => {
  await loginCitizen(page, 'sami', { level: 'substantial' });
  await goTo(page, 'conversation', language);
  const copy = copyOf(page);
  await page.getByRole('link', { name: w('ask.MEETING_REQUEST') }).click();
  await page.getByLabel(w('ask.form.IN_PERSON')).check();
  await page.getByLabel(around(w('ask.about'))).fill('Skolen');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await cut(page);
  await page.getByLabel(around(w('ask.participants'))).fill('Helsesykepleier');
  await expect(page.getByText(w('draft.notSaved'))).toBeVisible();
  await page.getByRole('button', { name: w('ask.send.MEETING_REQUEST') }).click();
  await expect(page.getByRole('alert').filter({ hasText: w('ask.failedOffline') })).toBeVisible();
  await slow(page);
  await expect(page.getByText(w('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: w('ask.send.MEETING_REQUEST') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('ask.done'));
  await restore(page);
  await expect(card(page, w('ask.MEETING_REQUEST'))).toContainText('Helsesykepleier');
  await expect(page.locator('.state').getByText(w('state.askDelivered'))).toBeVisible();
  expect(await asked(demo, copy)).toMatchObject([{ kind: 'MEETING_REQUEST', body: { request: { form: 'IN_PERSON', about: 'Skolen' } } }]);
});
