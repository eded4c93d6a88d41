// What children and parents say before and after a meeting: one card after the other, kept while it is written, handed in
// once, and with what became of it next to it. On a phone whose network comes and goes.
import type { Locator, Page } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test, type Demo } from './fixtures.ts';
import { cut, restore, slow } from './network.ts';
import { copyOf, goTo, names, registered, stored } from './visiting.ts';
import { around, words } from './words.ts';

const nb = words('nb');
const ar = words('ar');

interface Kept {
  submissionId: string;
  kind: string;
  body: { afraidOfBeingKnown?: boolean; view?: { moment: string; meetingId?: string; items: { prompt: string; text: string }[] } };
}

const views = (demo: Demo, copy: string) => registered<Kept>(demo, copy, 'VIEW');

const card = (page: Page, t: typeof nb, prompt: string) => page.getByRole('textbox', { name: t(`views.prompt.${prompt}`) });
const onward = (page: Page) => page.locator('.say-buttons button[type=submit]');

/** Passes over cards until a certain one, or all of them. */
async function passTo(page: Page, t: typeof nb, prompt?: string): Promise<void> {
  // A card that isn't there yet would be passed over.
  await expect(page.locator('.say-card h2')).toBeVisible();
  const end = prompt ? card(page, t, prompt) : page.getByRole('heading', { name: t('views.review') });
  while (!(await end.isVisible())) {
    const before = await page.locator('.say-card h2').textContent();
    await onward(page).click();
    await expect(page.locator('.say-card h2')).not.toHaveText(before ?? '');
  }
}

/** What was said, as the employee sees it among the views of a conversation. */
async function openViews(desk: Page, copy: string, said: string): Promise<Locator> {
  await desk.goto(`/employee/conversation/${copy}`);
  await desk.locator('.staff-views:visible').click();
  const dialog = desk.getByRole('dialog', { name: nb('staff.views.title') });
  return dialog.getByRole('listitem').filter({ has: desk.getByRole('article').filter({ hasText: said }) });
}

test.afterEach(async ({ demo }) => {
  await demo.fagsystem.start();
});

