import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { cleanup, render, screen, within } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso';
import { beforeEach, expect, test } from 'vitest';
import ar from '../../../i18n/ar.json';
import { dateWords } from '../../build/catalogues.ts';
import { decision, laylasCase, me, today } from '../../test/fixtures.ts';
import type { CaseSummary, Entry, MeasuresPlan, Plan as PlanData, TimelineItem } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { keys } from '../api/queries.ts';
import { DeadlineCard } from '../documents/DeadlineCard.tsx';
import { type Catalogue, putCatalogue, t } from '../i18n/catalogue.ts';
import { now } from '../parts/clock.ts';
import { ActingIn, answerPath } from '../shell/caseCopy.tsx';
import { GoalRing } from './GoalRing.tsx';
import { countStates, elapsed, type GoalState, goalStates } from './goals.ts';
import { Plan } from './Plan.tsx';
import { byMonth, Timeline } from './Timeline.tsx';

beforeEach(() => {
  history.replaceState(null, '', '/');
  now.value = today;
});

const layla = me.cases[0] as CaseSummary;

const measures = (...states: GoalState[]): MeasuresPlan => ({
  state: 'ACTIVE',
  startDate: '2026-11-04',
  endDate: '2026-12-14',
  language: 'nb',
  subGoals: states.map((state, i) => ({ subGoalId: `d${i}`, description: `Mål nummer ${i + 1}`, state })),
});

const entry = (title: string, more: Partial<Entry> = {}): Entry => ({
  summary: {
    ...decision.summary,
    entryId: title.replaceAll(' ', '-'),
    type: 'MEASURES_PLAN',
    title,
    titleLanguage: 'nb',
  },
  documents: [],
  ...more,
});

function show(plan: Partial<PlanData>, data = laylasCase): void {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.caseCopy(layla.caseCopyId), data);
  client.setQueryData(keys.plan(layla.caseCopyId), { plans: [], drafts: [], timeline: [], closed: false, ...plan });
  showWith(client);
}

function showWith(client: QueryClient): void {
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={layla}>
          <Plan />
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
}

test.each(['nb', 'ar'])('what is drawn of a plan stands there in words too, in %s', (language) => {
  if (language === 'ar') putCatalogue('ar', { ...ar, '@dates': dateWords('ar') } as unknown as Catalogue);
  const plan = measures('ACHIEVED', 'IN_PROGRESS', 'IN_PROGRESS', 'NOT_STARTED', 'CHANGED', 'STOPPED', 'UNKNOWN');
  show({ plans: [entry('Tiltaksplan', { plan })] });
  const card = screen.getByRole('article', { name: 'Tiltaksplan' });
  // The ring is for the eye alone, and has a part for each goal.
  const ring = card.querySelector('svg.ring');
  expect(ring?.getAttribute('aria-hidden')).toBe('true');
  expect([...(ring?.querySelectorAll('[data-state]') ?? [])].map((part) => part.getAttribute('data-state'))).toEqual(
    [...plan.subGoals.map((goal) => goal.state)].sort((a, b) => goalStates.indexOf(a) - goalStates.indexOf(b)),
  );
  // How many are in each state, and each goal with its own.
  for (const { state, count } of countStates(plan.subGoals))
    expect(card.querySelector(`.legend [data-state="${state}"]`)?.textContent).toBe(
      `${count} ${t(`plan.goal.${state}`)}`,
    );
  const goals = within(within(card).getByRole('list', { name: t('plan.goals') })).getAllByRole('listitem');
  expect(goals.map((goal) => goal.textContent)).toEqual(
    plan.subGoals.map((goal) => `${goal.description}${t(`plan.goal.${goal.state}`)}`),
  );
  expect(card.textContent).toContain(t('plan.state.ACTIVE'));
  expect(card.textContent).toContain(t('date.left', { Count: 20 }));
});

test('a plan that is a draft yet isn’t said to hold already', () => {
  show({ plans: [entry('Utkastet', { plan: measures('NOT_STARTED'), draftForComments: true })] });
  const card = screen.getByRole('article', { name: 'Utkastet' });
  expect(card.textContent).toContain(t('plan.draft'));
  expect(card.textContent).not.toContain(t('plan.state.ACTIVE'));
  expect(card.textContent).not.toContain(t('date.left', { Count: 20 }));
  expect(card.querySelector('.ring-passed')).toBeNull();
});

