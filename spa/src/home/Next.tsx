import type { Case } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { MeetingCard } from '../meetings/MeetingCard.tsx';
import { InNorwegian } from '../parts/InNorwegian.tsx';
import { casePath } from '../shell/caseCopy.tsx';

/** What comes next with a date: the meeting that is soonest, or all of them where there is no page about the plan. */
export function Next({ data }: { data: Case }) {
  const { caseCopyId, may } = data;
  const off = data.cancelledMeetings ?? [];
  const meetings = may.documents ? data.meetings.slice(0, 1) : data.meetings;
  const more = data.meetings.length - meetings.length;
  return (
    <section class="section" aria-labelledby="home-next">
      <h2 id="home-next">{t('home.next')}</h2>
      {meetings.length === 0 && <p class="quiet">{t('home.nothingNext')}</p>}
      {[...off, ...meetings].some((meeting) => !meeting.translation) && <InNorwegian />}
      {[...off, ...meetings]
        .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
        .map((meeting) => (
          <MeetingCard key={meeting.meetingId} caseCopyId={caseCopyId} meeting={meeting} />
        ))}
      {more > 0 && <a href={casePath(caseCopyId, 'plan')}>{t('home.moreMeetings', { Count: more })}</a>}
    </section>
  );
}
