import type { Consent } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';

const signs: Record<Consent['state'], IconName> = {
  ASKED: 'pen',
  GIVEN: 'check',
  REFUSED: 'close',
  WITHDRAWN: 'back',
  EXPIRED: 'clock',
  CANCELLED: 'info',
  REPLACED: 'swap',
};

/** How it stands, in a word with a sign: an answer on its way counts as given. */
export function ConsentState({ consent }: { consent: Consent }) {
  const state = consent.pending?.reply ?? consent.state;
  return (
    <span class="consent-state" data-state={state}>
      <Icon name={signs[state]} />
      {t(`consents.state.${state}`)}
    </span>
  );
}

/** Until when one answers, and how long a yes holds; nothing of what is over. */
export function ConsentDays({ consent }: { consent: Consent }) {
  const open = consent.state === 'ASKED' || consent.state === 'GIVEN';
  return (
    <>
      {consent.state === 'ASKED' && !consent.pending && consent.answerBy && (
        <p>{t('consents.answerBy', { Date: formatDate(consent.answerBy, 'long') })}</p>
      )}
      {open && consent.validUntil && (
        <p>{t('consents.validUntil', { Date: formatDate(consent.validUntil, 'long') })}</p>
      )}
    </>
  );
}
