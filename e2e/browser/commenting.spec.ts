// What somebody says to a document: a comment on a draft, and a complaint about a decision, on a phone whose network comes and goes.
// Each is kept while it is written, handed in once, and has its receipt and its answer next to it.
import type { Browser, Locator, Page } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { readPaper } from './paper.ts';
import { inFagsystem, names, registered, stored } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

interface Kept {
  submissionId: string;
  kind: string;
  acceptedAt: string;
  body: { text?: string; entryId?: string };
}

const act = <T = { entryId: string }>(demo: Demo, copy: string, path: string, body?: unknown) => inFagsystem<T>(demo, 'fjordvik', copy, path, body);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What was said, where it stands with its state and its answer. */
const sheet = (page: Page, said: string) => page.getByRole('listitem').filter({ has: page.getByRole('article').filter({ hasText: said }) });

/** The same for the contact person, in a browser of their own. */
async function atDesk(browser: Browser, demo: Demo, copy: string, said: string): Promise<Locator> {
  const desk = await (await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' })).newPage();
  await loginEmployee(desk, 'ingrid');
  await desk.goto(`/employee/conversation/${copy}`);
  await desk.getByRole('button', { name: nb('staff.views.title') }).click();
  return sheet(desk, said);
}

/** Writes while the line goes and comes back; nothing of it is lost, and nothing stays in the browser. */
async function write(page: Page, name: string, first: string, rest: string): Promise<void> {
  const field = page.getByRole('textbox', { name });
  await field.fill(first);
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await cut(page);
  await field.fill(`${first} ${rest}`);
  await expect(page.getByText(w('draft.notSaved'))).toBeVisible();
  await page.getByRole('button', { name: w('views.send') }).click();
  await expect(page.getByText(w('ask.failedOffline'))).toBeVisible();
  await slow(page);
  await expect(page.getByText(w('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await restore(page);
  expect(await stored(page)).not.toContain(rest);
  await page.reload();
  await expect(field).toHaveValue(`${first} ${rest}`);
}

test('a mother comments on a draft plan; you said – we did comes live, with the place; what is withdrawn takes no comments and loses none', async ({ page, browser, demo }) => {
  const { copies, employees } = await names(demo, 'fjordvik');
  const copy = copies['ayan/hodan']!;
  const plan = await act<{ entryId: string; documentId: string }>(demo, copy, 'release', {
    title: { nb: 'Plan for fritiden, utkast' }, dokumenttype: 'MOTEREFERAT', texts: { nb: '{#b1}\n# Plan for fritiden\n\n{#b2}\nAyan går på teater hver onsdag.\n' },
  });
  await act(demo, copy, `entries/${plan.entryId}/draft`, { asking: true, until: inDays(9), asked: { text: 'Passer onsdagene?', language: 'nb' } });
  await loginCitizen(page, 'hodan');
  const reader = `/case/${copy}/documents/${plan.entryId}`;
  await page.goto(reader);
  await expect(page.getByText('Passer onsdagene?')).toBeVisible();
  await page.getByRole('link', { name: w('reader.draftSay') }).click();
  await expect(page.getByText(around(w('reader.draftUntil')))).toBeVisible();
  const form = page.url();
  await write(page, w('comment.field'), 'Onsdager passer ikke,', 'torsdager er bedre 😀');

  // The server has it, and its answer is lost: she learns that it was sent, once.
  await page.route(/\/comments\/[0-9a-f-]{36}$/, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: w('views.send') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('views.sent'));
  const mine = sheet(page, 'torsdager er bedre');
  await expect(mine).toContainText(around(w('state.number')), { timeout: 30_000 });
  await expect(mine).toContainText(around(w('views.notYet')));
  const kept = await registered<Kept>(demo, copy, 'COMMENT');
  expect(kept.map(({ body }) => body)).toMatchObject([{ text: 'Onsdager passer ikke, torsdager er bedre 😀', entryId: plan.entryId }]);
  const theirs = await atDesk(browser, demo, copy, 'torsdager er bedre');
  await expect(theirs).toContainText(nb('views.kind.COMMENT'));
  await theirs.page().context().close();

  // The answer is written in the fagsystem itself, and comes next to the document.
  await page.goto(reader);
  await expect(mine).toBeVisible();
  await cut(page);
  await act(demo, copy, `messages/${kept[0]!.submissionId}/answer`, {
    employeeId: employees.ingrid,
    answers: [{ outcome: 'PARTLY', reason: 'Annenhver torsdag.', link: { entryId: plan.entryId, documentId: plan.documentId, blockId: 'b2' } }],
  });
  await expect(mine).toContainText(around(w('views.notYet')));
  await slow(page);
  await expect(mine).toContainText(w('views.outcome.PARTLY'), { timeout: 45_000 });
  await restore(page);
  await expect(mine).toContainText('Annenhver torsdag.');
  await page.goto(`/case/${copy}/views`);
  await mine.getByRole('link', { name: around(w('views.where')) }).click();
  await expect(page.locator('[data-block="b2"]')).toHaveAttribute('data-marked', 'true');

  // A second one is half written when the draft is withdrawn: it can't be sent, and is all there.
  await page.goto(form);
  const field = page.getByRole('textbox', { name: w('comment.field') });
  await field.fill('Og hva med lørdager?');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await act(demo, copy, `entries/${plan.entryId}/withdraw`);
  await expect(page.getByRole('alert').filter({ hasText: w('views.gone') })).toBeVisible({ timeout: 30_000 });
  await expect(field).toHaveValue('Og hva med lørdager?');
  await expect(page.getByRole('button', { name: w('views.send') })).toHaveCount(0);
  await page.goto(`/case/${copy}/views`);
  await expect(mine).toContainText('Annenhver torsdag.');
  await expect(mine.getByRole('link')).toHaveCount(0);
});

test('a child without party rights complains after the deadline and keeps the receipt; the contact person sees it and answers, and nobody else does', async ({ page, browser, demo }) => {
  const { copies } = await names(demo, 'fjordvik');
  const copy = copies['ayan/ayan']!;
  const granted = { conversation: 'GRANTED', meeting: 'GRANTED', callMe: 'GRANTED', complaint: 'GRANTED' };
  await act(demo, copy, 'grants', { ...granted, documents: 'REFUSED' });
  const title = 'Vedtak om teatergruppen';
  const decision = { title: { nb: title }, dokumenttype: 'VEDTAK', released: 'TITLE', childMayComplain: true };
  const late = await act(demo, copy, 'release', { ...decision, deadlineDays: -2 });
  const board = await act(demo, copy, 'release', { ...decision, deadlineDays: 12, elsewhere: true });
  await loginCitizen(page, 'ayan', { level: 'substantial' });
  const rights = page.getByRole('region', { name: w('complaint.title') });
  // What goes to a court says so, and has no form here.
  await expect(rights.getByRole('link', { name: w('complaint.write') })).toHaveCount(1);
  await rights.getByText(w('complaint.more')).first().click();
  await rights.getByText(w('complaint.more')).last().click();
  await expect(rights).toContainText(around(w('complaint.elsewhere')));
  await expect(rights).toContainText('Tingretten');
  await page.goto(`/case/${copy}/complaint/${board.entryId}`);
  await expect(page.getByRole('alert').filter({ hasText: around(w('complaint.elsewhere')) })).toContainText('Tingretten');
  await expect(page.getByRole('button', { name: w('views.send') })).toHaveCount(0);

  await page.goto(`/case/${copy}`);
  await rights.getByRole('link', { name: w('complaint.write') }).click();
  await expect(page.getByText(around(w('complaining.late')))).toBeVisible();
  await write(page, w('complaining.field'), 'jeg klager.', 'jeg vil være på teateret også i vår');
  await page.getByLabel(w('views.afraid')).check();
  await page.getByRole('button', { name: w('views.send') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('views.sent'));
  const mine = sheet(page, 'også i vår');
  await expect(mine).toContainText(around(w('views.afterDeadline')));
  await expect(mine).toContainText(around(w('state.number')), { timeout: 30_000 });
  const [sent] = await registered<Kept>(demo, copy, 'COMPLAINT');
  await mine.getByRole('button', { name: w('receipt.keep') }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), mine.getByRole('button', { name: w('receipt.download') }).click()]);
  const paper = await readPaper(await file.path());
  for (const word of ['teateret', 'Ayan', w('srv.receipt.complaint'), ...w('srv.receipt.after-deadline').split(/[\s،.]+/)]) expect(paper.text).toContain(word);
  // What counts is when it was sent, as the fagsystem has it too.
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Oslo', hour: '2-digit', minute: '2-digit' }).format(new Date(sent!.acceptedAt));
  expect(paper.text).toContain(time);
  for (const shown of [paper.text, await page.locator('main').innerText()]) expect(shown).not.toContain(title);

  const theirs = await atDesk(browser, demo, copy, 'også i vår');
  await expect(theirs).toContainText(title);
  await expect(theirs).toContainText(nb('views.afraidMark'));
  await theirs.getByRole('button', { name: nb('staff.views.answer'), exact: true }).click();
  await expect(theirs.getByLabel(nb('views.outcome.NOT_USED'))).toHaveCount(0);
  await theirs.getByLabel(nb('views.outcome.FORWARDED')).check();
  await theirs.getByRole('textbox').fill('Vi har sendt klagen til Statsforvalteren.');
  await theirs.getByRole('button', { name: nb('staff.views.send') }).click();
  await expect(mine).toContainText(w('views.outcome.FORWARDED'), { timeout: 30_000 });
  await expect(mine).toContainText('Vi har sendt klagen til Statsforvalteren.');
  await theirs.page().context().close();

  // His mother, who sees everything of her own copy, sees neither what he said nor that he did.
  const home = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const mother = await home.newPage();
  await loginCitizen(mother, 'hodan');
  for (const place of ['views', 'conversation']) {
    await mother.goto(`/case/${copies['ayan/hodan']}/${place}`);
    await expect(mother.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(mother.locator('main [aria-busy=true]')).toHaveCount(0);
    await expect(mother.getByText('også i vår')).toHaveCount(0);
  }
  for (const path of ['views', `conversation/messages/${sent!.submissionId}/receipt`])
    expect((await mother.request.get(`/api/citizen/cases/${copy}/${path}`)).status()).toBe(404);
  expect((await mother.request.get(`/api/citizen/cases/${copies['ayan/hodan']}/conversation/messages/${sent!.submissionId}/receipt`)).status()).toBe(404);
  await home.close();
  // As it was: others meet him, too.
  for (const { entryId } of [late, board]) await act(demo, copy, `entries/${entryId}/withdraw`);
  await act(demo, copy, 'grants', { documents: 'OPEN', conversation: 'OPEN', meeting: 'OPEN', callMe: 'OPEN', complaint: 'GRANTED', consents: 'OPEN' });
});
