// What somebody said about an entry, as whoever looks may know it.
import { fireEvent, render, screen, within } from '@testing-library/preact';
import { beforeEach, expect, test } from 'vitest';
import { today } from '../../test/fixtures.ts';
import type { Answer, View } from '../api/client.ts';
import { DeadlineCard } from '../documents/DeadlineCard.tsx';
import { madeBy, madeOf, originalCounts, shortlyMade } from '../documents/madeBy.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { languageName } from '../i18n/languages.ts';
import { now } from '../parts/clock.ts';
import { answerPath } from '../shell/caseCopy.tsx';
import { ViewCard } from './ViewCard.tsx';

beforeEach(() => {
  now.value = today;
});

const complaint = (on: Partial<View['on']>, more: Partial<View> = {}): View => ({
  viewId: 'v',
  moment: 'ANY_TIME',
  known: true,
  items: [],
  state: 'DELIVERED',
  sentAt: '2026-11-22T20:14:03+01:00',
  text: 'Jeg klager',
  on: { kind: 'COMPLAINT', entryId: 'e', date: '2026-11-01', deadline: '2026-11-21', ...on },
  ...more,
});
const place = ({ entryId }: { entryId: string }) => `/entry/${entryId}`;

test('a complaint names its decision, leads there, and says that it came after the deadline', () => {
  const view = complaint({ title: 'Vedtak', type: 'DECISION', afterDeadline: true });
  const { container } = render(<ViewCard view={view} place={place} />);
  expect(screen.getByRole('link', { name: 'Vedtak' }).getAttribute('href')).toBe('/entry/e');
  const Day = formatDate('2026-11-21', 'long');
  expect(container.textContent).toContain(t('views.afterDeadline', { Date: Day }));
  expect(container.textContent).not.toContain(t('views.deadline', { Date: Day }));
});

test('without a title it says only when something was decided, and leads nowhere', () => {
  const { container } = render(<ViewCard view={complaint({ afterDeadline: false })} place={place} />);
  expect(screen.queryByRole('link')).toBeNull();
  expect(container.textContent).toContain(t('complaint.decided', { Date: formatDate('2026-11-01', 'long') }));
  expect(container.textContent).toContain(t('views.deadline', { Date: formatDate('2026-11-21', 'long') }));
});

test.each(['UPHELD', 'PARTLY_UPHELD', 'FORWARDED', 'DISMISSED'] as const)(
  'decided as %s, it says so and why',
  (outcome) => {
    const answer = {
      outcome,
      reason: 'Fordi',
      language: 'nb',
      direction: 'ltr',
      answeredAt: '2026-11-23T09:00:00+01:00',
      byRole: 'CONTACT_PERSON',
    } as const;
    const { container } = render(<ViewCard view={complaint({}, { answer })} unanswered={() => <p>ingen</p>} />);
    expect(container.textContent).toContain(t(`views.outcome.${outcome}`));
    expect(container.textContent).toContain('Fordi');
    expect(container.textContent).not.toContain('ingen');
  },
);

test.each([
  ['ar', 'rtl', true],
  ['nb', 'ltr', false],
  ['nn', 'ltr', false],
] as const)('an answer in %s says which language it is in where that isn’t the page’s', (language, direction, said) => {
  const answer = {
    outcome: 'DISMISSED',
    reason: 'Fordi',
    language,
    direction,
    answeredAt: '2026-11-23T09:00:00+01:00',
    byRole: 'CONTACT_PERSON',
  } as const;
  const { container } = render(<ViewCard view={complaint({}, { answer })} />);
  const words = screen.getByText('Fordi');
  expect([words.lang, words.dir]).toEqual([language, direction]);
  expect(container.textContent?.includes(t('reader.writtenIn', { Language: languageName(language) }))).toBe(said);
});

test.each([
  [true, '/complain'],
  [false, undefined],
])('the way to complain leads to the form only where it is done here: %s', (byPortal, href) => {
  const remedy = {
    kind: 'BOARD_DECISION',
    deadline: '2026-12-03',
    receiver: 'Tingretten',
    byPortal,
  } as const;
  const { container } = render(<DeadlineCard remedy={remedy} complain="/complain" />);
  expect(container.querySelector('a')?.getAttribute('href') ?? undefined).toBe(href);
  expect(container.textContent?.includes(t('complaint.elsewhere', { Receiver: 'Tingretten' }))).toBe(!byPortal);
});