test('the ring is as far round as the plan’s time has passed, and has a part for each of very many goals', () => {
  expect(elapsed(measures(), today)).toBe(0.5);
  expect(elapsed({ ...measures(), endDate: '2026-11-04' }, today)).toBeNull();
  expect(elapsed({ ...measures(), startDate: '2026-12-01' }, today)).toBe(0);
  expect(elapsed({ ...measures(), endDate: '2026-11-20' }, today)).toBe(1);
  const many = measures(...Array.from({ length: 40 }, () => 'IN_PROGRESS' as const));
  const { container } = render(<GoalRing plan={many} />);
  const lengths = [...container.querySelectorAll('.ring-track')].map((part) =>
    Number.parseFloat(part.getAttribute('stroke-dasharray') ?? ''),
  );
  expect(lengths).toHaveLength(40);
  expect(Math.min(...lengths)).toBeGreaterThan(0);
  const half = container.querySelector('.ring-passed')?.getAttribute('stroke-dasharray');
  expect(half).toBe('180 360');
});

test('ended plans are folded away, and without one in force it says what will be here', () => {
  const ended = { ...measures('ACHIEVED'), state: 'ENDED_EARLY' as const };
  show({ plans: [entry('Den gamle planen', { plan: ended })] });
  expect(screen.getByText(t('plan.noPlans'))).toBeTruthy();
  const folded = screen.getByText(t('plan.earlier')).closest('details');
  expect(folded?.open).toBe(false);
  expect(folded?.textContent).toContain(t('plan.state.ENDED_EARLY'));
  expect(folded?.querySelector('.ring-passed')).toBeNull();
});

test('where something more can’t be shown, it is said of the plan and of the story, and nobody waits for what is there', () => {
  const of = (name: 'plan.plans' | 'plan.story') => screen.getByRole('region', { name: t(name) }).textContent;
  show({ incomplete: true });
  expect(of('plan.plans')).toBe(t('plan.plans') + t('documents.incomplete'));
  expect(of('plan.story')).toBe(t('plan.story') + t('documents.incomplete'));
  cleanup();
  show({
    incomplete: true,
    plans: [entry('Planen', { plan: measures('ACHIEVED') })],
    timeline: [step('Steg', '2026-11-01')],
  });
  expect(of('plan.plans')).toContain(t('documents.incomplete'));
  expect(of('plan.plans')).toContain('Planen');
  expect(of('plan.story')).toContain(t('documents.incomplete'));
  expect(of('plan.story')).toContain('Steg');
  cleanup();
  show({});
  expect(screen.queryByText(t('documents.incomplete'))).toBeNull();
});

const step = (name: string, date: string, current = false): TimelineItem => ({
  date,
  milestone: { name, startDate: date, current },
});

test('the story stands under its months, newest first, with what is now and what comes named as such', () => {
  const timeline = [
    step('Ny vurdering', '2026-12-05'),
    step('Hjelpetiltak', '2026-11-18', true),
    { date: '2026-11-12', entry: decision.summary },
    step('Undersøkelse', '2026-10-01'),
  ];
  expect(byMonth(timeline).map(({ month, items }) => `${month} ${items.length}`)).toEqual([
    '2026-12 1',
    '2026-11 2',
    '2026-10 1',
  ]);
  show({ timeline });
  const story = screen.getByRole('region', { name: t('plan.story') });
  expect(
    within(story)
      .getAllByRole('heading', { level: 3 })
      .map((h) => h.textContent),
  ).toEqual(['desember 2026', 'november 2026', 'oktober 2026']);
  const at = story.querySelectorAll('[aria-current="step"]');
  expect(at).toHaveLength(1);
  expect(at[0]?.textContent).toContain('Hjelpetiltak');
  expect(within(story).getByText('Ny vurdering').closest('.step')?.textContent).toContain(t('plan.coming'));
  const link = within(story).getByRole('link', { name: new RegExp(decision.summary.title) });
  expect(link.textContent).toContain(t('type.DECISION'));
  expect(link.getAttribute('href')).toBe(`/case/${layla.caseCopyId}/documents/${decision.summary.entryId}`);
});

