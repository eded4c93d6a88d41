import { useQuery } from '@tanstack/preact-query';
import { consentsQuery } from '../api/queries.ts';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { BackLink } from '../parts/BackLink.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { ConsentState } from './ConsentFacts.tsx';
import { Unavailable } from './Unavailable.tsx';
import './consents.css';

/** All that one is asked to agree to, and how each stands. */
export function ConsentsPage() {
  const { caseCopyId } = useActing().caseCopy;
  const list = useQuery(consentsQuery(caseCopyId));
  if (list.data && !list.data.available) return <Unavailable />;
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <BackLink to={casePath(caseCopyId, 'more')}>{t('nav.more')}</BackLink>
        <h1>{t('consents.title')}</h1>
        <p class="quiet">{t('consents.lead')}</p>
      </header>
      {list.error && !list.data && <FailureNote error={list.error} retry={() => void list.refetch()} stillWorks />}
      {list.isPending && !list.error && <Loading lines={[4, 4, 4]} />}
      {list.data?.consents.length === 0 && (
        <div class="empty">
          <Icon name="check" />
          <p>{t('consents.empty')}</p>
        </div>
      )}
      {!!list.data?.consents.length && (
        <ul class="rows">
          {list.data.consents.map((consent) => {
            const words = consent.translation ?? consent.original;
            return (
              <li key={consent.consentId}>
                <a class="row-link" href={`${casePath(caseCopyId, 'consents')}/${consent.consentId}`}>
                  <Icon name="pen" />
                  <span class="words">
                    <span class="title">
                      <bdi lang={words.language}>{words.purpose}</bdi>
                    </span>
                    {words.provenance && <TitleMade of={{ ...words, provenance: words.provenance, outdated: false }} />}
                    <span class="under">
                      <ConsentState consent={consent} />
                    </span>
                    {consent.state === 'ASKED' && !consent.pending && consent.answerBy && (
                      <span class="under">{t('consents.answerBy', { Date: formatDate(consent.answerBy, 'day') })}</span>
                    )}
                  </span>
                  <Icon name="next" />
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
