import type { Municipality } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { HoursText, PhoneLink } from '../parts/Phone.tsx';

/** The portal is never the only way: phone, visit and letter, for each municipality this host serves. */
export function WithoutLogIn({ municipalities }: { municipalities: Municipality[] }) {
  return (
    <section class="section" aria-labelledby="login-without">
      <h2 id="login-without">{t('login.withoutTitle')}</h2>
      <p class="quiet">{t('login.withoutLead')}</p>
      <ul class="ways">
        {municipalities.map((m) => (
          <li key={m.municipality}>
            <details class="sheet" open={municipalities.length === 1}>
              <summary>
                <Icon name="person" />
                <bdi>{m.name}</bdi>
                <Icon name="next" />
              </summary>
              <Ways municipality={m} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Ways({ municipality }: { municipality: Municipality }) {
  const switchboard = municipality.phones.find((p) => p.kind === 'SWITCHBOARD');
  const duty = municipality.phones.find((p) => p.kind === 'DUTY');
  return (
    <dl class="contact-ways">
      {switchboard && (
        <div>
          <dt>{t('ways.phone')}</dt>
          <dd>
            <PhoneLink number={switchboard.number} />
            <p class="small quiet">
              <HoursText hours={switchboard.hours ?? municipality.hours} />
            </p>
            <p class="small quiet">{t('ways.phoneHow')}</p>
          </dd>
        </div>
      )}
      {municipality.visitAddress && (
        <div>
          <dt>{t('ways.visit')}</dt>
          <dd>
            <bdi>{municipality.visitAddress}</bdi>
            <p class="small quiet">{t('ways.visitHow')}</p>
          </dd>
        </div>
      )}
      {municipality.visitAddress && (
        <div>
          <dt>{t('ways.letter')}</dt>
          <dd>{t('ways.letterHow')}</dd>
        </div>
      )}
      {duty && (
        <div>
          <dt>{t('ways.night')}</dt>
          <dd>
            <PhoneLink number={duty.number} />
            <p class="small quiet">
              <HoursText hours={duty.hours} />
            </p>
          </dd>
        </div>
      )}
    </dl>
  );
}