test('a long story shows its newest part, and who asks for more goes on where it continues', async () => {
  const items = Array.from({ length: 70 }, (_, i) =>
    step(`Steg ${i}`, `20${String(26 - Math.floor(i / 12)).padStart(2, '0')}-01-01`),
  );
  const { container } = render(<Timeline items={items} caseCopyId="c" />);
  expect(container.querySelectorAll('.step')).toHaveLength(30);
  await userEvent.click(screen.getByRole('button', { name: t('plan.older') }));
  expect(container.querySelectorAll('.step')).toHaveLength(60);
  expect(document.activeElement?.textContent).toContain('Steg 30');
  await userEvent.click(screen.getByRole('button', { name: t('plan.older') }));
  expect(screen.queryByRole('button', { name: t('plan.older') })).toBeNull();
  expect(container.querySelectorAll('.step')).toHaveLength(70);
});

test('a draft says what is asked and until when, then that its time is over, then what became of it', () => {
  const asks = { draftForComments: true, commentsAsked: { text: 'Passer tidene?', language: 'nb' } };
  show({
    drafts: [
      entry('Åpent', { ...asks, commentsUntil: '2026-11-30' }),
      entry('For sent', { ...asks, commentsUntil: '2026-11-20' }),
      entry('Ferdig', {
        draftOutcome: {
          kind: 'FINISHED',
          date: '2026-11-20',
          text: 'Tidene er endret.',
          language: 'nb',
          finalEntryId: 'f',
        },
      }),
      entry('Droppet', { draftOutcome: { kind: 'DROPPED', date: '2026-11-19' } }),
    ],
  });
  const card = (name: string) => screen.getByRole('article', { name });
  expect(card('Åpent').textContent).toContain('Passer tidene?');
  expect(card('Åpent').textContent).toContain(t('date.left', { Count: 6 }));
  expect(card('Åpent').querySelector('.note')?.getAttribute('data-color')).toBe('wait');
  expect(card('For sent').textContent).toContain(t('reader.draftPassed', { Date: '20. november 2026' }));
  expect(card('For sent').querySelector('.note')?.getAttribute('data-color')).toBe('neutral');
  expect(card('Ferdig').textContent).toContain('Tidene er endret.');
  expect(
    within(card('Ferdig'))
      .getByRole('link', { name: t('reader.draftFinal') })
      .getAttribute('href'),
  ).toMatch(/documents\/f$/);
  expect(card('Droppet').textContent).toContain(t('reader.draftDropped'));
});

test('a draft is read and answered only by who may answer it, and in time', () => {
  const open = { draftForComments: true, commentsUntil: '2026-11-30' };
  show({
    drafts: [
      entry('Kan svare', { ...open, mayComment: true }),
      entry('Kan ikke', open),
      entry('For sent', { ...open, mayComment: true, commentsUntil: '2026-11-20' }),
    ],
  });
  const way = (name: string) => within(screen.getByRole('article', { name })).getByRole('link').textContent;
  expect(way('Kan svare')).toBe(t('plan.readAndSay'));
  expect(way('Kan ikke')).toBe(t('plan.readDocument'));
  expect(way('For sent')).toBe(t('plan.readDocument'));
});

test('where the meetings can’t be had, nobody thinks that there are none', async () => {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, retryOnMount: false } },
  });
  client.setQueryData(keys.plan(layla.caseCopyId), { plans: [], drafts: [], timeline: [], closed: false });
  await client.prefetchQuery({
    queryKey: keys.caseCopy(layla.caseCopyId),
    queryFn: () => Promise.reject(new Failure('fagsystem-unavailable', 503)),
  });
  showWith(client);
  expect(screen.getByRole('alert').textContent).toContain(t('failure.systemTitle'));
  expect(screen.getByRole('region', { name: t('plan.story') })).toBeTruthy();
});

test('meetings stand in the order in which they begin, whichever way the fagsystem writes their times', () => {
  const [meeting] = laylasCase.meetings;
  if (!meeting) throw new Error('the fixture has no meeting');
  const at = (title: string, startsAt: string) => ({ ...meeting, meetingId: title, title, startsAt });
  show(
    {},
    {
      ...laylasCase,
      meetings: [at('Klokka ti', '2026-12-01T10:00:00+01:00'), at('Halv elleve', '2026-12-01T09:30:00Z')],
    },
  );
  const region = screen.getByRole('region', { name: t('plan.meetings') });
  expect(
    within(region)
      .getAllByRole('heading', { level: 3 })
      .map((h) => h.textContent),
  ).toEqual(['Klokka ti', 'Halv elleve']);
});