const used: Answer = {
  outcome: 'USED',
  reason: 'Fordi',
  language: 'nb',
  direction: 'ltr',
  answeredAt: '2026-11-23T09:00:00+01:00',
  byRole: 'CONTACT_PERSON',
};
const said = (...answers: (Answer | undefined)[]): View => ({
  viewId: 'v',
  moment: 'ANY_TIME',
  known: true,
  state: 'READ',
  sentAt: '2026-11-22T20:14:03+01:00',
  items: answers.map((answer, i) => ({
    prompt: (['THIS_IS_GOOD', 'THIS_MUST_CHANGE', 'ASK_ME_ABOUT'] as const)[i] ?? 'SOMETHING_ELSE',
    text: `Noe ${i}`,
    ...(answer ? { answer } : {}),
  })),
});
const below = (some: boolean) => <p>{some ? 'noen mangler' : 'ingen ennå'}</p>;

test('each card says what became of it or that nobody has answered it yet', () => {
  const { container } = render(<ViewCard view={said(used, undefined, used)} unanswered={below} />);
  expect(screen.getAllByRole('listitem').map((card) => card.textContent?.includes(t('views.noAnswer')))).toEqual([
    false,
    true,
    false,
  ]);
  expect(container.textContent).toContain('noen mangler');
});

test('where nobody has answered it says so of all, and where all is answered of nothing', () => {
  const none = render(<ViewCard view={said(undefined, undefined)} unanswered={below} />);
  expect(none.container.textContent).toContain('ingen ennå');
  for (const view of [said(used, used), { ...said(undefined, undefined), answer: used }]) {
    const { container } = render(<ViewCard view={view} unanswered={below} />);
    expect(container.textContent).not.toContain(t('views.noAnswer'));
    expect(container.textContent).not.toContain('noen mangler');
    expect(container.textContent).not.toContain('ingen ennå');
  }
});

test.each([
  [{ subGoalId: 'd 1' }, 'Wszyscy śpią lepiej.', '/case/c/plan#goal-e-d%201'],
  [{ documentId: 'p', blockId: 'b/2' }, 'Co ustaliliśmy', '/case/c/documents/e#p%2Fb%2F2'],
  [{}, undefined, '/case/c/documents/e'],
])('a link to %o says where it leads and leads there', (to, placeName, href) => {
  const link = { entryId: 'e', type: 'MEASURES_PLAN', title: 'Plan pomocy', placeLanguage: 'pl', ...to } as const;
  const view = said({ ...used, link: { ...link, ...(placeName ? { placeName } : {}) } });
  render(<ViewCard view={view} place={(place) => answerPath('c', place)} />);
  const shown = screen.getByRole('link', { name: new RegExp(`Plan pomocy ?${placeName ?? ''}$`) });
  expect(shown.getAttribute('href')).toBe(href);
  expect(shown.querySelector('[lang="pl"]')?.textContent).toBe(placeName);
});

test('whoever can’t follow it sees where it is, and an answer without a place has no link', () => {
  const link = { entryId: 'e', type: 'MEASURES_PLAN', title: 'Tiltaksplan', placeName: 'Alle sover bedre.' } as const;
  const { container } = render(<ViewCard view={said({ ...used, link }, used)} />);
  expect(screen.queryByRole('link')).toBeNull();
  expect(container.textContent).toContain('Tiltaksplan Alle sover bedre.');
  render(<ViewCard view={said(used)} place={(place) => answerPath('c', place)} />);
  expect(screen.queryByRole('link')).toBeNull();
});

const person = { kind: 'PERSON', role: 'tolk', madeAt: '2026-11-20T09:00:00+01:00' } as const;

test('who made a translation stands beside the link, which is called as the place it leads to', () => {
  const titleTranslation = { language: 'pl', direction: 'ltr', provenance: person, outdated: false } as const;
  const link = { entryId: 'e', type: 'MEASURES_PLAN', title: 'Plan pomocy', titleTranslation } as const;
  const { container } = render(<ViewCard view={said({ ...used, link })} place={place} />);
  const shown = screen.getByRole('link', { name: t('views.where', { Title: 'Plan pomocy' }) });
  expect(shown.textContent).not.toContain(shortlyMade(titleTranslation));
  expect(container.querySelector('.answer')?.textContent).toContain(shortlyMade(titleTranslation));
});

