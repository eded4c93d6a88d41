import { useQuery } from '@tanstack/preact-query';
import type { Meeting } from '../api/client.ts';
import { caseQuery, viewsQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { MeetingTitle } from '../meetings/MeetingTitle.tsx';
import { now } from '../parts/clock.ts';
import { RowLink } from '../parts/RowLink.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';

/** How many meetings of each kind are named. */
const most = 2;

/** What one can say something about now: a meeting that comes, one that has been, or anything. */
export function SayRows() {
  const { caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const data = useQuery(caseQuery(caseCopyId)).data;
  const said = useQuery(viewsQuery(caseCopyId)).data?.views ?? [];
  const path = casePath(caseCopyId, 'views');
  const wasSaid = (meeting: Meeting) =>
    said.some((view) => view.moment === 'AFTER_MEETING' && view.meetingId === meeting.meetingId);
  const rows = [
    ...(data?.meetings ?? []).slice(0, most).map((meeting) => ({
      href: `${path}/before/${meeting.meetingId}`,
      title: t('views.start.BEFORE_MEETING'),
      meeting,
    })),
    ...(data?.heldMeetings ?? [])
      .filter((meeting) => !wasSaid(meeting))
      .slice(0, most)
      .map((meeting) => ({
        href: `${path}/after/${meeting.meetingId}`,
        title: t('views.start.AFTER_MEETING'),
        meeting,
      })),
    { href: `${path}/any`, title: t('views.say'), meeting: undefined },
  ];
  return (
    <ul class="rows">
      {rows.map(({ href, title, meeting }) => (
        <RowLink
          key={href}
          to={href}
          icon={meeting ? 'calendar' : 'pen'}
          title={title}
          under={
            meeting && (
              <>
                <MeetingTitle of={meeting} /> · {dayAndTime(meeting.startsAt, now.value)}
              </>
            )
          }
        />
      ))}
    </ul>
  );
}
