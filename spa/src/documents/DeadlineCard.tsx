import type { Remedy } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';

/** Where the fagsystem says only until when one can complain, there is no more of a remedy than that. */
type Right = Remedy | (Partial<Remedy> & { deadline: string });
type Props = { remedy: Right; write?: string | undefined; complain?: string | undefined };

/** What is known of the right to complain of an entry: its remedy, or until when. */
export const rightOf = (remedy: Remedy | undefined, complaintDeadline: string | null | undefined): Right | undefined =>
  remedy ?? (complaintDeadline ? { deadline: complaintDeadline } : undefined);

/**
 * Until when one can complain and to whom, as the fagsystem says it, with what that means and how it is done. The portal never
 * works out a deadline itself. `write` is where one writes to the contact person, `complain` where one complains, if it is done
 * here.
 */
export function DeadlineCard({ remedy, write, complain }: Props) {
  const { kind, deadline, receiver, byPortal } = remedy;
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
        {byPortal && complain && (
          <p>
            <a class="ds-button" data-variant={passed ? 'secondary' : undefined} href={complain}>
              <Icon name="pen" />
              {t('complaint.write')}
            </a>
          </p>
        )}
        <details class="complaint-more">
          <summary>{t('complaint.more')}</summary>
          {kind && <p>{t(`complaint.means.${kind}`)}</p>}
          <p>
            {receiver === undefined
              ? t('complaint.ask')
              : byPortal === false
                ? t('complaint.elsewhere', { Receiver: receiver })
                : `${t('complaint.receiver', { Receiver: receiver })} ${t('complaint.how')}`}
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
