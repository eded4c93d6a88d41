import type { Case } from '../api/client.ts';
import { isComing } from '../documents/step.tsx';
import { t } from '../i18n/catalogue.ts';
import { MeetingCard } from '../meetings/MeetingCard.tsx';
import { InNorwegian } from '../parts/InNorwegian.tsx';
import { casePath } from '../shell/caseCopy.tsx';
import { ComingStep } from './ComingStep.tsx';

/**
 * What comes next with a date: the meeting that is soonest, or all of them where there is no page about the plan, and the
 * planned step that is.
 */
export function Next({ data }: { data: Case }) {
  const { caseCopyId, may } = data;
  const off = data.cancelledMeetings ?? [];
  const meetings = may.documents ? data.meetings.slice(0, 1) : data.meetings;
  const more = data.meetings.length - meetings.length;
  // They come newest first.
  const step = data.milestones.filter(isComing).at(-1);
  const cards = [...off, ...meetings].map((meeting) => ({
    at: meeting.startsAt,
    norwegian: !meeting.translation,
    card: <MeetingCard key={meeting.meetingId} caseCopyId={caseCopyId} meeting={meeting} />,
  }));
  if (step)
    cards.push({ at: step.startDate, norwegian: !step.translation, card: <ComingStep key="step" step={step} /> });
  return (
    <section class="section" aria-labelledby="home-next">
      <h2 id="home-next">{t('home.next')}</h2>
      {meetings.length === 0 && !step && <p class="quiet">{t('home.nothingNext')}</p>}
      {cards.some(({ norwegian }) => norwegian) && <InNorwegian />}
      {cards.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ card }) => card)}
      {more > 0 && <a href={casePath(caseCopyId, 'plan')}>{t('home.moreMeetings', { Count: more })}</a>}
    </section>
  );
}