test('a meeting that was called off says so and goes into no calendar; a case that is closed says that', () => {
  const [meeting] = laylasCase.meetings;
  if (!meeting) throw new Error('the fixture has no meeting');
  const off = { ...meeting, meetingId: 'off', title: 'Avlyst møte', state: 'CANCELLED' as const };
  show({ closed: true }, { ...laylasCase, cancelledMeetings: [off] });
  const called = screen.getByRole('article', { name: 'Avlyst møte' });
  expect(called.textContent).toContain(t('meetings.cancelled'));
  expect(within(called).queryByRole('button')).toBeNull();
  const planned = screen.getByRole('article', { name: meeting.title });
  expect(within(planned).getByRole('button', { name: t('meetings.toCalendar') })).toBeTruthy();
  expect(screen.getByRole('status').textContent).toBe(t('home.closed'));
});

test.each([
  ['MUNICIPAL_DECISION', '2026-12-03', 'Det er 9 dager til.', 'wait'],
  ['BOARD_DECISION', '2026-11-24', 'I dag er siste dag.', 'wait'],
  ['ACUTE_DECISION', '2026-11-21', 'Det er 3 dager siden.', 'neutral'],
  ['MUNICIPAL_DECISION', null, undefined, 'wait'],
] as const)(
  'the right to complain of a %s until %s says what it means and how it is done',
  (kind, deadline, left, color) => {
    render(<DeadlineCard remedy={{ kind, deadline, receiver: 'Nemnda' }} write="/case/c/conversation" />);
    const card = screen.getByRole('complementary', { name: t('complaint.right') });
    expect(card.getAttribute('data-color')).toBe(color);
    if (left) expect(card.textContent).toContain(left);
    else expect(card.textContent).toContain(t('complaint.noDeadline'));
    expect(card.textContent).toContain(t(`complaint.means.${kind}`));
    expect(card.textContent).toContain('Nemnda');
    expect(card.textContent?.includes(t('complaint.passedHelp'))).toBe(color === 'neutral');
    expect(card.querySelector('a')?.getAttribute('href')).toBe('/case/c/conversation');
  },
);

test('who came for one goal begins at it, also in a plan that has ended and is folded away', () => {
  Element.prototype.scrollIntoView = () => {};
  const plans = [
    entry('Planen', { plan: measures('IN_PROGRESS', 'NOT_STARTED') }),
    entry('Den gamle', { plan: { ...measures('ACHIEVED', 'STOPPED'), state: 'ENDED' as const } }),
  ];
  history.replaceState(null, '', answerPath(layla.caseCopyId, { entryId: 'Den-gamle', subGoalId: 'd1' }));
  show({ plans });
  const goal = within(screen.getByRole('article', { name: 'Den gamle', hidden: true }))
    .getByText('Mål nummer 2')
    .closest('li');
  expect(goal?.closest('details')?.open).toBe(true);
  expect(document.activeElement).toBe(goal);
  expect(document.querySelectorAll('[data-marked]')).toHaveLength(1);
  expect(goal?.dataset.marked).toBe('true');
});

test('a goal that isn’t there is no place to begin at', () => {
  history.replaceState(null, '', answerPath(layla.caseCopyId, { entryId: 'Planen', subGoalId: 'd9' }));
  show({ plans: [entry('Planen', { plan: measures('IN_PROGRESS') })] });
  expect(document.querySelector('[data-marked]')).toBeNull();
  expect(document.activeElement).toBe(document.body);
});

test('of goals that were translated it is said which text counts: the one that was agreed, in its own language', () => {
  const made = {
    language: 'nb',
    direction: 'ltr' as const,
    outdated: false,
    provenance: { kind: 'PERSON' as const, role: 'Tolk', madeAt: '2026-11-20T09:00:00Z' },
  };
  show({
    plans: [entry('Planen', { plan: { ...measures('IN_PROGRESS'), originalLanguage: 'so', translation: made } })],
  });
  screen.getByText(new RegExp(t('reader.originalCounts', { Language: 'Soomaali' })));
  expect(screen.queryByText(new RegExp(t('reader.norwegianCounts')))).toBeNull();
});