const into = (language: string, text: string) => ({ language, direction: 'ltr', text, provenance: person }) as const;
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('whoever reads a comment in Arabic reads its translation, is told who made it, and has the original a tap away', () => {
  const arabic = { text: 'الهدف خاطئ', language: 'ar', translations: [into('nb', 'Målet er feil')] };
  const { container } = render(<ViewCard view={complaint({}, arabic)} />);
  expect(screen.getByText('Målet er feil').getAttribute('lang')).toBe('nb');
  expect(container.textContent).toContain(madeBy(person));
  expect(screen.queryByText('الهدف خاطئ')).toBeNull();
  tap(t('talk.showOriginal'));
  expect(screen.getByText('الهدف خاطئ').getAttribute('lang')).toBe('ar');
  expect(screen.queryByText('Målet er feil')).toBeNull();
  expect(container.textContent).toContain(t('reader.writtenIn', { Language: languageName('ar') }));
  tap(t('talk.showTranslation', { Language: languageName('nb') }));
  expect(screen.getByText('Målet er feil')).toBeTruthy();
});

test('one’s own words stand as one wrote them, their translation a tap away', () => {
  render(
    <ViewCard mine view={complaint({}, { text: 'الهدف', language: 'ar', translations: [into('nb', 'Målet')] })} />,
  );
  expect(screen.queryByText('Målet')).toBeNull();
  tap(t('talk.showTranslation', { Language: languageName('nb') }));
  expect(screen.getByText('Målet')).toBeTruthy();
});

test('the translation of a view in parts stands below the parts', () => {
  const { on: _, text: __, ...view } = complaint({});
  const items = [{ prompt: 'THIS_IS_GOOD', text: 'المدرسة' } as const];
  const { container } = render(
    <ViewCard view={{ ...view, items, language: 'ar', translations: [into('nb', 'Skolen')] }} />,
  );
  expect(container.textContent).toContain('المدرسة');
  expect(screen.getByText('Skolen')).toBeTruthy();
  tap(t('talk.showOriginal'));
  expect(screen.queryByText('Skolen')).toBeNull();
});

const madeIn = (language: string) =>
  ({ language, direction: 'ltr', provenance: { ...person, ofVersion: '1' }, outdated: false }) as const;

test.each([
  [
    'of a card',
    said({
      ...used,
      ...{ reason: 'لأن', language: 'ar', direction: 'rtl' },
      translation: { text: 'Fordi det er slik', made: madeIn('nb') },
    }),
  ],
  [
    'of a complaint',
    complaint(
      {},
      {
        answer: {
          ...used,
          outcome: 'UPHELD',
          reason: 'لأن',
          language: 'ar',
          direction: 'rtl',
          translation: { text: 'Fordi det er slik', made: madeIn('nb') },
        },
      },
    ),
  ],
])('an answer %s is read in one’s own language, with who translated it and the original a tap away', (_, view) => {
  const { container } = render(<ViewCard view={view} />);
  const words = screen.getByText('Fordi det er slik');
  expect([words.className, words.lang, words.dir]).toEqual(['answer-reason', 'nb', 'ltr']);
  const written = within(container.querySelector<HTMLElement>('.answer details') as HTMLElement);
  written.getByText(shortlyMade(madeIn('nb')));
  const original = written.getByText('لأن');
  expect([original.lang, original.dir]).toEqual(['ar', 'rtl']);
  written.getByText(`${madeOf(madeIn('nb'))} · ${originalCounts('ar')}`);
  expect(container.textContent).not.toContain(t('reader.writtenIn', { Language: languageName('ar') }));
});

test('the meeting that something was said for is called as in one’s own language, its title as it was written a tap away', () => {
  const meeting = { title: 'Oppfølgingsmøte', startsAt: '2026-12-01T10:00:00+01:00' };
  const plain = render(<ViewCard view={{ ...said(used), meeting }} />);
  expect(screen.getByText('Oppfølgingsmøte').lang).toBe('nb');
  expect(plain.container.querySelector('details')).toBeNull();
  plain.unmount();
  const translation = { text: 'Spotkanie kontrolne', made: madeIn('pl') };
  const { container } = render(<ViewCard view={{ ...said(used), meeting: { ...meeting, translation } }} />);
  expect(screen.getByText('Spotkanie kontrolne').lang).toBe('pl');
  const written = within(container.querySelector('details') as HTMLElement);
  written.getByText(shortlyMade(translation.made));
  expect(written.getByText('Oppfølgingsmøte').lang).toBe('nb');
});
