import type { ComponentChildren } from 'preact';
import type { Message, SafeTime } from '../api/client.ts';
import { AllAfraid } from '../conversation/AllAfraid.tsx';
import { dateWords, t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { languageName } from '../i18n/languages.ts';
import { now } from '../parts/clock.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { PhoneLink } from '../parts/Phone.tsx';
import { unlisted } from './form.ts';
import './asking.css';

type Request = NonNullable<Message['request']>;

const icons: Record<Request['kind'], IconName> = {
  CALL_ME: 'phone',
  MEETING_REQUEST: 'calendar',
  INTERPRETER_REQUEST: 'globe',
};

type Props = { request: Request; message: Message };

/** What somebody asks for, the same for both sides: what keeps them safe stands first and plainly. */
export function RequestCard({ request, message }: Props) {
  const language = request.spokenLanguage === unlisted ? t('ask.otherLanguage') : request.spokenLanguage;
  return (
    <div class="request" data-kind={request.kind}>
      <p class="request-title">
        <Icon name={icons[request.kind]} />
        <strong>{t(`ask.${request.kind}`)}</strong>
      </p>
      {message.afraidOfBeingKnown && <AllAfraid theirs={!message.mine} />}
      {!request.known && <p class="small quiet">{t('ask.card.unknown')}</p>}
      {request.known && (
        <dl>
          {request.kind !== 'INTERPRETER_REQUEST' && (
            <>
              <Row name={t('ask.card.when')}>
                <Times times={request.times} />
              </Row>
              {request.kind === 'CALL_ME' && (
                <Row name={t('ask.card.phone')}>
                  {request.phone ? <PhoneLink number={request.phone} /> : t('ask.card.phoneKnown')}
                </Row>
              )}
              <Row name={t('ask.card.leave')}>
                <strong>{request.mayLeaveMessage ? t('ask.card.leaveYes') : t('ask.card.leaveNo')}</strong>
              </Row>
            </>
          )}
          {language && (
            <Row name={t('ask.card.language')}>
              {request.interpreter
                ? t('ask.card.interpreter', { Language: languageName(language) })
                : languageName(language)}
            </Row>
          )}
          {request.form && <Row name={t('ask.card.how')}>{t(`ask.form.${request.form}`)}</Row>}
          {request.about && (
            <Row name={t('ask.card.about')}>
              <span dir="auto">{request.about}</span>
            </Row>
          )}
          {request.participants && (
            <Row name={t('ask.card.participants')}>
              <span dir="auto">{request.participants}</span>
            </Row>
          )}
        </dl>
      )}
      {message.text && (
        <p class="request-words" dir={message.direction ?? 'auto'} lang={message.language}>
          {message.text}
        </p>
      )}
      {request.answeredAt && (
        <p class="small request-answered">
          <Icon name="check" /> {t('ask.answered', { When: dayAndTime(request.answeredAt, now.value) })}
        </p>
      )}
    </div>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Times({ times }: { times: SafeTime[] }) {
  if (times.length === 0) return <>{t('ask.anyTime')}</>;
  return (
    <>
      <ul>
        {times.map((time) => (
          <li key={`${time.weekday}${time.from}`}>
            {dateWords().weekdays[time.weekday % 7]}{' '}
            <bdi class="number">
              {time.from}–{time.until}
            </bdi>
          </li>
        ))}
      </ul>
      <strong>{t('ask.card.onlyThen')}</strong>
    </>
  );
}
