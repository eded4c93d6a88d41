import { useQuery } from '@tanstack/preact-query';
import type { EntrySummary } from '../api/client.ts';
import { accessRequestsQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { Answer, StateWord } from './Answer.tsx';
import { accessTo, requestFor } from './state.ts';

/** Of a document of which one sees only the title: how one asks to read it, and what became of it. */
export function TitleOnly({ summary }: { summary: EntrySummary }) {
  const { caseCopyId } = useActing().caseCopy;
  const { data, error } = useQuery({ ...accessRequestsQuery(caseCopyId), enabled: summary.released === 'TITLE' });
  if (summary.released !== 'TITLE') return null;
  const state = accessTo(summary, data?.requests) ?? 'NOT_ASKED';
  const item = requestFor(summary.entryId, data?.requests)?.item;
  // That no reason was given is known only where all that was asked for is.
  const answer = item?.state === state ? item : data?.historyAvailable && { state };
  return (
    <div class="note" data-color="neutral">
      <Icon name="lock" />
      <div class="words access-note">
        <p>{t('documents.titleOnly')}</p>
        {state === 'NOT_ASKED' ? (
          <a class="ds-button" data-color="accent" href={`${casePath(caseCopyId, 'access')}/${summary.entryId}`}>
            {t('access.ask')}
          </a>
        ) : (
          <>
            <p role="status">
              <StateWord state={state} />
            </p>
            {state === 'REFUSED' &&
              (answer ? <Answer item={answer} /> : (data || error) && <p>{t('access.noHistory')}</p>)}
          </>
        )}
      </div>
    </div>
  );
}
