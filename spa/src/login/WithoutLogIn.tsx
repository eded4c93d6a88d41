import type { ComponentChildren } from 'preact';
import type { Municipality } from '../api/client.ts';
import { type Key, t } from '../i18n/catalogue.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { HoursText, PhoneLink } from '../parts/Phone.tsx';
import { HelpLines } from '../shell/HelpNow.tsx';

type Point = { icon: IconName; text: Key };

/** The portal is never the only way: three calm answers to why somebody doesn't log in, each with a way to a person. */
export function WithoutLogIn({ municipalities }: { municipalities: Municipality[] }) {
  return (
    <>
      <section class="section" aria-labelledby="login-without">
        <h2 id="login-without">{t('login.withoutTitle')}</h2>
        <p class="quiet">{t('login.withoutLead')}</p>
        <ul class="ways">
          <Answer
            icon="lock"
            title={t('login.noId.title')}
            points={[
              { icon: 'phone', text: 'login.noId.person' },
              { icon: 'letter', text: 'login.noId.paper' },
              { icon: 'lock', text: 'login.noId.minId' },
              { icon: 'info', text: 'login.noId.enough' },
            ]}
          >
            <Switchboards municipalities={municipalities} />
          </Answer>
          <Answer
            icon="help"
            title={t('login.cantUse.title')}
            points={[
              { icon: 'phone', text: 'login.cantUse.person' },
              { icon: 'letter', text: 'login.cantUse.paper' },
              { icon: 'talk', text: 'login.cantUse.interpreter' },
              { icon: 'lock', text: 'login.cantUse.codes' },
            ]}
          >
            <Switchboards municipalities={municipalities} />
          </Answer>
          <Answer
            icon="person"
            title={t('login.afraid.title')}
            points={[
              { icon: 'phone', text: 'login.afraid.talk' },
              { icon: 'letter', text: 'login.noId.paper' },
              { icon: 'lock', text: 'login.afraid.holdsId' },
              { icon: 'leave', text: 'login.leave' },
              { icon: 'hide', text: 'login.afraid.traces' },
              { icon: 'info', text: 'login.afraid.notify' },
              { icon: 'swap', text: 'login.afraid.shared' },
            ]}
          >
            <section aria-labelledby="login-talk">
              <h3 id="login-talk">{t('rights.others')}</h3>
              <HelpLines />
            </section>
          </Answer>
        </ul>
      </section>
      <section class="section" aria-labelledby="login-reach">
        <h2 id="login-reach">{t('login.reachTitle')}</h2>
        <ul class="ways">
          {municipalities.map((m) => (
            <li key={m.municipality}>
              <details class="sheet" open={municipalities.length === 1}>
                <summary>
                  <Icon name="place" />
                  <bdi>{m.name}</bdi>
                  <Icon name="next" />
                </summary>
                <Ways municipality={m} />
              </details>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

type AnswerProps = { icon: IconName; title: string; points: Point[]; children: ComponentChildren };

function Answer({ icon, title, points, children }: AnswerProps) {
  return (
    <li>
      <details class="sheet">
        <summary>
          <Icon name={icon} />
          <span>{title}</span>
          <Icon name="next" />
        </summary>
        <div class="ways-answer stack">
          <ul class="points">
            {points.map((point) => (
              <li key={point.text}>
                <Icon name={point.icon} />
                <p>{t(point.text)}</p>
              </li>
            ))}
          </ul>
          {children}
        </div>
      </details>
    </li>
  );
}

/** One number for each municipality, ready to be tapped. */
function Switchboards({ municipalities }: { municipalities: Municipality[] }) {
  return (
    <ul class="switchboards">
      {municipalities.map((m) => {
        const phone = m.phones.find((p) => p.kind === 'SWITCHBOARD') ?? m.phones[0];
        return (
          phone && (
            <li key={m.municipality}>
              <bdi>{m.name}</bdi>
              <PhoneLink number={phone.number} />
            </li>
          )
        );
      })}
    </ul>
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
