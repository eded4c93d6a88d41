// What one can expect: whether somebody reads now, who can act at once, and on which day the answer comes.
import type { Browser, Page } from '@playwright/test';
import { ownDays } from '../demo/settings.ts';
import { employee, fullName } from '../people/people.ts';
import { atOnce, expect, loginCitizen, loginEmployee, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { conversation, copyOf, goTo, inFagsystem, names, openConversation, openDesk, registered, tap } from './visiting.ts';
import { around, words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');
const minute = 60_000;

const oslo = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** A moment as the weekday and the clock in Oslo. */
function inOslo(at: number): { weekday: number; clock: string } {
  const parts = Object.fromEntries(oslo.formatToParts(at).map(({ type, value }) => [type, value]));
  return { weekday: ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday!), clock: `${parts.hour}:${parts.minute}` };
}

type Opening = [from: number, until: number];

/** Office hours from one moment of these hours to another. */
const between = ([from, until]: Opening) => ({ weekday: inOslo(from).weekday, opens: inOslo(from).clock, closes: inOslo(until).clock });

/** Office hours end on the day they begin. Around midnight nobody reads, whatever is asked for. */
const isOfficeHours = ([from, until]: Opening): boolean => inOslo(from).weekday === inOslo(until).weekday;

const setHours = (demo: Demo, hours?: object[]) => demo.fagsystemControl.call('POST', '/fjordvik/hours', hours);

/** Stands in for Ingrid while she is away, and has nothing to do with her families otherwise. */
const standIn = 'ahmed';

/** Says in the fagsystem from when to when Ingrid is away, and gives the name of whoever stands in for her. */
async function ingridIsAway(demo: Demo, from: Date, until: Date): Promise<string> {
  const { employees } = await names(demo, 'fjordvik');
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const answer = await fetch(`${demo.addresses.fagsystem}/fjordvik/v1/employees/${employees.ingrid}/absence`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${demo.secrets.fagsystemToken}` },
    body: JSON.stringify({ from: day(from), until: day(until), standInEmployeeId: employees[standIn] }),
  });
  expect(answer.status).toBe(200);
  return fullName(employee(standIn));
}

const soon = (days: number) => new Date(Date.now() + days * 24 * 60 * minute);

async function desk(browser: Browser, demo: Demo, path: string): Promise<Page> {
  const work = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', viewport: { width: 1280, height: 800 } });
  const page = await work.newPage();
  await loginEmployee(page, 'ingrid');
  await page.goto(path);
  return page;
}

test.afterEach(async ({ demo }) => {
  await demo.fagsystem.start();
  await setHours(demo);
});

interface Talk {
  office: { openings: { from: string; until: string }[]; specialDays: { date: string }[] };
}

/**
 * On a public holiday and around midnight nobody reads, whatever the hours say: then the page is told what it would be told at
 * noon on any other day, by the server’s own answer with these openings in it.
 */
async function asOnAnyDay(page: Page, openings: Opening[]): Promise<void> {
  const address = `/api/citizen/cases/${copyOf(page)}/conversation`;
  const { office } = await page.evaluate(async (path) => (await (await fetch(path)).json()) as Talk, address);
  if (Date.parse(office.openings[0]!.from) <= openings[0]![0] + minute) return;
  if (openings.every(isOfficeHours)) expect(office.specialDays[0]?.date).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(openings[0]![0]));
  await page.route((url) => url.pathname === address, async (route) => {
    // Asked by the test's own program, which is never cut off.
    if (!(await page.evaluate(() => navigator.onLine))) return route.abort('internetdisconnected');
    const response = await route.fetch();
    const body = (await response.json()) as Talk;
    body.office.openings = openings.map(([from, until]) => ({ from: new Date(from).toISOString(), until: new Date(until).toISOString() }));
    return route.fulfill({ response, json: body });
  });
  await page.reload();
}

test('the page says whether somebody reads now, and follows the clock without a network and while the fagsystem is away', async ({ page, demo }) => {
  const now = Date.now();
  const openings: Opening[] = [[now - minute, now + 5 * minute], [now + 15 * minute, now + 30 * minute]];
  if (openings.every(isOfficeHours)) await setHours(demo, openings.map(between));
  await page.clock.install();
  await openConversation(page, 'omar', language);
  const reading = page.locator('.reading');
  await asOnAnyDay(page, openings);
  await expect(reading.locator('.reads-now')).toHaveText(around(w('reading.open')));
  await expect(reading.locator('.reads-now')).toContainText(inOslo(now + 5 * minute).clock);
  await reading.getByText(w('reading.details')).click();
  await expect(reading).toContainText(w('contact.answers', { Count: 2 }));
  expect(await page.locator('body').innerText()).not.toMatch(/barnevern/i);

  // Closed, and open again, with nothing but the clock.
  await cut(page);
  await page.clock.fastForward(8 * minute);
  await expect(reading.locator('.reads-now')).toHaveText(around(w('reading.closed')));
  await expect(reading.locator('.reads-now')).toContainText(inOslo(now + 15 * minute).clock);
  await page.clock.fastForward(10 * minute);
  await expect(reading.locator('.reads-now')).toHaveText(around(w('reading.open')));

  // The server's clock counts, not the telephone's, which now is 18 minutes fast.
  await slow(page);
  await expect(reading.locator('.reads-now')).toContainText(inOslo(now + 5 * minute).clock, { timeout: 30_000 });
  await restore(page);

  // Without the fagsystem it is what the municipality has set.
  await page.unrouteAll();
  await demo.fagsystem.kill();
  await page.reload();
  await expect(page.getByText(w('talk.noHistory'))).toBeVisible({ timeout: 30_000 });
  await expect(reading.locator('.reads-now')).toHaveText(/./);
  await reading.getByText(w('reading.details')).click();
  await expect(reading).toContainText('08:00–15:30');
});

test('days that are otherwise are told beside the usual hours, on a line that comes and goes', async ({ page }) => {
  await openConversation(page, 'katarzyna', language);
  const reading = page.locator('.reading');
  await cut(page);
  await reading.getByText(w('reading.details')).click();
  await expect(reading).toContainText('09:00–15:00');
  const said = reading.getByRole('listitem');
  const { closed, endsEarly } = ownDays();
  const told = (date: string, ...how: string[]) => {
    const day = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(date));
    return said.filter({ hasText: day }).filter({ hasText: new RegExp(how.map((words) => around(words).source).join('|')) });
  };
  for (let times = 0; times < 2; times += 1) {
    // A public holiday is called by its own name.
    await expect(told(closed, w('reading.closedDay'))).toBeVisible({ timeout: 30_000 });
    await expect(told(endsEarly, w('reading.earlyDay'), w('reading.closedDay'))).toBeVisible();
    if (times > 0) break;
    await slow(page);
    await page.reload();
    await reading.getByText(w('reading.details')).click({ timeout: 30_000 });
  }
  await restore(page);
});

test('"It is urgent" shows with one tap who can act now, all at once: on a slow line, and without a network', async ({ page }) => {
  await loginCitizen(page, 'rania');
  await slow(page);
  await goTo(page, 'conversation', language);
  const urgent = page.getByRole('button', { name: w('reading.urgent') });
  const help = page.getByRole('dialog');
  const numbers = ['112', '113', '116111', '55000001'];
  const shown = () => help.locator('a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(4)));
  await tap(urgent);
  await expect(help).toBeVisible();
  expect(await shown()).toEqual(expect.arrayContaining(numbers));
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);

  await cut(page);
  await tap(urgent);
  await expect(help).toBeVisible();
  expect(await shown()).toEqual(expect.arrayContaining(numbers));
  for (const number of numbers) {
    const link = help.locator(`a[href="tel:${number}"]`);
    await link.scrollIntoViewIfNeeded();
    expect((await link.boundingBox())!.height, number).toBeGreaterThanOrEqual(44);
  }
  const duty = help.getByRole('listitem').filter({ has: page.locator('a[href="tel:55000001"]') });
  await expect(duty).toContainText(w('help.duty'));
  await expect(duty).toContainText(w('phone.openAlways'));
  const switchboard = help.getByRole('listitem').filter({ has: page.locator('a[href="tel:55000000"]') });
  await expect(switchboard.locator('.answered-now')).toHaveText(new RegExp(`${around(w('phone.open')).source}|${around(w('phone.closed')).source}`));
  await page.keyboard.press('Escape');
  await restore(page);
  // It is as near on the other pages.
  await page.getByRole('button', { name: w('help.button') }).click();
  await expect(help.locator('a[href="tel:112"]')).toBeVisible();
});

test('whoever stands in is named before one writes, gets what is written and answers, on a line that goes and comes back slow', async ({ page, browser, demo }) => {
  const name = await ingridIsAway(demo, soon(-1), soon(3));
  const talk = await openConversation(page, 'rania', language);
  const copy = copyOf(page);
  await expect(page.locator('.reading')).toContainText(around(w('contact.standIn')));
  const gets = page.locator('.composer-who');
  await expect(gets).toHaveText(around(w('talk.goesTo')));
  await expect(gets).toContainText(name);

  // She writes while the line goes: it stays in the field, and goes when there is one again.
  const asks = 'هل يمكن تغيير موعد يوم الخميس؟';
  await talk.field.fill(asks);
  await cut(page);
  await tap(talk.send);
  await expect(page.locator('.composer-fault')).toHaveText(new RegExp(`${w('talk.unsure')}|${w('talk.failed')}`));
  await expect(talk.field).toHaveValue(asks);
  await slow(page);
  await tap(talk.send);
  await expect(talk.message(asks)).toContainText(w('state.delivered'), { timeout: 45_000 });
  await restore(page);

  // Whoever stands in has it, and answers while her phone has no network.
  const work = await openDesk(browser, demo, standIn, copy);
  const there = conversation(work, 'nb');
  await expect(there.message(asks)).toBeVisible();
  await cut(page);
  const answers = 'Torsdag går bra. Jeg svarer for Ingrid denne uka.';
  await there.field.fill(answers);
  await there.send.click();
  await expect(there.message(answers)).toContainText(nb('state.delivered'), { timeout: 30_000 });
  await expect(talk.message(answers)).toHaveCount(0);
  await slow(page);
  await expect(talk.log.locator('.group').filter({ hasText: answers })).toContainText(name, { timeout: 45_000 });
  await restore(page);
  // That she has read it is seen by the one who wrote it.
  await expect(there.message(answers)).toContainText(around(nb('state.read')), { timeout: 30_000 });

  await cut(page);
  // Ingrid is back, and whoever stood in for her sees nothing of it any more.
  await ingridIsAway(demo, soon(-9), soon(-8));
  await expect.poll(async () => (await work.request.get(`/api/employee/conversations/${copy}`)).status(), { timeout: 30_000 }).toBe(404);
  await work.reload();
  await expect(work.getByRole('heading', { name: nb('staff.sorry.not-here.title') })).toBeVisible();
  await expect(work.getByText(asks)).toHaveCount(0);
  await work.context().close();
  await expect(gets).toContainText(name);
  await slow(page);
  await page.reload();
  await expect(gets).toContainText('Ingrid Solbakken', { timeout: 30_000 });
  await restore(page);
  await expect(page.locator('.reads-now')).toBeVisible();
  await expect(page.locator('.reading')).not.toContainText(around(w('contact.standIn')));
});

interface Promised {
  kind: string;
  body: { answerBy?: string };
}

test('read comes with the day on which an answer usually comes, then with the day that the employee promises with one tap', async ({ page, browser, demo }) => {
  const talk = await openConversation(page, 'omar', language);
  const copy = copyOf(page);
  const promises = () => registered<Promised>(demo, copy, 'ANSWER_PROMISE');
  const note = page.locator('.answer-note');
  await talk.field.fill('Når får vi vite det?');
  await talk.send.click();
  await expect(talk.message('Når får vi vite det?')).toContainText(w('state.delivered'));
  await expect(note).toHaveCount(0);

  // It is read while his phone has no network, and he hears of that on a slow one.
  await cut(page);
  const work = await desk(browser, demo, `/employee/conversation/${copy}`);
  await expect(work.getByText('Når får vi vite det?')).toBeVisible();
  // Asked by the test's own program, which is never cut off.
  const answer = async () => ((await (await page.request.get(`/api/citizen/cases/${copy}/conversation`)).json()) as { answer?: object }).answer;
  await expect.poll(answer, { timeout: 30_000 }).toBeDefined();
  await expect(note).toHaveCount(0);
  await slow(page);
  await expect(note).toHaveText(around(w('answer.usual', { Count: 2 })), { timeout: 45_000 });
  await restore(page);
  const choice = work.getByRole('group', { name: nb('staff.promise.choose') }).getByRole('button').first();
  await cut(work);
  await choice.click();
  await expect(work.getByText(nb('staff.promise.failed'))).toBeVisible();
  await slow(work);
  await cut(page);
  await choice.click();
  await expect(work.locator('.answer-promise')).toContainText(around(nb('staff.promise.told')), { timeout: 30_000 });
  await restore(work);
  const [made, ...more] = await promises();
  expect(more).toEqual([]);
  await expect(work.locator('.inbox-row[aria-current]')).toContainText(around(nb('staff.inbox.promised')));

  // The party, whose phone had no network, sees it on a slow one, and it is read like a message.
  await expect(page.locator('.promise')).toHaveCount(0);
  await slow(page);
  await expect(page.locator('.promise')).toHaveText(around(w('answer.promise')), { timeout: 45_000 });
  await expect(page.locator('.promise')).toContainText('Ingrid Solbakken');
  await restore(page);
  // It holds also when one writes again, and then stands below that.
  await talk.field.fill('Det haster litt');
  await talk.send.click();
  await expect(note).toHaveText(around(w('answer.promised')), { timeout: 30_000 });
  await expect(work.locator('.promise').last()).toBeVisible();

  // The answer takes its place.
  await work.getByRole('textbox', { name: nb('talk.field') }).fill('På tirsdag');
  await work.getByRole('button', { name: nb('talk.send') }).click();
  await expect(talk.message('På tirsdag')).toBeVisible({ timeout: 30_000 });
  await expect(note).toHaveCount(0);
  await expect(work.locator('.answer-promise')).toHaveCount(0, { timeout: 30_000 });
  await expect(work.locator('.inbox-row[aria-current]')).toContainText(nb('staff.inbox.partyRead'), { timeout: 30_000 });

  // A promise that was made in the fagsystem and isn't kept is said kindly to the one, and plainly to the other.
  await talk.field.fill('Hvilken tirsdag?');
  await talk.send.click();
  await expect(talk.message('Hvilken tirsdag?')).toContainText(w('state.delivered'));
  const { employees } = await names(demo, 'fjordvik');
  await inFagsystem(demo, 'fjordvik', copy, 'promise', { employeeID: employees.ingrid, answerBy: soon(-2).toISOString().slice(0, 10) });
  await expect(note).toContainText(around(w('answer.overduePromised')), { timeout: 30_000 });
  await expect(note.getByRole('link')).toHaveAttribute('href', /^tel:/);
  await expect(work.locator('.inbox-row[aria-current]')).toContainText(around(nb('staff.inbox.overdue')), { timeout: 30_000 });
  expect((await promises())[0]).toEqual(made);
  await work.context().close();
});
