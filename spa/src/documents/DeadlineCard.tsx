import type { Remedy } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';

/** Until when one can complain and to whom, as the fagsystem says it; the portal never works out a deadline itself. */
export function DeadlineCard({ remedy }: { remedy: Remedy }) {
  const { deadline, receiver } = remedy;
  const passed = deadline ? daysUntil(deadline, now.value) < 0 : false;
  return (
    <aside class="note deadline-card" data-color={passed ? 'neutral' : 'wait'} aria-label={t('reader.complaint')}>
      <Icon name="calendar" />
      <div class="words">
        {deadline ? (
          <>
            <strong>
              {passed
                ? t('reader.deadlinePassed', { Date: formatDate(deadline, 'long') })
                : t('reader.deadline', { Date: formatDate(deadline, 'day') })}
            </strong>
            <p>{daysLeft(deadline, now.value)}</p>
          </>
        ) : (
          <strong>{t('reader.noDeadline')}</strong>
        )}
        <p class="small">{passed ? t('reader.passedHelp') : t('reader.complainHow', { Receiver: receiver })}</p>
      </div>
    </aside>
  );
}
