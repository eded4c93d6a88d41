import type { Meeting } from '../api/client.ts';
import { AsWritten } from '../documents/AsWritten.tsx';
import { t } from '../i18n/catalogue.ts';
import { dayInWords, formatDate, leafOf } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { heldTogether } from '../parts/heldTogether.ts';
import { Icon } from '../parts/Icon.tsx';
import { IntoCalendar } from './IntoCalendar.tsx';
import { MeetingTitle } from './MeetingTitle.tsx';
import './meetings.css';

/** Where a list names a meeting, its card is found by this. */
export const meetingAnchor = (meetingId: string): string => `meeting-${meetingId}`;

/** A meeting as a leaf of a calendar: the day first, then when, where, and whether somebody interprets. */
export function MeetingCard({ caseCopyId, meeting }: { caseCopyId: string; meeting: Meeting }) {
  const off = meeting.state === 'CANCELLED';
  const { startsAt, endsAt } = meeting;
  const clock = endsAt
    ? heldTogether(t('meetings.until', { From: formatDate(startsAt, 'time'), To: formatDate(endsAt, 'time') }))
    : t('date.clock', { Time: formatDate(startsAt, 'time') });
  return (
    <article
      class="sheet meeting"
      id={meetingAnchor(meeting.meetingId)}
      tabIndex={-1}
      data-off={off || undefined}
      aria-labelledby={`${meetingAnchor(meeting.meetingId)}-what`}
    >
      <Leaf at={startsAt} />
      <div class="meeting-words">
        {off && <p class="meeting-off">{t('meetings.cancelled')}</p>}
        <h3 id={`${meetingAnchor(meeting.meetingId)}-what`}>
          <MeetingTitle of={meeting} />
        </h3>
        {meeting.translation && <AsWritten of={meeting.translation.made}>{meeting.title}</AsWritten>}
        <p>
          <time dateTime={startsAt}>{dayInWords(startsAt, now.value)}</time>
          {' · '}
          {clock}
        </p>
        {meeting.place && (
          <p class="quiet small meeting-line">
            <Icon name="place" />
            {/* The line runs as the page does; only the words in it run their own way. */}
            <span>
              <bdi lang="nb">{meeting.place}</bdi>
            </span>
          </p>
        )}
        {meeting.interpreterLanguage && (
          <p class="quiet small meeting-line">
            <Icon name="talk" />
            {t('meetings.interpreter')}
          </p>
        )}
        {!off && <IntoCalendar caseCopyId={caseCopyId} meetingId={meeting.meetingId} />}
      </div>
    </article>
  );
}

/** For the eye; the words beside it say the same. */
export function Leaf({ at }: { at: string }) {
  const { day, month } = leafOf(at);
  return (
    <div class="leaf" aria-hidden="true">
      <span class="leaf-month">{month}</span>
      <span class="leaf-day">{day}</span>
    </div>
  );
}
