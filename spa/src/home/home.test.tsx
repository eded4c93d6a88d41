import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen, waitFor, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { expect, test, vi } from 'vitest';
import { laylaCase, laylasCase, me, samiCase, today } from '../../test/fixtures.ts';
import type { Case, CaseSummary, Milestone } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Home } from './Home.tsx';

// Before the API's client takes hold of it: nothing more is ever answered here.
vi.hoisted(() => {
  globalThis.fetch = () => new Promise<never>(() => {});
});

const [layla, sami] = me.cases as [CaseSummary, CaseSummary];
const never = Number.POSITIVE_INFINITY;

/** The overview of one of the cases; only Layla's is known, and nothing more ever comes. */
function overview(client: QueryClient, caseCopy: CaseSummary) {
  return (
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={caseCopy}>
          <Home />
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>
  );
}

function knowing(data: Case): QueryClient {
  now.value = today;
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: never } },
  });
  client.setQueryData(keys.caseCopy(laylaCase), data);
  client.setQueryData(keys.views(laylaCase), { views: [], canSend: false, historyAvailable: true });
  client.setQueryData(keys.requests(laylaCase), { requests: [] });
  return client;
}

test('whoever goes over to another child’s case never sees a moment of the first one’s, however long the other takes', async () => {
  const client = knowing(laylasCase);
  const { rerender, container } = render(overview(client, layla));
  const all = [
    laylasCase.whatHappensNow ?? '',
    'Bli kjent med støttekontakten',
    'Ingrid Solbakken',
    'Vedtak om støttekontakt',
  ];
  for (const words of all) expect(container.textContent).toContain(words);
  // What stands there is looked at after each change of the page, not only at the end.
  const seen: string[] = [];
  const watch = new MutationObserver(() => seen.push(container.textContent ?? ''));
  watch.observe(container, { childList: true, subtree: true, characterData: true });
  rerender(overview(client, sami));
  seen.push(container.textContent ?? '');
  await waitFor(() => expect(seen.length).toBeGreaterThan(1));
  watch.disconnect();
  for (const words of all) expect(seen.filter((text) => text.includes(words))).toEqual([]);
  expect(container.querySelector('[aria-busy="true"]')).toBeTruthy();
  expect(samiCase).not.toBe(laylaCase);
});

test('in plain words: what waits, what happens now, what comes next, and whom to talk to, in this order', () => {
  const client = knowing({
    ...laylasCase,
    waiting: [
      { kind: 'COMPLAINT_DEADLINE', entryId: 'e', date: '2026-12-03', title: 'Vedtak' },
      {
        kind: 'MEETING',
        meetingId: laylasCase.meetings[0]?.meetingId ?? '',
        at: '2026-12-01T14:00:00+01:00',
        title: 'Møte',
      },
    ],
  });
  render(overview(client, layla));
  const order = screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent);
  const wanted = [t('home.waiting'), t('home.now'), t('home.next'), t('contact.title')];
  expect(order.filter((title) => wanted.includes(title ?? ''))).toEqual(wanted);
  const rows = within(screen.getByRole('region', { name: t('home.waiting') })).getAllByRole('link');
  expect(rows.map((row) => row.getAttribute('href'))).toEqual([
    `/case/${laylaCase}/documents/e`,
    `/case/${laylaCase}/plan#meeting-${laylasCase.meetings[0]?.meetingId}`,
  ]);
});

test('what happens now says in which language it is written, where that isn’t the page’s', () => {
  const told = { ...laylasCase, whatHappensNow: 'بدأت المساعدة الآن.', whatHappensNowLanguage: 'ar' };
  const { unmount } = render(overview(knowing(told), layla));
  const said = screen.getByText('بدأت المساعدة الآن.');
  expect([said.lang, said.dir]).toEqual(['ar', 'rtl']);
  expect(said.previousElementSibling?.textContent).toBe(t('reader.writtenIn', { Language: 'العربية' }));
  unmount();
  render(overview(knowing({ ...told, whatHappensNow: 'Hjelpen har begynt.', whatHappensNowLanguage: 'nn' }), layla));
  expect(screen.getByText('Hjelpen har begynt.').previousElementSibling?.tagName).toBe('H2');
});

/** The overview of a child that sees no documents, and has these rights to complain. */
function overviewOfChild(complaints: Case['complaints'], waiting: Case['waiting'] = []) {
  const may = { ...layla.may, documents: false };
  const client = knowing({ ...laylasCase, may, latest: [], milestones: [], complaints, waiting });
  return render(overview(client, { ...layla, may }));
}

test('a child without documents sees its right to complain and where that stands, and nothing of what was decided', () => {
  const remedy = { kind: 'ACUTE_DECISION', deadline: '2026-12-03', daysLeft: 9, receiver: 'Nemnda' } as const;
  const { container } = overviewOfChild(
    [{ entryId: 'e', date: '2026-11-12', remedy }],
    [{ kind: 'COMPLAINT_DEADLINE', entryId: 'e', date: '2026-12-03' }],
  );
  const row = within(screen.getByRole('region', { name: t('home.waiting') })).getByRole('link');
  expect(row.textContent).toContain('Det er 9 dager til.');
  const at = container.querySelector(row.getAttribute('href') ?? '');
  expect(at?.textContent).toContain(t('complaint.means.ACUTE_DECISION'));
  expect(at?.textContent).toContain('Nemnda');
  expect(screen.getByText(t('complaint.unseen'))).toBeTruthy();
  for (const link of screen.getAllByRole('link')) expect(link.getAttribute('href')).not.toContain('/documents');
});

