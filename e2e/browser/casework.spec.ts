// One's own case on a phone: what waits, what comes, the plan and its drawing, a meeting for one's calendar, a draft, the
// right to complain, another child's case one tap away, and a case that is closed while one reads.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { readSource } from '../documents/source.ts';
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { watchCases, type CaseWatch } from './othersData.ts';
import { chooseCase, conversation, copyOf, expectNarrow, goTo, inFagsystem, names } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
/** A meeting as the fagsystem names it to whoever reads the language. */
const aboutThePlan = { nb: 'Møte om tiltaksplanen', nn: 'Møte om tiltaksplanen', en: 'Møte om tiltaksplanen', ar: 'اجتماع حول خطة التدابير', pl: 'Spotkanie w sprawie planu pomocy' }[language];
const draft = readSource('tiltaksplan');
const firstGoal = draft.plan!.subGoals[0]!.description[language]!;
/** What the draft's readers are asked. */
const asked = draft.commentsAsked![language]!;
/** However many days there are left; the demo is begun on any day. */
const daysLeft = new RegExp(Array.from({ length: 60 }, (_, days) => w('date.left', { Count: days + 1 })).join('|'));

// It closes a case and changes a draft.
test.use({ own: 'casework' });

test('a mother follows her case: what waits leads to its place, and the plan says in words what it draws', async ({
  page,
  demo,
}) => {
  await loginCitizen(page, 'rania');
  await chooseCase(page, 'Layla', language);
  const copy = copyOf(page);
  // What is, what comes, and whom to talk to, before anything else is opened.
  for (const part of ['home.now', 'home.next', 'home.where'] as const) await expect(page.getByRole('heading', { level: 2, name: w(part) })).toBeVisible();
  await expect(page.getByRole('main').getByText('Ingrid Solbakken').first()).toBeVisible();
  const waiting = page.getByRole('region', { name: w('home.waiting') });
  await waiting.getByRole('link', { name: aboutThePlan }).click();
  const meeting = page.getByRole('article', { name: aboutThePlan });
  await expect(meeting).toBeFocused();

  // What goes into a calendar says when, and nothing else; without a line it says so, and comes when the line is back.
  await meeting.getByRole('button', { name: w('meetings.toCalendar') }).click();
  await expect(meeting.getByText(w('meetings.calendarNote'))).toBeVisible();
  await cut(page);
  await meeting.getByRole('button', { name: w('meetings.toCalendar') }).last().click();
  await expect(meeting.getByRole('alert')).toHaveText(w('receipt.offline'));
  await slow(page);
  const [kept] = await Promise.all([
    page.waitForEvent('download'),
    meeting.getByRole('button', { name: w('meetings.toCalendar') }).last().click(),
  ]);
  expect(kept.suggestedFilename()).toBe('calendar.ics');
  const file = await readFile(await kept.path(), 'utf8');
  expect(file).toContain(`SUMMARY;LANGUAGE=${language}:${w('srv.calendar.title')}`);
  expect(file).not.toMatch(/Storgata|tiltaksplan|Ingrid|Layla|LOCATION|DESCRIPTION/i);
  await restore(page);

  // Each goal has its state in words; the ring is for the eye.
  const plan = page.getByRole('region', { name: w('plan.plans') }).getByRole('article');
  const goals = plan.getByRole('list', { name: w('plan.goals') }).getByRole('listitem');
  await expect(goals).toHaveCount(5);
  await expect(goals.first()).toContainText(firstGoal);
  await expect(goals.first()).toContainText(w('plan.goal.IN_PROGRESS'));
  await expect(plan.locator('.ring .ring-part')).toHaveCount(5);
  await expectStory(page, copy);
  await expectNarrow(page);

  // The draft, and what becomes of it, without loading the page anew.
  const drafts = page.getByRole('region', { name: w('plan.drafts') });
  await expect(drafts).toContainText(asked);
  const { entries } = await names(demo, 'fjordvik');
  await inFagsystem(demo, 'fjordvik', copy, `entries/${entries['layla/rania/tiltaksplan']}/draft`, {
    asking: false,
    outcome: { kind: 'FINISHED', at: new Date().toISOString(), text: 'Vi la til et mål.', language: 'nb' },
  });
  await expect(drafts).toContainText('Vi la til et mål.');
  await expect(drafts).not.toContainText(asked);
});

interface Told {
  date: string;
  milestone?: { name: string; translation?: { text: string } };
  entry?: { title: string };
}

/** The case's steps and the entries that belong with them: newest first, each under its month, with where the case is. */
async function expectStory(page: Page, copy: string): Promise<void> {
  const { timeline } = (await (await page.request.get(`/api/citizen/cases/${copy}/plan`)).json()) as { timeline: Told[] };
  const dates = timeline.map(({ date }) => date);
  expect(dates).toEqual(dates.toSorted().toReversed());
  const story = page.locator('.timeline');
  await expect(story.locator('[aria-current=step]')).toHaveCount(1);
  const months = [...new Set(dates.map((date) => date.slice(0, 7)))];
  expect(months.length).toBeGreaterThan(1);
  await expect(story.getByRole('heading', { level: 3 })).toHaveCount(months.length);
  for (const [at, month] of months.entries()) {
    const shown = story.locator(':scope > li').nth(at);
    const inMonth = timeline.filter(({ date }) => date.startsWith(month));
    await expect(shown.getByRole('heading', { level: 3 })).toContainText(month.slice(0, 4));
    await expect(shown.getByRole('listitem')).toHaveText(inMonth.map(({ milestone, entry }) => around(milestone?.translation?.text ?? milestone?.name ?? entry!.title)));
  }
  expect(timeline.some(({ entry }) => entry)).toBe(true);
  await expect(story.getByRole('link').first()).toHaveAttribute('href', new RegExp(`^/case/${copy}/documents/`));
}

