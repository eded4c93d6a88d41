import { useQuery } from '@tanstack/preact-query';
import { viewsQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { OwnView } from './OwnView.tsx';
import { SayRows } from './SayRows.tsx';

import './views.css';

/** You said – we did: each view with what became of it, and the way to say more. */
export function ViewsPage() {
  const { caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const list = useQuery(viewsQuery(caseCopyId));
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <h1>{t('views.title')}</h1>
        <p class="quiet">{t('views.lead')}</p>
      </header>
      {list.data?.canSend && <SayRows />}
      {list.error && !list.data && <FailureNote error={list.error} retry={() => void list.refetch()} stillWorks />}
      {list.isPending && !list.error && <Loading lines={[4, 6, 4]} />}
      {list.data && (
        <section class="section" aria-labelledby="views-list">
          <h2 id="views-list">{t('views.saidDone')}</h2>
          {!list.data.historyAvailable && (
            <p class="note" data-color="wait">
              <Icon name="warn" />
              <span>{t('views.noHistory')}</span>
            </p>
          )}
          {list.data.views.length === 0 && list.data.historyAvailable && (
            <div class="empty">
              <Icon name="talk" />
              <p>{t('views.empty')}</p>
            </div>
          )}
          <ul class="views">
            {list.data.views.map((view) => (
              <li key={view.viewId} class="sheet">
                <OwnView view={view} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
