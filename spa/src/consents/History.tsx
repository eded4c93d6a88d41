import type { ComponentChildren } from 'preact';
import type { ConsentAnswer, ConsentStep } from '../api/client.ts';
import { requestWords } from '../conversation/MessageState.tsx';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';

type Props = {
  steps: ConsentStep[];
  /** Whom it goes to, in the words of a state. */
  contactName: string;
  /** What stands under an answer of the party's. */
  under?: (answer: ConsentAnswer) => ComponentChildren;
};

const answers = ['GIVEN', 'REFUSED', 'WITHDRAWN'];

/** Everything that happened, newest first: when, to which text, and by whom. */
export function History({ steps, contactName, under }: Props) {
  return (
    <ol class="consent-history">
      {steps.map((step) => (
        <li key={`${step.kind}${step.at}${step.answer?.answerId ?? ''}`}>
          <p>
            <strong>{step.newText ? t('consents.step.newText') : t(`consents.step.${step.kind}`)}</strong>
          </p>
          <p class="small quiet">
            <time dateTime={step.at}>{dayAndTime(step.at, now.value)}</time>
            {' · '}
            {t('consents.version', { Version: step.textVersion })}
          </p>
          {answers.includes(step.kind) && (
            <p class="small quiet">{t(step.bySelf ? 'consents.byParty' : 'consents.byService')}</p>
          )}
          {step.answer?.reason && (
            <p class="consent-reason" dir="auto" lang={step.answer.language}>
              {step.answer.reason}
            </p>
          )}
          {step.withoutEffect && <p class="small">{t('consents.noEffect')}</p>}
          {step.earlier && (
            <details class="consent-earlier">
              <summary>{t('consents.earlier')}</summary>
              <p lang={step.earlier.language} dir={step.earlier.direction}>
                <strong>{step.earlier.purpose}</strong>
              </p>
              <p lang={step.earlier.language} dir={step.earlier.direction} class="consent-body">
                {step.earlier.text}
              </p>
            </details>
          )}
          {step.answer && (
            <p class="small" data-state={step.answer.state}>
              {requestWords({ ...step.answer, reason: step.answer.waitReason }, contactName)}
              {step.answer.registrationId && (
                <>
                  {' · '}
                  {t('state.number', { Number: step.answer.registrationId })}
                </>
              )}
            </p>
          )}
          {step.answer && under?.(step.answer)}
        </li>
      ))}
    </ol>
  );
}