test('a child without documents learns until when it can complain, also where the fagsystem says no more than that', () => {
  overviewOfChild([{ entryId: 'e', date: '2026-11-12', complaintDeadline: '2026-12-03' }]);
  const right = screen.getByRole('complementary', { name: t('complaint.right') });
  expect(right.textContent).toContain(t('complaint.deadline', { Date: formatDate('2026-12-03', 'day') }));
  expect(right.textContent).toContain(t('complaint.ask'));
});

test('a case that is closed meanwhile says so, politely', () => {
  const client = knowing({ ...laylasCase, closed: true });
  const { container } = render(overview(client, layla));
  expect(container.querySelector('.closed-note[role="status"]')?.textContent).toBe(t('home.closed'));
});

test('a child without documents is promised only what the case still takes', () => {
  const may = { ...layla.may, documents: false };
  const rights = () => screen.queryByRole('region', { name: t('rights.title') })?.textContent ?? '';
  const { unmount } = render(overview(knowing({ ...laylasCase, may, milestones: [] }), { ...layla, may }));
  for (const one of ['rights.say', 'rights.askMeeting'] as const) expect(rights()).toContain(t(one));
  unmount();
  const less = { ...may, meeting: false, callMe: false };
  render(
    overview(knowing({ ...laylasCase, may: less, milestones: [], closed: true }), {
      ...layla,
      may: less,
      closed: true,
    }),
  );
  for (const one of ['rights.say', 'rights.askMeeting'] as const) expect(rights()).not.toContain(t(one));
  expect(rights()).toContain(t('rights.noDocuments'));
});

test('where something more can’t be shown, nobody is told that nothing waits or that nothing has come', () => {
  const data = { ...laylasCase, waiting: [], latest: [] };
  const { unmount } = render(overview(knowing(data), layla));
  const waiting = () => screen.getByRole('region', { name: t('home.waiting') });
  expect(waiting().textContent).toContain(t('home.nothingWaits'));
  expect(screen.queryByText(t('documents.incomplete'))).toBeNull();
  unmount();
  const { container } = render(overview(knowing({ ...data, incomplete: true }), layla));
  expect(waiting().textContent).toBe(t('home.waiting') + t('documents.incomplete'));
  expect(container.textContent).not.toContain(t('home.latestEmpty'));
});

test('what waits is there beside the word that there is more', () => {
  const waiting = [{ kind: 'COMMENT_WANTED' as const, entryId: 'e' }];
  render(overview(knowing({ ...laylasCase, waiting, incomplete: true }), layla));
  const region = screen.getByRole('region', { name: t('home.waiting') });
  expect(within(region).getByRole('link').textContent).toContain(t('waiting.comment'));
  expect(region.textContent).toContain(t('documents.incomplete'));
});

test('where one is asked about a meeting, its name says which language it is in', () => {
  const [meeting] = laylasCase.meetings;
  if (!meeting) throw new Error('the fixture has no meeting');
  const made = {
    language: 'pl',
    direction: 'ltr',
    outdated: false,
    provenance: { kind: 'PERSON', madeAt: '2026-11-20T09:00:00Z' },
  } as const;
  const translated = { ...meeting, meetingId: 'pl', translation: { text: 'Spotkanie w sprawie planu', made } };
  const client = knowing({ ...laylasCase, meetings: [meeting, translated] });
  client.setQueryData(keys.views(laylaCase), { views: [], canSend: true, historyAvailable: true });
  render(overview(client, layla));
  const asked = screen.getAllByRole('link', { name: new RegExp(t('views.start.BEFORE_MEETING').replace('?', '\\?')) });
  expect(asked.map((row) => row.querySelector('bdi')?.lang)).toEqual(['nb', 'pl']);
});

const [helped, examined, received] = laylasCase.milestones as [Milestone, Milestone, Milestone];
const review: Milestone = { name: 'Ny vurdering', startDate: '2026-12-10', endDate: '2026-12-10', current: false };
const later: Milestone = { ...review, name: 'Avslutning', startDate: '2027-06-01' };

test('where no step is the present one, what has begun last stands as what was, and never what is only planned', () => {
  const milestones = [later, review, { ...helped, current: false }, examined, received];
  const { unmount } = render(overview(knowing({ ...laylasCase, milestones }), layla));
  const where = () => screen.getByRole('region', { name: t('home.where') });
  expect(where().textContent).toContain(helped.name);
  for (const { name } of [review, later]) expect(where().textContent).not.toContain(name);
  unmount();
  render(overview(knowing({ ...laylasCase, milestones: [later, review, helped, examined] }), layla));
  expect(where().querySelector('[aria-current="step"]')?.textContent).toContain(helped.name);
  expect(where().textContent).toContain(examined.name);
});

test('a planned step comes next, too: the soonest of them, by its day among the meetings, and nobody is told that nothing is agreed', () => {
  const milestones = [later, review, helped];
  const next = () => screen.getByRole('region', { name: t('home.next') });
  const titles = () =>
    within(next())
      .getAllByRole('heading', { level: 3 })
      .map((h) => h.textContent);
  const { unmount } = render(overview(knowing({ ...laylasCase, meetings: [], milestones }), layla));
  expect(titles()).toEqual([review.name]);
  expect(next().textContent).toContain('10. desember');
  expect(next().textContent).not.toContain(t('home.nothingNext'));
  unmount();
  const known = render(overview(knowing({ ...laylasCase, milestones }), layla));
  expect(titles()).toEqual([laylasCase.meetings[0]?.title, review.name]);
  known.unmount();
  render(overview(knowing({ ...laylasCase, meetings: [], milestones: [helped, examined] }), layla));
  expect(next().textContent).toContain(t('home.nothingNext'));
});
