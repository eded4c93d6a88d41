// What children and parents say before and after a meeting: one card after the other, kept while it is written, handed in
// once, and with what became of it next to it. On a phone whose network comes and goes.
import type { Locator, Page } from '@playwright/test';
import { readSource } from '../documents/source.ts';
import { expect, loginCitizen, loginEmployee, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { copyOf, expectNarrow, goTo, inFagsystem, names, registered, stored, tap } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

interface Kept {
  submissionId: string;
  kind: string;
  body: { afraidOfBeingKnown?: boolean; view?: { moment: string; meetingId?: string; items: { prompt: string; text: string }[] } };
}

/** A meeting as the fagsystem names it to whoever reads the language. */
const followUp = { nb: 'Oppfølgingsmøte', nn: 'Oppfølgingsmøte', en: 'Oppfølgingsmøte', ar: 'اجتماع متابعة', pl: 'Spotkanie kontrolne' }[language];

interface Minutes {
  title: string;
  heading: string;
  each: string;
  last: string;
}

/** Minutes of a meeting as a party reads them. */
const minutes: Record<string, Minutes> = {
  nb: { title: 'Referat om helgene', heading: 'Dette ble vi enige om', each: 'Avsnitt', last: 'Layla er hos mormor hver lørdag.' },
  ar: { title: 'محضر عن عطلات نهاية الأسبوع', heading: 'ما اتفقنا عليه', each: 'فقرة', last: 'ليلى عند جدتها كل سبت.' },
  pl: { title: 'Protokół w sprawie weekendów', heading: 'Co ustaliliśmy', each: 'Akapit', last: 'Layla jest u babci w każdą sobotę.' },
};
const theirMinutes = minutes[language] ?? minutes.nb!;

/** The plan, and what it says of sleep, as the party reads them. */
const agreed = readSource('tiltaksplan');
const sleeping = agreed.plan!.subGoals[2]!.description[language]!;

/** An answer as somebody translates it, for those who read no Norwegian. */
const early: Record<string, string> = { ar: 'ستعرفين الموعد قبل أسبوع.', pl: 'Dowie się Pani o terminie tydzień wcześniej.' };

/** That words are in one's own language: who translated them, and with a tap the ones they were made of. */
async function expectTranslated(where: Locator, original: string): Promise<void> {
  const written = where.locator('.as-written');
  await expect(written).toHaveCount(1);
  await expect(written.getByText(original)).toBeHidden();
  await tap(written.locator('summary'));
  await expect(written.getByText(original)).toBeVisible();
  await expect(written.getByText(original)).toHaveAttribute('lang', 'nb');
  await expect(written.getByText(original)).toHaveAttribute('dir', 'ltr');
  await expect(written).toContainText(w('reader.norwegianCounts'));
  await expect(written.locator('summary')).toContainText(around(w('made.PERSON')));
}

const views = (demo: Demo, copy: string) => registered<Kept>(demo, copy, 'VIEW');

const card = (page: Page, t: typeof w, prompt: string) => page.getByRole('textbox', { name: t(`views.prompt.${prompt}`) });
const onward = (page: Page) => page.locator('.say-buttons button[type=submit]');

/** Passes over cards until a certain one, or all of them. */
async function passTo(page: Page, t: typeof w, prompt?: string): Promise<void> {
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
  await desk.getByRole('button', { name: nb('staff.views.title') }).click();
  const dialog = desk.getByRole('dialog', { name: nb('staff.views.title') });
  return dialog.getByRole('listitem').filter({ has: desk.getByRole('article').filter({ hasText: said }) });
}

test.afterEach(async ({ demo }) => {
  await demo.fagsystem.start();
});

test('a boy of 12 says how a meeting was: what he writes survives the network and a closed tab, and is sent once', async ({ page, context, demo }) => {
  await loginCitizen(page, 'jakub');
  await page.getByRole('region', { name: w('views.title') }).getByRole('link', { name: w('views.start.AFTER_MEETING') }).click();
  await expect(page.getByText(w('views.who', { Name: 'Petter Lunde' }))).toBeVisible();
  const copy = copyOf(page);
  const before = (await views(demo, copy)).length;
  const how = 'det var fint, men jeg ble litt sliten 😀';
  await card(page, w, 'HOW_IT_WAS').fill(how);
  await expect(page.getByText(w('draft.saved'))).toBeVisible();

  // The line goes, and what is written meanwhile says that it isn't saved; it is when the line is back.
  await cut(page);
  await passTo(page, w, 'NOT_SAID');
  await card(page, w, 'NOT_SAID').fill('at jeg vil møte magnus oftere');
  await expect(page.getByText(w('draft.notSaved'))).toBeVisible();
  await slow(page);
  await expect(page.getByText(w('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await restore(page);
  expect(await stored(page)).not.toContain('magnus');

  const address = page.url();
  await page.close();
  const next = await context.newPage();
  await next.goto(address);
  await expect(card(next, w, 'HOW_IT_WAS')).toHaveValue(how);
  await passTo(next, w);
  await expect(next.getByText('at jeg vil møte magnus oftere')).toBeVisible();
  await expect(next.getByText(w('first.partOfCase'))).toBeVisible();

  // The server has it, and its answer is lost: he learns that it was sent, once, and there is no draft of it.
  await next.route(/\/views\/[0-9a-f-]{36}$/, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await onward(next).click();
  await expect(next.getByRole('heading', { level: 1 })).toHaveText(w('views.sent'));
  await next.getByRole('link', { name: w('views.saidDone') }).click();
  const mine = next.getByRole('listitem').filter({ has: next.getByRole('article') }).filter({ hasText: how });
  await expect(mine).toHaveCount(1);
  const state = mine.locator('.view-state');
  await expect(state).toContainText(w('state.askDelivered'), { timeout: 30_000 });
  await expect(state).toContainText(around(w('state.number')));
  await expect(mine).toContainText(around(w('views.notYet')));
  // Said once, it isn't asked for again.
  await expect(next.getByRole('link', { name: w('views.start.AFTER_MEETING') })).toHaveCount(0);
  await next.goto(address);
  await expect(card(next, w, 'HOW_IT_WAS')).toHaveValue('');
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

test('a mother says before a meeting what she wants there: on a line that comes and goes, for that meeting, and the one she meets reads it', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'katarzyna');
  const row = page.getByRole('region', { name: w('views.title') }).getByRole('link', { name: w('views.start.BEFORE_MEETING') });
  await expect(row).toContainText(followUp);
  await row.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('views.start.BEFORE_MEETING'));
  await expect(page.locator('main header')).toContainText(followUp);
  const copy = copyOf(page);
  const meetingId = new URL(page.url()).pathname.split('/').at(-1);
  const before = (await views(demo, copy)).length;
  const said = {
    THIS_IS_GOOD: 'Osoba wspierająca. Jakub ją lubi.',
    THIS_MUST_CHANGE: 'Spotkania rano, kiedy pracuję.',
    ASK_ME_ABOUT: 'O święta.',
    DO_NOT_ASK_ME_ABOUT: 'O moją matkę, kiedy Jakub słucha.',
  };
  await card(page, w, 'THIS_IS_GOOD').fill(said.THIS_IS_GOOD);
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await cut(page);
  for (const prompt of ['THIS_MUST_CHANGE', 'ASK_ME_ABOUT'] as const) {
    await onward(page).click();
    await card(page, w, prompt).fill(said[prompt]);
  }
  await expect(page.getByText(w('draft.notSaved'))).toBeVisible();
  await slow(page);
  await expect(page.getByText(w('draft.saved'))).toBeVisible({ timeout: 20_000 });
  await onward(page).click();
  await card(page, w, 'DO_NOT_ASK_ME_ABOUT').fill(said.DO_NOT_ASK_ME_ABOUT);
  await passTo(page, w);
  for (const text of Object.values(said)) await expect(page.locator('main').getByText(text)).toBeVisible();
  await onward(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('views.sent'));
  await restore(page);
  await page.getByRole('link', { name: w('views.saidDone') }).click();
  const mine = page.getByRole('listitem').filter({ has: page.getByRole('article') }).filter({ hasText: said.ASK_ME_ABOUT });
  await expect(mine).toContainText(w('views.kind.BEFORE_MEETING'));
  await expect(mine).toHaveCount(1);
  // The meeting is called as on the overview.
  await expect(mine.getByText(followUp, { exact: true })).toBeVisible();
  if (followUp !== 'Oppfølgingsmøte') await expectTranslated(mine, 'Oppfølgingsmøte');
  await expect(mine.locator('.view-state')).toContainText(w('state.askDelivered'), { timeout: 30_000 });
  const kept = (await views(demo, copy)).slice(before);
  expect(kept.map(({ kind, body }) => [kind, body.view])).toEqual([
    ['VIEW', { moment: 'BEFORE_MEETING', meetingId, items: Object.entries(said).map(([prompt, text]) => ({ prompt, text })) }],
  ]);

  const work = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const desk = await work.newPage();
  await loginEmployee(desk, 'petter');
  const theirs = await openViews(desk, copy, said.ASK_ME_ABOUT);
  await expect(theirs).toContainText(nb('views.kind.BEFORE_MEETING'));
  for (const [prompt, text] of Object.entries(said)) {
    const one = theirs.getByRole('article').getByRole('listitem').filter({ hasText: text });
    await expect(one).toHaveCount(1);
    await expect(one.getByRole('heading')).toHaveText(nb(`views.prompt.${prompt}`));
  }
  await work.close();
});

test('a child without party rights says what he is afraid of being known; the answer comes once it is registered, and to him alone', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'sami', { level: 'substantial' });
  await goTo(page, 'conversation', language);
  const copy = copyOf(page);
  await page.getByRole('link', { name: w('views.say') }).and(page.locator('[href$="/views"]')).click();
  await page.locator('main').getByRole('link', { name: w('views.say') }).and(page.locator('[href*="/views/"]')).click();
  const said = 'at dere spør meg når pappa ikke er der';
  await passTo(page, w, 'ASK_ME_ABOUT');
  await card(page, w, 'ASK_ME_ABOUT').fill(said);
  await passTo(page, w);
  await page.getByLabel(w('views.afraid')).check();
  await onward(page).click();
  await page.getByRole('link', { name: w('views.saidDone') }).click();
  const mine = page.getByRole('article').filter({ hasText: said });
  await expect(mine).toContainText(w('views.afraidMark'));
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
  await expect(mine).not.toContainText(w('views.outcome.PARTLY'));
  // It is registered while his phone has no network, and comes on a slow one.
  await cut(page);
  await demo.fagsystem.start();
  await expect(async () => {
    const ours = await registered<{ kind: string; body: { reason?: string } }>(demo, copyOf(page), 'ANSWER');
    expect(JSON.stringify(ours)).toContain('må pappa få vite');
  }).toPass({ timeout: 30_000 });
  await expect(mine).not.toContainText(w('views.outcome.PARTLY'));
  await slow(page);
  // Next to what he said, whole, and the outcome by its own word.
  await expect(mine.locator('.outcome')).toHaveText(w('views.outcome.PARTLY'), { timeout: 45_000 });
  await restore(page);
  await expect(mine.locator('.answer-reason')).toHaveText('Vi snakker med deg alene hver gang. Noen ganger må pappa få vite hva vi har snakket om.');
  await work.close();

  // His mother, who has all rights in his case, sees neither what he said nor the answer.
  const home = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO' });
  const mother = await home.newPage();
  await loginCitizen(mother, 'rania');
  const { copies } = await names(demo, 'fjordvik');
  for (const place of ['views', 'conversation']) {
    // Not before what there is has come.
    const [told] = await Promise.all([
      mother.waitForResponse((response) => new URL(response.url()).pathname === `/api/citizen/cases/${copies['sami/rania']}/${place}`),
      mother.goto(`/case/${copies['sami/rania']}/${place}`),
    ]);
    expect(told.ok()).toBe(true);
    // Asked once more: Chromium doesn't always keep what a page has read as it came.
    const answer = await mother.request.get(told.url());
    expect(answer.status()).toBe(200);
    expect(await answer.text()).not.toContain(said);
    await expect(mother.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(mother.getByText(said)).toHaveCount(0);
  }
  const foreign = await mother.request.get(`/api/citizen/cases/${copies['sami/sami']}/views`);
  expect(foreign.status()).toBe(404);
  await home.close();
});

test('an answer written in the fagsystem arrives live next to what was said, in one’s own language once somebody has translated it, and leads to the paragraph as long as it may be seen', async ({ page, demo }) => {
  await loginCitizen(page, 'rania');
  const { copies, employees } = await names(demo, 'fjordvik');
  const copy = copies['layla/rania']!;
  // One of its own, since it is withdrawn at the end and others meet her; longer than the screen.
  const paragraphs = Array.from({ length: 40 }, (_, i) => `{#b${i + 1}}\nAvsnitt ${i + 1} av planen, med noen ord om hva vi gjør.\n`);
  const { entryId, documentId } = await inFagsystem<{ entryId: string; documentId: string }>(demo, 'fjordvik', copy, 'release', {
    title: { nb: 'Plan for besøkene' }, dokumenttype: 'MOTEREFERAT', texts: { nb: paragraphs.join('\n') },
  });
  await page.goto(`/case/${copy}/views/any`);
  const said = 'أريد أن أعرف موعد الزيارة مسبقًا';
  await passTo(page, w, 'THIS_MUST_CHANGE');
  await card(page, w, 'THIS_MUST_CHANGE').fill(said);
  await passTo(page, w);
  await onward(page).click();
  await page.getByRole('link', { name: w('views.saidDone') }).click();
  const mine = page.getByRole('article').filter({ hasText: said });
  await expect(mine).toContainText(around(w('views.notYet')));
  let view = '';
  await expect(async () => {
    view = (await views(demo, copy)).find(({ body }) => body.view?.items.some(({ text }) => text === said))?.submissionId ?? '';
    expect(view).not.toBe('');
  }).toPass({ timeout: 30_000 });

  // It is written while her phone has no network, and comes on a slow one.
  await cut(page);
  await inFagsystem(demo, 'fjordvik', copy, `messages/${view}/answer`, {
    employeeId: employees.ingrid,
    answers: [
      {
        prompt: 'THIS_MUST_CHANGE',
        outcome: 'USED',
        reason: 'Du får vite dagen en uke før.',
        link: { entryId, documentId, blockId: 'b30' },
      },
    ],
  });
  const its = mine.getByRole('listitem').filter({ hasText: said });
  await expect(mine).toContainText(around(w('views.notYet')));
  await slow(page);
  await expect(its.locator('.outcome')).toHaveText(w('views.outcome.USED'), { timeout: 45_000 });
  await restore(page);
  const reason = its.locator('.answer-reason');
  await expect(reason).toHaveText('Du får vite dagen en uke før.');
  await expect(reason).toHaveAttribute('lang', 'nb');
  await expect(mine).not.toContainText(around(w('views.notYet')));

  // Nobody does anything, and it is there in the languages that somebody has put it into; whoever reads Norwegian reads what was written.
  for (const [into, content] of Object.entries(early)) {
    await inFagsystem(demo, 'fjordvik', copy, `messages/${view}/answer/translations`, {
      prompt: 'THIS_MUST_CHANGE', language: into, content, provenance: { kind: 'PERSON', role: 'Tospråklig fagmedarbeider' },
    });
  }
  const theirs = early[language];
  if (theirs) {
    await expect(reason).toHaveText(theirs, { timeout: 30_000 });
    await expect(reason).toHaveAttribute('lang', language);
    await expect(reason).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    await expectTranslated(its, 'Du får vite dagen en uke før.');
    await expect(its.locator('.as-written')).toContainText('Tospråklig fagmedarbeider');
  } else await expect(its.locator('.as-written')).toHaveCount(0);
  // In the conversation it stands in the same words.
  await goTo(page, 'conversation', language);
  const inThread = page.getByRole('log').locator('.message').filter({ hasText: 'Du får vite dagen en uke før.' });
  await expect(inThread.locator('.said-text')).toHaveText(theirs ?? 'Du får vite dagen en uke før.');
  if (theirs) await expectTranslated(inThread, 'Du får vite dagen en uke før.');
  // So do the answers from before.
  await page.goto(`/case/${copy}/views`);
  const before = page.locator('.answer').filter({ hasText: /Tolken kan bare klokken 14/ });
  await expect(before.locator('.answer-reason')).toHaveAttribute('lang', theirs ? language : 'nb');
  await its.getByRole('link').click();
  const paragraph = page.locator('[data-block="b30"]');
  await expect(paragraph).toBeInViewport();
  await expect(paragraph).toHaveAttribute('data-marked', 'true');

  // What she may see no longer, isn't linked to any longer; the answer stays.
  await inFagsystem(demo, 'fjordvik', copy, `entries/${entryId}/withdraw`);
  await page.goto(`/case/${copy}/views`);
  await expect(mine.locator('.answer-reason')).toHaveText(theirs ?? 'Du får vite dagen en uke før.');
  await expect(mine.getByRole('link')).toHaveCount(0);
});

test('each card gets its own answer: on a phone the contact person chooses a paragraph for one and a goal for another, and the party follows both', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'rania');
  const { copies, entries } = await names(demo, 'fjordvik');
  const copy = copies['layla/rania']!;
  const plan = entries['layla/rania/tiltaksplan']!;
  // Longer than the screen, and in her language too.
  const paragraphs = ({ heading, each, last }: Minutes) =>
    [`{#b1}\n# ${heading}`, ...Array.from({ length: 40 }, (_, i) => `{#b${i + 2}}\n${each} ${i + 1}.`), `{#b42}\n${last}`].join('\n\n') + '\n';
  const { entryId } = await inFagsystem<{ entryId: string }>(demo, 'fjordvik', copy, 'release', {
    title: { nb: minutes.nb!.title, [language]: theirMinutes.title },
    dokumenttype: 'MOTEREFERAT',
    texts: { nb: paragraphs(minutes.nb!), [language]: paragraphs(theirMinutes) },
  });
  const cards = { THIS_IS_GOOD: 'عطلات نهاية الأسبوع عند الجدة', THIS_MUST_CHANGE: 'ننام قليلًا جدًا', ASK_ME_ABOUT: 'العمل في الليل' };
  await page.goto(`/case/${copy}/views/any`);
  for (const [prompt, text] of Object.entries(cards)) {
    await passTo(page, w, prompt);
    await card(page, w, prompt).fill(text);
  }
  await passTo(page, w);
  await onward(page).click();
  await page.getByRole('link', { name: w('views.saidDone') }).click();
  const mine = page.getByRole('article').filter({ hasText: cards.ASK_ME_ABOUT });
  const its = (prompt: string) => mine.getByRole('listitem').filter({ hasText: w(`views.prompt.${prompt}`) });
  for (const prompt of Object.keys(cards)) await expect(its(prompt)).toContainText(w('views.noAnswer'));
  await expect(async () => {
    expect((await views(demo, copy)).filter(({ body }) => body.view?.items.some(({ text }) => text === cards.ASK_ME_ABOUT))).toHaveLength(1);
  }).toPass({ timeout: 30_000 });

  const work = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', viewport: { width: 390, height: 844 } });
  let desk = await work.newPage();
  await loginEmployee(desk, 'ingrid');
  const waiting = async () => {
    const inbox = (await (await desk.request.get('/api/employee/inbox')).json()) as { items: { caseCopyId: string; unansweredViews?: number }[] };
    return inbox.items.find(({ caseCopyId }) => caseCopyId === copy)?.unansweredViews ?? 0;
  };
  const before = await waiting();
  let theirs = await openViews(desk, copy, cards.ASK_ME_ABOUT);
  await theirs.getByRole('button', { name: nb('staff.views.answer'), exact: true }).click();
  const about = (prompt: string) => theirs.getByRole('group', { name: nb(`views.prompt.${prompt}`) });
  const where = (prompt: string) => about(prompt).getByRole('combobox', { name: nb('staff.views.place') });

  // A paragraph, found by its words and chosen with the keyboard; Enter in the search sends nothing.
  await about('THIS_IS_GOOD').getByRole('radio', { name: nb('views.outcome.USED'), exact: true }).check();
  await about('THIS_IS_GOOD').getByRole('textbox').fill('Helgene hos mormor fortsetter.');
  await where('THIS_IS_GOOD').selectOption(entryId);
  await about('THIS_IS_GOOD').getByRole('searchbox').fill('mormor lordag');
  await desk.keyboard.press('Enter');
  const paragraph = () => about('THIS_IS_GOOD').getByRole('radio', { name: 'Layla er hos mormor hver lørdag.' });
  await expect(about('THIS_IS_GOOD').getByRole('status')).toHaveText(nb('staff.views.placesFound', { Found: 1 }));
  await desk.keyboard.press('Tab');
  await desk.keyboard.press('ArrowDown');
  await expect(paragraph()).toBeChecked();
  // A goal; and a closed page loses neither.
  await about('THIS_MUST_CHANGE').getByRole('radio', { name: nb('views.outcome.PARTLY'), exact: true }).check();
  await about('THIS_MUST_CHANGE').getByRole('textbox').fill('Veilederen hjelper med kveldene.');
  await where('THIS_MUST_CHANGE').selectOption(plan);
  const kept = desk.waitForResponse((response) => response.ok() && response.request().method() === 'PUT' && (response.request().postData() ?? '').includes('subGoalId'));
  await about('THIS_MUST_CHANGE').getByRole('radio', { name: 'Alle sover bedre.' }).check();
  await kept;
  await expectNarrow(desk);
  await desk.close();
  desk = await work.newPage();
  theirs = await openViews(desk, copy, cards.ASK_ME_ABOUT);
  await theirs.getByRole('button', { name: nb('staff.views.answer'), exact: true }).click();
  await expect(paragraph()).toBeChecked();
  await expect(about('THIS_MUST_CHANGE').getByRole('radio', { name: 'Alle sover bedre.' })).toBeChecked();
  await cut(page);
  await theirs.getByRole('button', { name: nb('staff.views.send') }).click();
  await expect(theirs).toContainText(nb('staff.views.progress', { Answered: 2, Total: 3 }));
  for (const prompt of Object.keys(cards)) await expect(its(prompt)).toContainText(w('views.noAnswer'));
  await slow(page);

  // She has two answers, and sees that the third is still to come. Both lead to the very place.
  const answered = async (prompt: string, outcome: string, reason: string) => {
    await expect(its(prompt).locator('.outcome')).toHaveText(w(`views.outcome.${outcome}`), { timeout: 45_000 });
    await expect(its(prompt).locator('.answer-reason')).toHaveText(reason);
  };
  await answered('THIS_IS_GOOD', 'USED', 'Helgene hos mormor fortsetter.');
  await answered('THIS_MUST_CHANGE', 'PARTLY', 'Veilederen hjelper med kveldene.');
  await expect(its('ASK_ME_ABOUT')).toContainText(w('views.noAnswer'));
  await expect(its('ASK_ME_ABOUT').locator('.outcome')).toHaveCount(0);
  await restore(page);
  await expect(mine).toContainText(around(w('views.notAll')));
  expect(await waiting()).toBe(before);
  await its('THIS_IS_GOOD').getByRole('link', { name: new RegExp(`${theirMinutes.title}.*${theirMinutes.heading}`) }).click();
  const there = page.locator('[data-block="b42"]');
  await expect(there).toBeInViewport();
  await expect(there).toHaveAttribute('data-marked', 'true');
  await expect(there).toBeFocused();
  await page.goBack();
  await its('THIS_MUST_CHANGE').getByRole('link', { name: new RegExp(`${agreed.title[language]!}.*${sleeping}`) }).click();
  const goal = page.getByRole('list', { name: w('plan.goals') }).getByRole('listitem').filter({ hasText: sleeping });
  await expect(goal).toBeInViewport();
  await expect(goal).toHaveAttribute('data-marked', 'true');
  await expect(goal).toBeFocused();
  await page.goBack();

  // With the last card the view is answered, for both and in the inbox.
  await theirs.getByRole('button', { name: nb('staff.views.rest') }).click();
  await about('ASK_ME_ABOUT').getByRole('radio', { name: nb('views.outcome.NOT_USED'), exact: true }).check();
  await about('ASK_ME_ABOUT').getByRole('textbox').fill('Det snakker vi om på møtet.');
  await theirs.getByRole('button', { name: nb('staff.views.send') }).click();
  await answered('ASK_ME_ABOUT', 'NOT_USED', 'Det snakker vi om på møtet.');
  await expect(mine).not.toContainText(w('views.noAnswer'));
  await expect(theirs.getByRole('button', { name: nb('staff.views.again') })).toBeVisible();
  // What the fagsystem said a moment ago still counts for five seconds.
  await expect.poll(waiting).toBe(before - 1);
  await work.close();

  // The minutes are withdrawn: no link leads there, and what was answered stays, as does the way to the goal.
  await inFagsystem(demo, 'fjordvik', copy, `entries/${entryId}/withdraw`);
  await page.goto(`/case/${copy}/views`);
  await expect(its('THIS_IS_GOOD')).toContainText('Helgene hos mormor fortsetter.');
  await expect(its('THIS_IS_GOOD').getByRole('link')).toHaveCount(0);
  await expect(its('THIS_MUST_CHANGE').getByRole('link')).toHaveCount(1);
});