test('a boy of 12 says how a meeting was: what he writes survives the network and a closed tab, and is sent once', async ({ page, context, demo }) => {
  await loginCitizen(page, 'jakub');
  await page.getByRole('region', { name: nb('views.title') }).getByRole('link', { name: nb('views.start.AFTER_MEETING') }).click();
  await expect(page.getByText(nb('views.who', { Name: 'Petter Lunde' }))).toBeVisible();
  const copy = copyOf(page);
  const before = (await views(demo, copy)).length;
  const how = 'det var fint, men jeg ble litt sliten 😀';
  await card(page, nb, 'HOW_IT_WAS').fill(how);
  await expect(page.getByText(nb('draft.saved'))).toBeVisible();

  // The line goes, and what is written meanwhile says that it isn't saved; it is when the line is back.
  await cut(page);
  await passTo(page, nb, 'NOT_SAID');
  await card(page, nb, 'NOT_SAID').fill('at jeg vil møte magnus oftere');
  await expect(page.getByText(nb('draft.notSaved'))).toBeVisible();
  await slow(page);
  await expect(page.getByText(nb('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await restore(page);
  expect(await stored(page)).not.toContain('magnus');

  const address = page.url();
  await page.close();
  const next = await context.newPage();
  await next.goto(address);
  await expect(card(next, nb, 'HOW_IT_WAS')).toHaveValue(how);
  await passTo(next, nb);
  await expect(next.getByText('at jeg vil møte magnus oftere')).toBeVisible();
  await expect(next.getByText(nb('first.partOfCase'))).toBeVisible();

  // The server has it, and its answer is lost: he learns that it was sent, once, and there is no draft of it.
  await next.route(/\/views\/[0-9a-f-]{36}$/, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await onward(next).click();
  await expect(next.getByRole('heading', { level: 1 })).toHaveText(nb('views.sent'));
  await next.getByRole('link', { name: nb('views.saidDone') }).click();
  const mine = next.getByRole('listitem').filter({ has: next.getByRole('article') }).filter({ hasText: how });
  await expect(mine).toHaveCount(1);
  await expect(mine).toContainText(nb('state.delivered'), { timeout: 30_000 });
  await expect(mine).toContainText(around(nb('state.number')));
  await expect(mine).toContainText(around(nb('views.notYet')));
  // Said once, it isn't asked for again.
  await expect(next.getByRole('link', { name: nb('views.start.AFTER_MEETING') })).toHaveCount(0);
  await next.goto(address);
  await expect(card(next, nb, 'HOW_IT_WAS')).toHaveValue('');
  const kept = (await views(demo, copy)).slice(before);
  expect(kept).toHaveLength(1);
  expect(kept[0]!.body.view).toMatchObject({
    moment: 'AFTER_MEETING',
    items: [
      { prompt: 'HOW_IT_WAS', text: how },
      { prompt: 'NOT_SAID', text: 'at jeg vil møte magnus oftere' },
    ],
  });
  await next.close();
});

test('a child without party rights says what he is afraid of being known; the answer comes once it is registered, and to him alone', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'sami', { level: 'substantial' });
  await goTo(page, 'conversation', 'nb');
  const copy = copyOf(page);
  await page.getByRole('link', { name: nb('views.say') }).and(page.locator('[href$="/views"]')).click();
  await page.locator('main').getByRole('link', { name: nb('views.say') }).and(page.locator('[href*="/views/"]')).click();
  const said = 'at dere spør meg når pappa ikke er der';
  await passTo(page, nb, 'ASK_ME_ABOUT');
  await card(page, nb, 'ASK_ME_ABOUT').fill(said);
  await passTo(page, nb);
  await page.getByLabel(nb('views.afraid')).check();
  await onward(page).click();
  await page.getByRole('link', { name: nb('views.saidDone') }).click();
  const mine = page.getByRole('article').filter({ hasText: said });
  await expect(mine).toContainText(nb('views.afraidMark'));
  await expect(async () => {
    const kept = (await views(demo, copy)).find(({ body }) => body.view?.items.some(({ text }) => text === said));
    expect(kept?.body.afraidOfBeingKnown).toBe(true);
  }).toPass({ timeout: 30_000 });

  const work = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  let desk = await work.newPage();
  await loginEmployee(desk, 'ingrid');
  const theirs = await openViews(desk, copy, said);
  await expect(theirs).toContainText(nb('views.afraidMark'));
  await theirs.getByRole('button', { name: nb('staff.views.answer'), exact: true }).click();
  await theirs.getByRole('button', { name: nb('staff.views.send') }).click();
  await expect(theirs.getByRole('alert')).toHaveText(nb('staff.views.missing'));
  await theirs.getByLabel(nb('views.outcome.PARTLY')).check();
  await theirs.getByRole('textbox').fill('Vi snakker med deg alene hver gang.');
  await expect(theirs.getByText(nb('draft.saved'))).toBeVisible();

  // The line goes, and what isn't saved says so; on a slow one it is, and a closed tab loses nothing of it.
  await cut(desk);
  await theirs.getByRole('textbox').fill('Vi snakker med deg alene hver gang. Noen ganger må pappa få vite hva vi har snakket om.');
  await expect(theirs.getByText(nb('draft.notSaved'))).toBeVisible();
  await theirs.getByRole('button', { name: nb('staff.views.send') }).click();
  await expect(theirs.getByRole('alert')).toHaveText(nb('ask.failedOffline'));
  await slow(desk);
  await expect(theirs.getByText(nb('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await desk.close();
  desk = await work.newPage();
  const there = await openViews(desk, copy, said);
  await there.getByRole('button', { name: nb('staff.views.answer'), exact: true }).click();
  await expect(there.getByRole('textbox')).toHaveValue(/pappa få vite hva/);
  await expect(there.getByLabel(nb('views.outcome.PARTLY'))).toBeChecked();
  await demo.fagsystem.kill();
  await there.getByRole('button', { name: nb('staff.views.send') }).click();
  await expect(there.getByRole('button', { name: nb('staff.views.send') })).toHaveCount(0);
  // Nothing has changed for him while it isn't registered.
  await expect(mine).not.toContainText(nb('views.outcome.PARTLY'));
  await demo.fagsystem.start();
  await expect(mine).toContainText(nb('views.outcome.PARTLY'), { timeout: 30_000 });
  await expect(mine).toContainText('Vi snakker med deg alene hver gang.');
  await work.close();

  // His mother, who has all rights in his case, sees neither what he said nor the answer.
  const home = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const mother = await home.newPage();
  await loginCitizen(mother, 'rania');
  const { copies } = await names(demo, 'fjordvik');
  for (const place of ['views', 'conversation']) {
    await mother.goto(`/case/${copies['sami/rania']}/${place}`);
    await expect(mother.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(mother.getByText(said)).toHaveCount(0);
  }
  const foreign = await mother.request.get(`/api/citizen/cases/${copies['sami/sami']}/views`);
  expect(foreign.status()).toBe(404);
  await home.close();
});

test('an answer written in the fagsystem arrives live next to what was said, and leads to the paragraph as long as it may be seen', async ({ page, demo }) => {
  await loginCitizen(page, 'rania');
  const { copies, employees, entries, documents } = await names(demo, 'fjordvik');
  const copy = copies['layla/rania']!;
  await page.goto(`/case/${copy}/views/any`);
  const said = 'أريد أن أعرف موعد الزيارة مسبقًا';
  await passTo(page, ar, 'THIS_MUST_CHANGE');
  await card(page, ar, 'THIS_MUST_CHANGE').fill(said);
  await passTo(page, ar);
  await onward(page).click();
  await page.getByRole('link', { name: ar('views.saidDone') }).click();
  const mine = page.getByRole('article').filter({ hasText: said });
  await expect(mine).toContainText(around(ar('views.notYet')));
  let view = '';
  await expect(async () => {
    view = (await views(demo, copy)).find(({ body }) => body.view?.items.some(({ text }) => text === said))?.submissionId ?? '';
    expect(view).not.toBe('');
  }).toPass({ timeout: 30_000 });

  await slow(page);
  await demo.fagsystemControl.call('POST', `/fjordvik/copies/${copy}/messages/${view}/answer`, {
    employeeId: employees.ingrid,
    answers: [
      {
        prompt: 'THIS_MUST_CHANGE',
        outcome: 'USED',
        reason: 'Du får vite dagen en uke før.',
        link: { entryId: entries['layla/rania/tiltaksplan'], documentId: documents['layla/rania/tiltaksplan'], blockId: 'b10' },
      },
    ],
  });
  await expect(mine).toContainText(ar('views.outcome.USED'), { timeout: 30_000 });
  await restore(page);
  await expect(mine).toContainText('Du får vite dagen en uke før.');
  await mine.getByRole('link').click();
  const paragraph = page.locator('[data-block="b10"]');
  await expect(paragraph).toBeInViewport();
  await expect(paragraph).toHaveAttribute('data-marked', 'true');

  // What she may see no longer, isn't linked to any longer; the answer stays.
  await demo.fagsystemControl.call('POST', `/fjordvik/copies/${copy}/entries/${entries['layla/rania/tiltaksplan']}/withdraw`);
  await page.goto(`/case/${copy}/views`);
  await expect(mine).toContainText('Du får vite dagen en uke før.');
  await expect(mine.getByRole('link')).toHaveCount(0);
});
