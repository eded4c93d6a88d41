// Somebody else may hold the mother's e-ID: her contact person pauses her access. What is open on any replica is gone within
// a second, nothing is told while it lasts, and afterwards everything is there.
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startDemo, type Demo } from '../demo/demo.ts';
import { expect, loginCitizen, loginEmployee, test as base, testDemos } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { conversation, copyOf, goTo, inFagsystem, names, writesInFagsystem } from './visiting.ts';
import { around, words } from './words.ts';

/** Two replicas on one host name: the browser's cookies are the same for both. */
const test = base.extend<object, { demo: Demo }>({
  demo: [
    async ({}, use, worker) => {
      const demo = await startDemo({
        folder: join(testDemos, `pause-${worker.workerIndex}`),
        ports: 'free',
        portalReplicas: 2,
        tuning: { messageUndo: '0s', portal: { NOTIFY_DELAY: '1s' } },
      });
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

test.afterEach(async ({ demo }) => {
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
});

/** Opens a party's conversation from the inbox and asks for the dialog. */
async function openInbox(page: Page, name: string) {
  await page.getByRole('link', { name: new RegExp(name) }).first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return {
    talk: conversation(page, 'nb'),
    ask: page.getByRole('main').getByRole('button', { name: nb('staff.pause.button') }).filter({ visible: true }),
    dialog: page.getByRole('dialog'),
    banner: page.getByRole('region', { name: around(nb('staff.pause.since')) }),
  };
}

/** When the socket that the tab opens next is closed; ask before it opens. */
function socketOf(page: Page): { opened: Promise<unknown>; closed: Promise<number> } {
  const opened = page.waitForEvent('websocket', (s) => s.url().endsWith('/api/citizen/live'));
  return { opened, closed: opened.then((socket) => new Promise((resolve) => socket.once('close', () => resolve(Date.now())))) };
}

/** Everything that the page shows, in the tab's title too. */
const shown = async (page: Page): Promise<string> => `${await page.title()} ${await page.locator('body').innerText()}`;

const personal = ['Rania', 'Haddad', 'Layla', 'ليلى', 'Sami', 'Ingrid', 'Solbakken'];

test('a pause ends what is open on both replicas, tells nothing, and loses nothing', async ({ page, browser, demo }) => {
  test.setTimeout(180_000);
  const draft = 'مسودة لم تكتمل بعد';
  await loginCitizen(page, 'rania');
  await goTo(page, 'conversation', language);
  const copy = copyOf(page);
  const talk = conversation(page, language);
  await talk.field.fill(draft);
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  const first = socketOf(page);
  await page.reload();
  await expect(talk.field).toHaveValue(draft);
  const there = await page.context().newPage();
  const second = socketOf(there);
  await there.goto(`${demo.portalUrls[1]}/case/${copy}`);
  await expect(there.getByRole('heading', { level: 1 })).toContainText('Rania');
  await Promise.all([first.opened, second.opened]);

  // At a desk as wide as a phone: the way back to the inbox is a step there.
  const office = await (await browser.newContext({ baseURL: demo.portalUrl, viewport: { width: 390, height: 844 } })).newPage();
  await loginEmployee(office, 'ingrid');
  const desk = await openInbox(office, 'Rania Haddad');
  await desk.ask.click();
  await expect(desk.dialog).toContainText(nb('staff.pause.what', { Name: 'Rania Haddad' }));
  const confirmed = office.waitForResponse((r) => r.request().method() === 'PUT' && r.url().endsWith('/pause'));
  await desk.dialog.getByRole('button', { name: nb('staff.pause.confirm') }).click();
  expect((await confirmed).status()).toBe(200);
  const pausedAt = Date.now();
  for (const closed of await Promise.all([first.closed, second.closed])) expect(closed - pausedAt).toBeLessThan(1000);
  for (const tab of [page, there]) {
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText(w('sorry.session-ended.title'), { timeout: 1000 });
    for (const word of personal) expect(await shown(tab)).not.toContain(word);
  }
  await there.close();
  await expect(desk.banner).toBeVisible();
  await expect(desk.dialog).toHaveCount(0);
  await office.getByRole('link', { name: nb('staff.inbox.back') }).click();
  await expect(office.getByRole('link', { name: /Rania Haddad/ }).first()).toContainText(nb('staff.pause.mark'));
  await openInbox(office, 'Rania Haddad');
  await expect(desk.banner).toBeVisible();

  const told = demo.phones.notifications('rania').length;
  const meanwhile = 'Vi ringer deg i morgen klokka ni.';
  await desk.talk.field.fill(meanwhile);
  await desk.talk.send.click();
  await expect(desk.talk.message(meanwhile)).toContainText(nb('state.delivered'), { timeout: 30_000 });

  // Whoever holds the e-ID logs in again.
  await loginCitizen(page, 'rania');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('sorry.paused.title'));
  await expect(page.getByRole('link', { name: /55\s00\s00\s00/ })).toHaveAttribute('href', /^tel:/);
  await expect(page.getByRole('link', { name: '112' })).toBeVisible();
  await expect(page.getByRole('button', { name: w('more.logOut') })).toBeVisible();
  await expect(page.getByRole('link', { name: /55\s00\s00\s10/ })).toHaveCount(0);
  for (const word of [...personal, meanwhile]) expect(await shown(page)).not.toContain(word);
  await page.goto(`/case/${copy}/conversation`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('sorry.paused.title'));
  const answers = await page.evaluate(async (id) => {
    const get = async (path: string) => {
      const response = await fetch(path);
      return `${response.status} ${await response.text()}`;
    };
    return Promise.all([get('/api/citizen/me'), get('/api/citizen/events?after=0'), get(`/api/citizen/cases/${id}/conversation`)]);
  }, copy);
  expect(answers[2]).toMatch(/^404 /);
  for (const answer of answers) for (const word of [...personal, meanwhile, 'messageId', 'caseCopyId']) expect(answer).not.toContain(word);

  // Somebody whose access isn't paused is told of a later message: so hers would have been told by then.
  await writesInFagsystem(demo, 'fjordvik', copy, 'ingrid', 'Og en til.');
  const omar = (await names(demo, 'fjordvik')).copies['layla/omar']!;
  const before = demo.phones.notifications('omar').length;
  await visitOnce(browser, demo, 'omar');
  await writesInFagsystem(demo, 'fjordvik', omar, 'ingrid', 'Hei.');
  await demo.phones.waitFor('omar', before + 1, 90_000);
  expect(demo.phones.notifications('rania')).toHaveLength(told);

  await desk.banner.getByRole('button', { name: nb('staff.pause.lift') }).click();
  await desk.dialog.getByRole('button', { name: nb('staff.pause.lift') }).click();
  await expect(desk.banner).toHaveCount(0);
  await expect(desk.ask).toBeVisible();
  // The page that said nothing comes back by itself.
  await expect(talk.log.getByText(meanwhile)).toBeVisible({ timeout: 30_000 });
  await expect(talk.field).toHaveValue(draft);
  await office.context().close();
});

/** Logs in and out: the portal learns whom to notify. */
async function visitOnce(browser: Browser, demo: Demo, who: string): Promise<void> {
  const context = await browser.newContext({ baseURL: demo.portalUrl });
  await loginCitizen(await context.newPage(), who);
  await context.close();
}

test('while the fagsystem is away the dialog stays, says what to do, and works when it is back', async ({ page, demo }) => {
  await loginEmployee(page, 'ingrid');
  const desk = await openInbox(page, 'Omar Haddad');
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'error', path: '/v1/case-copies' });
  await desk.ask.focus();
  await page.keyboard.press('Enter');
  const confirm = desk.dialog.getByRole('button', { name: nb('staff.pause.confirm') });
  await confirm.focus();
  await page.keyboard.press('Enter');
  await expect(desk.dialog.getByRole('alert').filter({ hasText: nb('staff.pause.unsureText') })).toBeVisible({ timeout: 15_000 });
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
  await expect(async () => {
    const again = desk.dialog.getByRole('button', { name: nb('common.tryAgain') });
    if (await again.isVisible()) await again.press('Enter');
    await expect(desk.banner).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole('status').filter({ hasText: nb('staff.pause.done') })).toBeFocused();
  await desk.banner.getByRole('button', { name: nb('staff.pause.lift') }).press('Enter');
  await expect(desk.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toHaveCount(0);
  await expect(desk.banner.getByRole('button', { name: nb('staff.pause.lift') })).toBeFocused();
  await desk.banner.getByRole('button', { name: nb('staff.pause.lift') }).press('Enter');
  await desk.dialog.getByRole('button', { name: nb('staff.pause.lift') }).press('Enter');
  await expect(desk.banner).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: nb('staff.pause.lifted') })).toBeFocused();
});

test('who is paused in one of two municipalities keeps the other', async ({ page, demo }) => {
  const known = await names(demo, 'lyngmo');
  await inFagsystem(demo, 'lyngmo', known.copies['jakub/tomasz']!, 'pause', { paused: true });
  await loginCitizen(page, 'tomasz');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tomasz');
  await expect(page.getByText(w('home.pausedElsewhere', { Municipality: 'Lyngmo kommune' }))).toBeVisible();
  expect(await shown(page)).not.toContain('Jakub');
  await page.goto(`/case/${known.copies['jakub/tomasz']}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('sorry.paused.title'));
  await expect(page.getByRole('link', { name: /55\s00\s00\s10/ })).toBeVisible();
  await page.getByRole('link', { name: w('sorry.home') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tomasz');
  await inFagsystem(demo, 'lyngmo', known.copies['jakub/tomasz']!, 'pause', { paused: false });
});
