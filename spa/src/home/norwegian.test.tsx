import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import ar from '../../../i18n/ar.json';
import nn from '../../../i18n/nn.json';
import { dateWords } from '../../build/catalogues.ts';
import type { Case, Meeting, Waiting } from '../api/client.ts';
import { type Catalogue, putCatalogue, t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { MeetingCard } from '../meetings/MeetingCard.tsx';
import { Timeline } from '../plan/Timeline.tsx';
import { Next } from './Next.tsx';
import { WaitingForMe } from './WaitingForMe.tsx';
import { WhereWeAre } from './WhereWeAre.tsx';

const past = { name: 'Melding', startDate: '2026-10-01', endDate: '2026-10-08', current: false };
const step = { name: 'Undersøkelse', description: 'Vi snakker med skolen.', startDate: '2026-11-01', current: true };
const meeting = { meetingId: 'm', title: 'Møte hos oss', place: 'Torget 1', startsAt: '2026-12-01T10:00:00+01:00' };
const meetingWaits: Waiting = { kind: 'MEETING', meetingId: 'm', title: 'Møte hos oss', at: meeting.startsAt };

test.each([
  [
    'the plan',
    <Timeline caseCopyId="c" items={[{ date: step.startDate, milestone: step }]} />,
    ['Undersøkelse', 'Vi snakker med skolen.'],
  ],
  [
    'where one is',
    <WhereWeAre data={{ caseCopyId: 'c', milestones: [step, past] } as unknown as Case} />,
    ['Melding', 'Undersøkelse', 'Vi snakker med skolen.'],
  ],
  [
    'a meeting',
    <MeetingCard caseCopyId="c" meeting={{ ...meeting, state: 'PLANNED' } as Meeting} />,
    ['Møte hos oss', 'Torget 1'],
  ],
  ['what waits', <WaitingForMe caseCopyId="c" waiting={[meetingWaits]} seesDocuments />, ['Møte hos oss']],
  [
    'a consent that waits',
    <WaitingForMe
      caseCopyId="c"
      seesDocuments
      waiting={[{ kind: 'CONSENT', consentId: 's', title: 'Snakke med skolen', date: '2026-12-20' }]}
    />,
    ['Snakke med skolen'],
  ],
])(
  'what the service wrote in Norwegian is said in a Norwegian voice, whatever the page is in: %s',
  (_, page, words) => {
    render(page);
    for (const one of words) expect(screen.getByText(one).closest('bdi')?.lang).toBe('nb');
  },
);

test('a title in one’s own language isn’t said in a Norwegian voice', () => {
  const waits: Waiting = { kind: 'UNOPENED_DECISION', entryId: 'e', title: 'قرار', titleLanguage: 'ar' };
  render(<WaitingForMe caseCopyId="c" waiting={[waits]} seesDocuments />);
  expect(screen.getByText('قرار').lang).toBe('ar');
});

test('in another language it is said which language the service wrote in, and who explains it', () => {
  putCatalogue('ar', { ...ar, '@dates': dateWords('ar') } as unknown as Catalogue);
  const said = t('common.explained');
  const { container, rerender } = render(
    <Timeline caseCopyId="c" items={[{ date: step.startDate, milestone: step }]} />,
  );
  expect(container.textContent).toContain(`${t('reader.writtenIn', { Language: languageName('no') })} · ${said}`);
  rerender(<Next data={{ caseCopyId: 'c', may: {}, milestones: [], meetings: [meeting] } as unknown as Case} />);
  expect(container.textContent).toContain(said);
  rerender(<Next data={{ caseCopyId: 'c', may: {}, milestones: [], meetings: [] } as unknown as Case} />);
  expect(container.textContent).not.toContain(said);
  putCatalogue('nn', { ...nn, '@dates': dateWords('nn') } as unknown as Catalogue);
  rerender(<Timeline caseCopyId="c" items={[{ date: step.startDate, milestone: step }]} />);
  expect(container.textContent).not.toContain(t('common.explained'));
});