interface Going {
  one: string;
  other: string;
  /** A document of the one. */
  document: string;
  /** Pages on which the one has nothing of its own. */
  empty?: readonly string[];
  children: readonly string[];
}

/** Goes between two of one’s cases, on one page after the other and back, and then as one does: by the children’s names. */
async function goBetween(page: Page, watch: CaseWatch, { one, other, document, empty = [], children }: Going): Promise<void> {
  for (const place of ['', 'documents', `documents/${document}`, 'plan', 'conversation', 'consents', 'views']) {
    await (empty.includes(place) ? watch.pass : watch.visit)(one, place);
    if (place === 'conversation') {
      await conversation(page, language).field.fill('Dette gjelder bare det ene barnet');
      watch.wrote(one, 'Dette gjelder bare det ene barnet');
    }
    await watch.pass(other, place);
    // Back to what one had, and there again.
    await page.goBack();
    await page.goForward();
  }
  for (const child of children) await chooseCase(page, child, language);
  await watch.visit(other, '');
  expect(await watch.misplaced()).toEqual([]);
}

test('between two children’s cases no page shows at any moment what is only the other’s, on whichever one is', async ({ page, demo }) => {
  const watch = await watchCases(page);
  await loginCitizen(page, 'rania');
  const { copies, entries } = await names(demo, 'fjordvik');
  const [layla, sami] = [copies['layla/rania']!, copies['sami/rania']!];
  await watch.visit(layla, '');
  // The first time a page's program comes over a slow line, too.
  await slow(page);
  await watch.pass(sami, 'consents');
  await watch.visit(layla, 'documents');
  await restore(page);
  await goBetween(page, watch, { one: layla, other: sami, document: entries['layla/rania/vedtak-hjelpetiltak']!, children: ['Layla', 'Sami', 'Layla'] });
});

test('a father in one municipality who is a guardian in another: neither role’s page shows what is only the other’s', async ({ page, demo }) => {
  const [lyngmo, fjordvik] = [await names(demo, 'lyngmo'), await names(demo, 'fjordvik')];
  const [jakub, oliwia] = [lyngmo.copies['jakub/tomasz']!, fjordvik.copies['oliwia/tomasz']!];
  await inFagsystem(demo, 'fjordvik', oliwia, 'role', { role: 'VERGE' });
  const watch = await watchCases(page);
  await loginCitizen(page, 'tomasz');
  await watch.visit(jakub, '');
  await goBetween(page, watch, {
    one: jakub, other: oliwia, document: lyngmo.entries['jakub/tomasz/vedtak-stottekontakt-jakub']!, empty: ['consents', 'views'], children: ['Jakub', 'Oliwia', 'Jakub'],
  });
  expect((await page.request.get(`/api/citizen/cases/${oliwia}`).then((answer) => answer.json())) as { role: string }).toMatchObject({ role: 'GUARDIAN' });
});

test('a boy without party rights sees until when and how he can complain, and learns at once that the case is closed', async ({ page, demo }) => {
  await loginCitizen(page, 'sami', { level: 'substantial' });
  await page.getByRole('region', { name: w('home.waiting') }).getByRole('link', { name: around(w('waiting.complaint')) }).click();
  const right = page.getByRole('region', { name: w('complaint.title') });
  await expect(right).toContainText(w('complaint.unseen'));
  await expect(right).toContainText(daysLeft);
  await right.getByText(w('complaint.more')).click();
  await expect(right.getByText(w('complaint.means.MUNICIPAL_DECISION'))).toBeVisible();
  await expect(right).toContainText('Barneverntjenesten i Fjordvik kommune');
  await expect(right.getByRole('link', { name: w('contact.write') })).toBeVisible();
  await expect(page.locator('main')).not.toContainText('Vedtak om hjelp til Sami');

  // He is writing when it is closed, and nobody has granted him to go on: it is said, and whom to call, and his words are still his.
  await goTo(page, 'conversation', language);
  await page.getByRole('button', { name: w('first.understood') }).click();
  const talk = conversation(page, language);
  await talk.field.fill('Dere må ikke slutte');
  await inFagsystem(demo, 'fjordvik', copyOf(page), 'grants', { conversation: 'OPEN', complaint: 'GRANTED' });
  await inFagsystem(demo, 'fjordvik', copyOf(page), 'close');
  await expect(page.getByRole('status').filter({ hasText: w('talk.closed') })).toBeVisible();
  const left = page.getByLabel(w('talk.unsent'));
  await expect(left).toHaveValue('Dere må ikke slutte');
  await expect(left).toBeFocused();
  await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible();
  await goTo(page, 'home', language);
  await expect(page.getByText(w('home.closed'))).toBeVisible();
  await expect(right).toBeVisible();
});
