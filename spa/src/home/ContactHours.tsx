import type { Office } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { HoursText } from '../parts/Phone.tsx';
import { ReadsNow } from '../reading/Reading.tsx';

/** When somebody reads, and how soon they usually answer. */
export function ContactHours({ office }: { office: Office }) {
  return (
    <div class="contact-when small">
      {office.hours.length > 0 && <ReadsNow office={office} />}
      {office.answersWithinWorkingDays != null && (
        <p class="quiet">{t('contact.answers', { Count: office.answersWithinWorkingDays })}</p>
      )}
      {office.hours.length > 0 && (
        <p class="quiet">
          <HoursText hours={office.hours} />
        </p>
      )}
    </div>
  );
}
