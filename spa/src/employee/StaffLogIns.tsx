import { t } from '../i18n/catalogue.ts';
import { LogIns } from '../logins/LogIns.tsx';
import { Icon } from '../parts/Icon.tsx';
import { inboxPath, staffLogIns } from './staffApi.ts';

/** An employee's own log-ins. */
export function StaffLogIns() {
  return (
    <LogIns
      port={staffLogIns}
      back={
        <a class="logins-back" href={inboxPath}>
          <Icon name="back" /> {t('staff.inbox.back')}
        </a>
      }
      help={<p>{t('staff.logins.unknown')}</p>}
    />
  );
}
