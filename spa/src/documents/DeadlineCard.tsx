import type { Remedy } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';

/**
 * Until when one can complain and to whom, as the fagsystem says it, with what that means and how it is done. The portal never
 * works out a deadline itself. `write` is where one writes to the contact person.
 */
export function DeadlineCard({ remedy, write }: { remedy: Remedy; write?: string | undefined }) {
  const { kind, deadline, receiver } = remedy;
  const passed = deadline ? daysUntil(deadline, now.value) < 0 : false;
  return (
    <aside class="note deadline-card" data-color={passed ? 'neutral' : 'wait'} aria-label={t('complaint.right')}>
      <Icon name="calendar" />
      <div class="words">
        {deadline ? (
          <>
            <strong>
              {passed
                ? t('complaint.deadlinePassed', { Date: formatDate(deadline, 'long') })
                : t('complaint.deadline', { Date: formatDate(deadline, 'day') })}
            </strong>
            <p>{daysLeft(deadline, now.value)}</p>
          </>
        ) : (
          <strong>{t('complaint.noDeadline')}</strong>
        )}
        {passed && <p>{t('complaint.passedHelp')}</p>}
        <details class="complaint-more">
          <summary>{t('complaint.more')}</summary>
          <p>{t(`complaint.means.${kind}`)}</p>
          <p>
            {t('complaint.receiver', { Receiver: receiver })} {t('complaint.how')}
          </p>
          {write && (
            <a class="ds-button" data-variant="secondary" href={write}>
              <Icon name="talk" />
              {t('contact.write')}
            </a>
          )}
        </details>
      </div>
    </aside>
  );
}
