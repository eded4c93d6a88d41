// What happens elsewhere comes to the open page by itself: over a socket, without one, and over a restart of the portal.
import type { Browser, Page } from '@playwright/test';
import { atOnce, expect, loginEmployee, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { conversation, copyOf, openConversation, writesInFagsystem } from './visiting.ts';
import { around, words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('nb');
const w = words(language);
const nb = words('nb');

/** A little later than with a socket: polling asks every five seconds, and this machine does much at once. */
const later = { timeout: 30_000 };

/** The contact person's own page with a conversation open. */
async function openDesk(browser: Browser, demo: Demo, employee: string, caseCopyId: string, prepare: (desk: Page) => Promise<void> = async () => undefined) {
  const context = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const desk = await context.newPage();
  await prepare(desk);
  await loginEmployee(desk, employee);
  await desk.goto(`/employee/conversation/${caseCopyId}`);
  const talk = conversation(desk, 'nb');
  await expect(talk.field).toBeVisible();
  return { desk, talk, leave: () => context.close() };
}

for (const [what, block] of [
  ['refused', (page: Page) => page.routeWebSocket(/\/live$/, (socket) => socket.close())],
  // It is opened, and nothing that the server says comes through.
  ['swallowed', (page: Page) => page.routeWebSocket(/\/live$/, () => undefined)],
] as const) {
  test(`with sockets ${what} on both sides, messages, states and read marks come by asking`, async ({ page, browser, demo }) => {
    await block(page);
    const talk = await openConversation(page, 'katarzyna', language);
    const { desk, talk: answer, leave } = await openDesk(browser, demo, 'petter', copyOf(page), async (desk) => {
      await block(desk);
    });
    const question = `Czy to dojdzie? (${what})`;
    await talk.field.fill(question);
    await talk.send.click();
    await expect(answer.log.getByText(question)).toBeVisible(later);
    // She reads it: he has looked at it for a second.
    await expect(talk.message(question)).toContainText(around(w('state.readAt')), later);
    const reply = `Ja, det kommer fram. (${what})`;
    await answer.field.fill(reply);
    await answer.send.click();
    await expect(talk.log.getByText(reply)).toBeVisible(later);
    await expect(answer.message(reply)).toContainText(around(nb('state.readAt')), later);
    await leave();
    expect(desk.isClosed()).toBe(true);
  });
}

test('a phone that loses its network has missed nothing when it is back', async ({ page, demo }) => {
  const talk = await openConversation(page, 'nina', language);
  const copy = copyOf(page);
  await cut(page);
  await writesInFagsystem(demo, 'fjordvik', copy, 'ahmed', 'Skrevet mens telefonen var uten nett.');
  await slow(page);
  await expect(talk.log.getByText('Skrevet mens telefonen var uten nett.')).toBeVisible(later);
  await writesInFagsystem(demo, 'fjordvik', copy, 'ahmed', 'Og dette mens nettet var tregt.');
  await expect(talk.log.getByText('Og dette mens nettet var tregt.')).toBeVisible(later);
  await restore(page);
  await writesInFagsystem(demo, 'fjordvik', copy, 'ahmed', 'Nå er alt som før.');
  await expect(talk.log.getByText('Nå er alt som før.')).toBeVisible();
  await expect(talk.log.getByText('Skrevet mens telefonen var uten nett.')).toHaveCount(1);
});

test('the portal restarts, is killed and comes back while somebody has the conversation open, and nothing is missed', async ({ page, demo }) => {
  const talk = await openConversation(page, 'nina', language);
  const copy = copyOf(page);
  const closed = new Promise<void>((resolve) => page.on('websocket', (socket) => socket.on('close', () => resolve())));
  await page.reload();
  await expect(talk.field).toBeVisible();
  await talk.field.fill('Begynt før omstarten');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  const portal = demo.portals[0]!;

  // In good order: sockets are told to come back, and what happens meanwhile waits.
  await portal.stop();
  await closed;
  await writesInFagsystem(demo, 'fjordvik', copy, 'ahmed', 'Skrevet under omstarten.');
  await portal.start();
  await expect(talk.log.getByText('Skrevet under omstarten.')).toBeVisible(later);

  // And as in a crash.
  await portal.kill();
  await writesInFagsystem(demo, 'fjordvik', copy, 'ahmed', 'Skrevet etter krasjet.');
  await portal.start();
  await expect(talk.log.getByText('Skrevet etter krasjet.')).toBeVisible(later);
  await expect(talk.log.getByText('Skrevet under omstarten.')).toHaveCount(1);
  await expect(talk.field).toHaveValue('Begynt før omstarten');
  // And when the fagsystem has forgotten what happened meanwhile: then everything is fetched anew.
  await portal.stop();
  await writesInFagsystem(demo, 'fjordvik', copy, 'ahmed', 'Skrevet og glemt av feeden.');
  await demo.fagsystemControl.call('POST', '/fjordvik/feed/drop');
  await portal.start();
  await expect(talk.log.getByText('Skrevet og glemt av feeden.')).toBeVisible(later);
  await talk.field.fill('Alt er som det var.');
  await talk.send.click();
  await expect(talk.message('Alt er som det var.')).toContainText(w('state.delivered'), later);
});

test('what one writes on the phone is on the PC too: the draft while it is written, the message when it is sent', async ({ page, browser, demo }) => {
  const phone = await openConversation(page, 'hodan', language);
  const home = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const second = await home.newPage();
  const pc = await openConversation(second, 'hodan', language);
  await phone.field.fill('Begynt på telefonen');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await expect(pc.field).toHaveValue('Begynt på telefonen');
  await phone.field.fill('');
  await expect(pc.field).toHaveValue('');

  // What is being written here stays, whatever is saved there.
  await cut(page);
  await phone.field.fill('Skrevet uten nett');
  await pc.field.fill('Skrevet på pc-en');
  await expect(second.getByText(w('draft.saved'))).toBeVisible();
  await restore(page);
  const choice = page.getByRole('alert').filter({ hasText: w('draft.other') });
  await expect(choice).toContainText('Skrevet på pc-en');
  await expect(phone.field).toHaveValue('Skrevet uten nett');
  await choice.getByRole('button', { name: w('draft.takeOther') }).click();
  await phone.send.click();
  await expect(pc.log.getByText('Skrevet på pc-en')).toBeVisible();
  await expect(pc.field).toHaveValue('');
  await home.close();
});
