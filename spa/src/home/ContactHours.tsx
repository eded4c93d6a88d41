import type { ContactPerson } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { HoursText } from '../parts/Phone.tsx';

/** When somebody reads, and how soon they usually answer. */
export function ContactHours({ who }: { who: ContactPerson }) {
  return (
    <div class="contact-when small">
      {!who.awayUntil && who.readsNow === true && <p>{t('contact.readsNow')}</p>}
      {!who.awayUntil && who.readsNow === false && who.readsAgainAt && (
        <p>{t('contact.readsAgain', { When: dayAndTime(who.readsAgainAt, now.value) })}</p>
      )}
      {who.answersWithinWorkingDays != null && (
        <p class="quiet">{t('contact.answers', { Count: who.answersWithinWorkingDays })}</p>
      )}
      {who.hours.length > 0 && (
        <p class="quiet">
          <HoursText hours={who.hours} />
        </p>
      )}
    </div>
  );
}
