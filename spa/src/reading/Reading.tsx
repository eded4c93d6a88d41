import type { ContactPerson, Office } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { moment } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { openPanel } from '../shell/openPanel.ts';
import { Absence, OfficeTimes } from './OfficeTimes.tsx';
import { useOpenness } from './openness.ts';
import './reading.css';

type Props = {
  office: Office | undefined;
  contact: ContactPerson | undefined;
  /** Server's clock minus this browser's, in milliseconds. */
  offset: number;
};

/** What one can expect, before one writes: whether somebody reads now, else when again, and who can act at once. */
export function Reading({ office, contact, offset }: Props) {
  return (
    <section class="reading" aria-label={t('reading.details')}>
      {office && office.hours.length > 0 && <ReadsNow office={office} offset={offset} />}
      {contact && <Absence who={contact} />}
      <div class="reading-more">
        <button
          type="button"
          class="ds-button"
          data-variant="tertiary"
          aria-haspopup="dialog"
          onClick={() => {
            openPanel.value = 'help';
          }}
        >
          <Icon name="help" />
          {t('reading.urgent')}
        </button>
        {office && (
          <details>
            <summary>{t('reading.details')}</summary>
            <OfficeTimes office={office} />
          </details>
        )}
      </div>
    </section>
  );
}

/** Said again when it changes, to those who listen rather than look. */
export function ReadsNow({ office, offset = 0 }: { office: Office; offset?: number }) {
  const { open, until, again } = useOpenness(office.openings, offset);
  return (
    <p class="reads-now" data-open={open || undefined} role="status">
      <Icon name="clock" />
      <span>
        {open
          ? t('reading.open', { When: until ? moment(until, now.value) : '' })
          : again
            ? t('reading.closed', { When: moment(again, now.value) })
            : t('reading.closedLong')}
      </span>
    </p>
  );
}
