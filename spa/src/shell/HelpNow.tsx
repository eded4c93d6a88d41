import { useQuery } from '@tanstack/preact-query';
import type { Municipality, Opening } from '../api/client.ts';
import { contextQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { moment } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { HoursText, PhoneLink } from '../parts/Phone.tsx';
import { useOpenness } from '../reading/openness.ts';
import { closePanel, openPanel } from './openPanel.ts';

type Phones = { municipality: Municipality; named: boolean; opened?: boolean };

/** The municipality's own numbers. What the duty phone is called is only said in a panel that one has opened oneself. */
export function MunicipalityPhones({ municipality, named, opened }: Phones) {
  return (
    <>
      {municipality.phones.map((phone) => (
        <li key={phone.number} class="help-line">
          <h3>
            {phone.kind === 'DUTY' ? t(opened ? 'help.duty' : 'ways.night') : t('help.switchboard')}
            {named && (
              <>
                {' · '}
                <bdi>{municipality.name}</bdi>
              </>
            )}
          </h3>
          <p class="quiet small">
            {phone.kind === 'DUTY' && <>{t('help.dutyWhat')} </>}
            <HoursText hours={phone.hours} />
          </p>
          <AnsweredNow openings={phone.openings} />
          <PhoneLink number={phone.number} />
        </li>
      ))}
    </>
  );
}

/** Whether anybody answers there now; the number stands there in any case. */
function AnsweredNow({ openings }: { openings: Opening[] | undefined }) {
  const { open, until, again } = useOpenness(openings);
  if (!open && !again) return null;
  return (
    <p class="small answered-now" data-open={open || undefined}>
      {open
        ? until
          ? t('phone.open', { When: moment(until, now.value) })
          : t('phone.openAlways')
        : again && t('phone.closed', { When: moment(again, now.value) })}
    </p>
  );
}

/** The numbers for everybody in the country. */
export function EmergencyLines() {
  return (
    <>
      <li class="help-line">
        <h3>{t('help.police')}</h3>
        <p class="quiet small">{t('help.policeWhat')}</p>
        <PhoneLink number="112" />
      </li>
      <li class="help-line">
        <h3>{t('help.health')}</h3>
        <p class="quiet small">{t('help.healthWhat')}</p>
        <PhoneLink number="113" />
      </li>
      <li class="help-line">
        <h3>{t('help.alarm')}</h3>
        <p class="quiet small">{t('help.alarmWhat')}</p>
        <PhoneLink number="116111" />
      </li>
    </>
  );
}

export function HelpLines({ opened }: { opened?: boolean }) {
  const context = useQuery(contextQuery);
  const all = context.data?.municipalities ?? [];
  return (
    <ul class="help-lines">
      <EmergencyLines />
      {all.map((m) => (
        <MunicipalityPhones key={m.municipality} municipality={m} named={all.length > 1} opened={opened} />
      ))}
    </ul>
  );
}

export function HelpNow() {
  return (
    <>
      <button
        type="button"
        class="tool"
        onClick={() => {
          openPanel.value = 'help';
        }}
        aria-haspopup="dialog"
      >
        <Icon name="help" />
        <span>{t('help.button')}</span>
      </button>
      <Dialog title={t('help.title')} open={openPanel.value === 'help'} onClose={closePanel}>
        <p>{t('help.intro')}</p>
        <HelpLines opened />
      </Dialog>
    </>
  );
}
