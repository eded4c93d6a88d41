import { useQuery } from '@tanstack/preact-query';
import type { AccessRequest, AccessRequestItem, EntrySummary } from '../api/client.ts';
import { accessRequestsQuery } from '../api/queries.ts';
import { requestWords } from '../conversation/MessageState.tsx';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { When } from '../parts/When.tsx';
import { entryPath, useActing } from '../shell/caseCopy.tsx';
import { Answer, StateWord } from './Answer.tsx';

type Props = { entries: EntrySummary[]; contactName: string };

/** What one has asked for, each with how far it has come and what was answered. */
export function AskedFor({ entries, contactName }: Props) {
  const { caseCopyId } = useActing().caseCopy;
  const { requests = [], historyAvailable = true } = useQuery(accessRequestsQuery(caseCopyId)).data ?? {};
  if (requests.length === 0 && historyAvailable) return null;
  return (
    <section class="section" aria-labelledby="access-yours">
      <h2 id="access-yours">{t('access.yours')}</h2>
      {!historyAvailable && <p role="status">{t('access.noHistory')}</p>}
      <ul class="access-list">
        {requests.map((request) => (
          <One key={request.accessRequestId} request={request} entries={entries} contactName={contactName} />
        ))}
      </ul>
    </section>
  );
}

function One({ request, entries, contactName }: Props & { request: AccessRequest }) {
  const { state, waitReason } = request;
  const decided = request.items.every((item) => item.state === 'GRANTED' || item.state === 'REFUSED');
  return (
    <li>
      <p class="small quiet">
        <When at={request.sentAt} as="relativeTime" />
        {request.registrationId && (
          <>
            {' · '}
            <bdi class="number">{request.registrationId}</bdi>
          </>
        )}
      </p>
      {!request.known && <p>{t('access.unknown')}</p>}
      <ul class="access-items" aria-live="polite">
        {request.items.map((item) => (
          <li key={item.entryId ?? ''}>
            <ItemTitle item={item} entry={entries.find((one) => one.entryId === item.entryId)} />
            {item.state !== 'NOT_ASKED' && <StateWord state={item.state} />}
            {(item.state === 'GRANTED' || item.state === 'REFUSED') && <Answer item={item} />}
          </li>
        ))}
      </ul>
      {request.reason && (
        <p class="access-reason" lang={request.language} dir="auto">
          {request.reason}
        </p>
      )}
      {!(decided && request.known) && (
        <p class="small quiet">{requestWords({ state, reason: waitReason }, contactName)}</p>
      )}
    </li>
  );
}

function ItemTitle({ item, entry }: { item: AccessRequestItem; entry: EntrySummary | undefined }) {
  const { caseCopyId } = useActing().caseCopy;
  if (!item.entryId) return <strong>{t('access.whole')}</strong>;
  if (!entry) return <strong>{t('access.gone')}</strong>;
  return (
    <span>
      <a class="access-title" href={entryPath(caseCopyId, entry.entryId)}>
        <bdi lang={entry.titleLanguage}>{entry.title}</bdi>
      </a>
      <TitleMade of={entry.titleTranslation} />
    </span>
  );
}
