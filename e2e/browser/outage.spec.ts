// The fagsystem stops: the pages say what is wrong and what still works, what is written is kept, and comes through when
// it is back, with the time at which it was handed in.
import type { Page } from '@playwright/test';
import { atOnce, expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { conversation, copyOf, expectPhones, expectSorry, goTo, openConversation, registered } from './visiting.ts';
import { around, words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

test.afterEach(async ({ demo }) => {
  await demo.fagsystem.start();
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
});

/**
 * What the portal answers to the next message: when it says that it was sent. It is read on its way to the page: what a page
 * has read as it came, Chromium doesn't always keep for others.
 */
async function nextSent(page: Page): Promise<{ sentAt: Promise<string> }> {
  let tell: (sentAt: string) => void = () => undefined;
  const sentAt = new Promise<string>((told) => (tell = told));
  await page.route(
    (url) => /\/messages\/[^/]+$/.test(url.pathname),
    async (route) => {
      expect(route.request().method()).toBe('PUT');
      const response = await route.fetch();
      expect(response.status()).toBe(201);
      tell(((await response.json()) as { sentAt: string }).sentAt);
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return { sentAt };
}

test('a message written while the fagsystem is stopped is safe, and arrives with the time it was sent', async ({ page, demo }) => {
  const text = 'Dzień dobry, czy możemy przełożyć jutrzejsze spotkanie?';
  const talk = await openConversation(page, 'katarzyna', language);
  const copy = copyOf(page);
  await demo.fagsystem.kill();

  await goTo(page, 'documents', language);
  const note = page.getByRole('alert').filter({ hasText: w('failure.systemTitle') });
  await expect(note).toContainText(w('failure.system'));
  await expect(note).toContainText(w('failure.stillWorks'));

  await goTo(page, 'conversation', language);
  await talk.field.fill(text);
  const sent = await nextSent(page);
  await talk.send.click();
  const sentAt = await sent.sentAt;
  await expect(talk.field).toHaveValue('');
  await expect(talk.log.getByText(text)).toBeVisible();
  await expect(talk.message(text)).toContainText(around(w('state.waits')), { timeout: 30_000 });

  // A new page during the outage: own messages on their way, a field to write in, and what is wrong.
  await page.reload();
  await expect(page.getByText(w('talk.noHistory'))).toBeVisible();
  await expect(talk.log.getByText(text)).toBeVisible();
  await expect(talk.message(text)).toContainText(around(w('state.waits')));
  await talk.field.fill('…');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();

  const backAt = Date.now();
  await demo.fagsystem.start();
  await expect(talk.message(text)).toContainText(w('state.delivered'), { timeout: 30_000 });
  await expect(page.getByText(w('talk.noHistory'))).toHaveCount(0);
  const arrived = (await registered(demo, copy)).find(({ body }) => body.text === text);
  expect(Date.parse(arrived!.acceptedAt)).toBe(Date.parse(sentAt));
  expect(Date.parse(arrived!.registeredAt)).toBeGreaterThanOrEqual(backAt);
});

test('who logs in while the fagsystem is stopped still gets in and can write; who was never here gets phone numbers', async ({ page, browser, demo }) => {
  const text = 'Får ikke åpnet dokumentene. Kan du ringe?';
  await loginCitizen(page, 'nina');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nina');
  await goTo(page, 'more', language);
  await page.getByRole('button', { name: w('more.logOut') }).click();
  await page.waitForURL('**/logged-out');
  await demo.fagsystem.kill();

  await loginCitizen(page, 'nina');
  await expect(page.getByRole('alert').filter({ hasText: w('failure.systemTitle') })).toContainText(w('failure.stillWorks'));
  await page.getByRole('main').getByRole('link', { name: w('contact.write') }).click();
  const talk = conversation(page, language);
  await talk.field.fill(text);
  await talk.send.click();
  await expect(talk.log.getByText(text)).toBeVisible();

  const stranger = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const other = await stranger.newPage();
  await loginCitizen(other, 'gro');
  await expectSorry(other, language, 'unavailable');
  await expectPhones(other, language);
  // At work one reads what one reads there, not what somebody chose before in the same browser.
  await stranger.clearCookies();
  await loginEmployee(other, 'ahmed');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(nb('staff.sorry.unavailable.title'));
  await stranger.close();

  await demo.fagsystem.start();
  await expect(talk.message(text)).toContainText(w('state.delivered'), { timeout: 30_000 });
});

test('a fagsystem that answers with faults is told as such, and trying again helps once it works', async ({ page, demo }) => {
  await loginCitizen(page, 'emil');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Emil');
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'error' });
  await goTo(page, 'documents', language);
  const note = page.getByRole('alert').filter({ hasText: w('failure.systemTitle') });
  await expect(note).toContainText(w('failure.stillWorks'));
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
  await expect(async () => {
    // It may have come by itself meanwhile; a tap while it comes asks for it anew, so that it has time to come.
    await page.getByRole('button', { name: w('common.tryAgain') }).click({ timeout: 2000 }).catch(() => undefined);
    await expect(page.getByRole('main').getByRole('link').filter({ hasText: w('type.DECISION') }).first()).toBeVisible({ timeout: 5000 });
  }).toPass();
});

test('an employee whose inbox can’t be shown reads that what families write is kept, and gets it all when the fagsystem is back', async ({ page, browser, demo }) => {
  const work = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const desk = await work.newPage();
  await loginEmployee(desk, 'petter');
  const inbox = desk.getByRole('navigation', { name: nb('staff.inbox.title') });
  await expect(inbox.getByRole('link', { name: 'Katarzyna Nowak' }).first()).toBeVisible();
  const talk = await openConversation(page, 'katarzyna', language);
  const copy = copyOf(page);
  await demo.fagsystem.kill();
  const text = 'Piszę, kiedy system nie działa.';
  await talk.field.fill(text);
  const sent = await nextSent(page);
  await talk.send.click();
  await sent.sentAt;

  const note = inbox.getByRole('status').filter({ hasText: nb('staff.silent.title') });
  // What the fagsystem said a moment ago still counts for five seconds.
  await expect(async () => {
    await desk.reload();
    // However long it loads: it asks by itself only where it was told that the fagsystem is away.
    await expect(note.or(inbox.getByRole('searchbox'))).toBeVisible({ timeout: 5000 });
    expect(await note.isVisible()).toBe(true);
  }).toPass();
  await expect(note).toContainText(nb('staff.inbox.awayParties', { Count: 1 }));
  // Nobody's name, while nobody can say whose conversations these are.
  await expect(inbox.getByRole('link')).toHaveCount(0);
  await expect(inbox).not.toContainText('Nowak');
  // What one writes oneself is kept too.
  await desk.goto(`/employee/conversation/${copy}`);
  const answer = conversation(desk, 'nb');
  await answer.field.fill('Skrevet mens systemet var nede.');
  const answered = await nextSent(desk);
  await answer.send.click();
  await answered.sentAt;
  await desk.goto('/employee');
  await expect(note).toContainText(nb('staff.inbox.awayOwn', { Count: 1 }), { timeout: 30_000 });

  await demo.fagsystem.start();
  await expect(inbox.getByRole('link', { name: 'Katarzyna Nowak' }).first()).toBeVisible({ timeout: 40_000 });
  await expect(note).toHaveCount(0);
  await desk.goto(`/employee/conversation/${copy}`);
  await expect(answer.log.getByText(text)).toBeVisible();
  await expect(talk.log.getByText('Skrevet mens systemet var nede.')).toBeVisible({ timeout: 30_000 });
  await work.close();
});
