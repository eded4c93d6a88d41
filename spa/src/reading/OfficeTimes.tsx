import type { ContactPerson, Office, SpecialDay } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { dayInWords, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { fullName } from '../parts/Name.tsx';
import { HoursText } from '../parts/Phone.tsx';

/** The ordinary week, how soon an answer usually comes, and the days that are otherwise. */
export function OfficeTimes({ office }: { office: Office }) {
  return (
    <div class="office-times small">
      {office.hours.length > 0 && (
        <p>
          {t('reading.hours')}
          <br />
          <HoursText hours={office.hours} />
        </p>
      )}
      {office.specialDays.length > 0 && (
        <div>
          <p>{t('reading.special')}</p>
          <ul>
            {office.specialDays.map((day) => (
              <li key={day.date}>{specialDay(day)}</li>
            ))}
          </ul>
        </div>
      )}
      {office.answersWithinWorkingDays != null && (
        <p>
          {t('contact.answers', { Count: office.answersWithinWorkingDays })}. {t('reading.workingDays')}
        </p>
      )}
    </div>
  );
}

function specialDay({ date, holiday, closes }: SpecialDay): string {
  const Day = dayInWords(date, now.value);
  if (closes) return t('reading.earlyDay', { Day, Time: closes });
  return t('reading.closedDay', { Day, Why: t(`holiday.${holiday ?? 'OWN'}`) });
}

/** Until when the contact person is away, and who reads meanwhile. */
export function Absence({ who }: { who: ContactPerson }) {
  if (!who.awayUntil) return null;
  return (
    <p class="note" data-color="neutral">
      <span>
        {t('contact.away', { Name: fullName(who.name), Date: formatDate(who.awayUntil, 'day') })}{' '}
        {who.standIn && t('contact.standIn', { Name: fullName(who.standIn) })}
      </span>
    </p>
  );
}
