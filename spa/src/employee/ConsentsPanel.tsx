import { useQuery } from '@tanstack/preact-query';
import { ConsentDays, ConsentState } from '../consents/ConsentFacts.tsx';
import { ConsentText } from '../consents/ConsentText.tsx';
import { History } from '../consents/History.tsx';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { silent } from './silent.ts';
import { staffConsentsQuery } from './staffApi.ts';
import '../consents/consents.css';

/** A party's consents as they stand now, each with its words and everything that happened. */
export function ConsentsPanel({ caseCopyId, name }: { caseCopyId: string; name: string }) {
  const list = useQuery(staffConsentsQuery(caseCopyId));
  return (
    <div class="stack" data-private>
      {list.error && !list.data && (
        <FailureNote error={list.error} retry={() => void list.refetch()} silent={silent()} />
      )}
      {list.isPending && !list.error && <Loading lines={[4, 6]} />}
      {list.data && !list.data.available && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t('staff.consents.unavailable')}</span>
        </p>
      )}
      {list.data?.available && list.data.consents.length === 0 && (
        <p class="quiet">{t('staff.consents.none', { Name: name })}</p>
      )}
      {list.data?.consents.map((consent) => (
        <article key={consent.consentId} class="stack" style={{ '--gap': '0.5rem' }}>
          <h3>
            <bdi lang={consent.original.language}>{consent.original.purpose}</bdi>
          </h3>
          <ConsentState consent={consent} />
          <div class="small quiet">
            <ConsentDays consent={consent} />
          </div>
          <ConsentText consent={consent} heading="h4" />
          <History steps={consent.history} contactName={name} />
        </article>
      ))}
    </div>
  );
}
