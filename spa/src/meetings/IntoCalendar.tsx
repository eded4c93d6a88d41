import { fetchMeeting } from '../api/actions.ts';
import { t } from '../i18n/catalogue.ts';
import { KeepFile } from '../receipt/KeepFile.tsx';

/** A meeting for one's own calendar. First it says what others who see that calendar will read. */
export function IntoCalendar({ caseCopyId, meetingId }: { caseCopyId: string; meetingId: string }) {
  return (
    <KeepFile
      class="into-calendar"
      icon="calendar"
      key={meetingId}
      fetch={() => fetchMeeting(caseCopyId, meetingId)}
      words={{
        open: t('meetings.toCalendar'),
        note: t('meetings.calendarNote'),
        making: t('meetings.calendarMaking'),
        done: t('meetings.calendarDone'),
        failed: t('meetings.calendarFailed'),
        download: t('meetings.toCalendar'),
      }}
    />
  );
}
