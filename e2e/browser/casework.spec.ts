// One's own case on a phone: what waits, what comes, the plan and its drawing, a meeting for one's calendar, a draft, the
// right to complain, another child's case one tap away, and a case that is closed while one reads.
import { readFile } from 'node:fs/promises';
import { expect, loginCitizen, test } from './fixtures.ts';
import { cut, restore, slow } from './network.ts';
import { chooseCase, copyOf, expectNarrow, goTo, names } from './visiting.ts';
import { around, words } from './words.ts';

const ar = words('ar');
const nb = words('nb');

// It closes a case and changes a draft.
test.use({ own: 'casework' });

test('a mother follows her case in Arabic: what waits leads to its place, the plan says in words what it draws, and switching shows nothing of the other child', async ({
  page,
  demo,
}) => {
  await loginCitizen(page, 'rania');
  const cases = page.getByRole('navigation', { name: ar('case.choose') });
  await chooseCase(page, 'Layla', 'ar');
  const copy = copyOf(page);
  const waiting = page.getByRole('region', { name: ar('home.waiting') });
  await waiting.getByRole('link', { name: 'Møte om tiltaksplanen' }).click();
  const meeting = page.getByRole('article', { name: 'Møte om tiltaksplanen' });
  await expect(meeting).toBeFocused();

  // What goes into a calendar says when, and nothing else; without a line it says so, and comes when the line is back.
  await meeting.getByRole('button', { name: ar('meetings.toCalendar') }).click();
  await expect(meeting.getByText(ar('meetings.calendarNote'))).toBeVisible();
  await cut(page);
  await meeting.getByRole('button', { name: ar('meetings.toCalendar') }).last().click();
  await expect(meeting.getByRole('alert')).toHaveText(ar('receipt.offline'));
  await slow(page);
  const [kept] = await Promise.all([
    page.waitForEvent('download'),
    meeting.getByRole('button', { name: ar('meetings.toCalendar') }).last().click(),
  ]);
  expect(kept.suggestedFilename()).toBe('calendar.ics');
  const file = await readFile(await kept.path(), 'utf8');
  expect(file).toContain(`SUMMARY;LANGUAGE=ar:${ar('srv.calendar.title')}`);
  expect(file).not.toMatch(/Storgata|tiltaksplan|Ingrid|Layla|LOCATION|DESCRIPTION/i);
  await restore(page);

  // Each goal has its state in words; the ring is for the eye.
  const plan = page.getByRole('region', { name: ar('plan.plans') }).getByRole('article');
  const goals = plan.getByRole('list', { name: ar('plan.goals') }).getByRole('listitem');
  await expect(goals).toHaveCount(5);
  await expect(goals.first()).toContainText('تحضر ليلى إلى المدرسة');
  await expect(goals.first()).toContainText(ar('plan.goal.IN_PROGRESS'));
  await expect(plan.locator('.ring .ring-part')).toHaveCount(5);
  await expect(page.locator('.timeline [aria-current=step]')).toHaveCount(1);
  await expectNarrow(page);

  // The draft, and what becomes of it, without loading the page anew.
  const drafts = page.getByRole('region', { name: ar('plan.drafts') });
  await expect(drafts).toContainText('Er målene de riktige for dere?');
  const { entries } = await names(demo, 'fjordvik');
  await demo.fagsystemControl.call('POST', `/fjordvik/copies/${copy}/entries/${entries['layla/rania/tiltaksplan']}/draft`, {
    asking: false,
    outcome: { kind: 'FINISHED', at: new Date().toISOString(), text: 'Vi la til et mål.', language: 'nb' },
  });
  await expect(drafts).toContainText('Vi la til et mål.');
  await expect(drafts).not.toContainText('Er målene de riktige for dere?');

  // Over a slow line to the other child: at no moment anything of the first.
  await goTo(page, 'home', 'ar');
  const now = await page.locator('.now-text').textContent();
  await page.evaluate((words) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      const main = document.querySelector('main')?.textContent ?? '';
      if (location.pathname.split('/')[2] !== words.copy && main.includes(words.now)) seen.push(main);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, { copy, now: now ?? '' });
  await slow(page);
  await cases.getByRole('link', { name: 'Sami' }).click();
  await expect(page.locator('.now-text')).toBeVisible();
  await expect(page.locator('.now-text')).not.toHaveText(now ?? '');
  expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
});

test('a boy without party rights sees until when and how he can complain, and learns at once that the case is closed', async ({ page, demo }) => {
  await loginCitizen(page, 'sami', { level: 'substantial' });
  await page.getByRole('region', { name: nb('home.waiting') }).getByRole('link', { name: around(nb('waiting.complaint')) }).click();
  const right = page.getByRole('region', { name: nb('complaint.title') });
  await expect(right).toContainText(nb('complaint.unseen'));
  await expect(right).toContainText('dager til.');
  await right.getByText(nb('complaint.more')).click();
  await expect(right.getByText(nb('complaint.means.MUNICIPAL_DECISION'))).toBeVisible();
  await expect(right).toContainText('Barneverntjenesten i Fjordvik kommune');
  await expect(right.getByRole('link', { name: nb('contact.write') })).toBeVisible();
  await expect(page.locator('main')).not.toContainText('Vedtak om hjelp til Sami');
  await demo.fagsystemControl.call('POST', `/fjordvik/copies/${copyOf(page)}/close`);
  await expect(page.getByText(nb('home.closed'))).toBeVisible();
  await expect(right).toBeVisible();
});
