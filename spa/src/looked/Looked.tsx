import { useQuery } from '@tanstack/preact-query';
import { caseQuery, looksQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { dayInWords, formatDate } from '../i18n/dates.ts';
import { BackLink } from '../parts/BackLink.tsx';
import { now } from '../parts/clock.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { RowLink } from '../parts/RowLink.tsx';
import { TryAgain } from '../parts/TryAgain.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { CallInstead } from '../reading/CallInstead.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { byDay } from './days.ts';
import './looked.css';

/** When employees have looked at what is one's own, day by day, with what that means and whom to ask. */
export function Looked() {
  const { caseCopyId } = useActing().caseCopy;
  const list = useQuery(looksQuery(caseCopyId));
  const contact = useQuery(caseQuery(caseCopyId)).data?.contactPerson;
  const system = list.data?.fagsystem;
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <BackLink to={casePath(caseCopyId, 'more')}>{t('nav.more')}</BackLink>
        <h1>{t('looked.title')}</h1>
        <p class="quiet">{t('looked.lead')}</p>
      </header>
      {list.error && !list.data && <FailureNote error={list.error} retry={() => void list.refetch()} stillWorks />}
      {list.isPending && !list.error && <Loading lines={[3, 4, 3]} />}
      {system === 'SILENT' && (
        <div class="note" data-color="wait" role="status">
          <Icon name="warn" />
          <div class="words">
            <p>{t('looked.system.SILENT')}</p>
            <TryAgain again={() => void list.refetch()} />
          </div>
        </div>
      )}
      {list.data?.looks.length === 0 && system !== 'SILENT' && (
        <p class="nothing">
          <Icon name="check" />
          {t('looked.empty', { Date: formatDate(list.data.since, 'long') })}
        </p>
      )}
      {byDay(list.data?.looks ?? []).map((day) => (
        <section key={day.key} class="section" aria-labelledby={`looked-${day.key}`}>
          <h2 id={`looked-${day.key}`} class="looked-day">
            {dayInWords(day.at, now.value)}
          </h2>
          <ul class="sheet looked">
            {day.looks.map((look) => (
              <li key={`${look.at}${look.role}${look.place}${look.what}`}>
                <Icon name="show" />
                <span>
                  {t(`looked.role.${look.role}`)}{' '}
                  <time class="quiet" dateTime={look.at}>
                    {t('looked.began', { Time: formatDate(look.at, 'time') })}
                  </time>
                  <span class="quiet looked-from">{t(`looked.from.${look.what ?? 'PORTAL'}`)}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section class="note" data-color="neutral" aria-labelledby="looked-means">
        <Icon name="info" />
        <div class="words stack" style={{ '--gap': '0.5rem' }}>
          <h2 id="looked-means">{t('looked.meansTitle')}</h2>
          <p>{t('looked.means')}</p>
          {system && system !== 'SILENT' && <p>{t(`looked.system.${system}`)}</p>}
          <p>{t('looked.ask')}</p>
          <div class="row">
            <CallInstead contact={contact} />
          </div>
        </div>
      </section>
      <ul class="rows">
        <RowLink
          to={`${casePath(caseCopyId, 'more')}/logins`}
          icon="lock"
          title={t('logins.title')}
          under={t('logins.lead')}
        />
      </ul>
    </>
  );
}
