import type { EntrySummary } from '../api/client.ts';
import { EntryRow } from '../documents/EntryRow.tsx';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { casePath } from '../shell/caseCopy.tsx';

export function Latest({ caseCopyId, latest }: { caseCopyId: string; latest: EntrySummary[] }) {
  return (
    <section class="section" aria-labelledby="home-latest">
      <h2 id="home-latest">{t('home.latest')}</h2>
      {latest.length === 0 ? (
        <div class="empty">
          <Icon name="paper" />
          <p>{t('home.latestEmpty')}</p>
        </div>
      ) : (
        <>
          <ul class="rows">
            {latest.slice(0, 3).map((entry) => (
              <EntryRow key={entry.entryId} caseCopyId={caseCopyId} entry={entry} />
            ))}
          </ul>
          <a class="ds-button all" data-variant="tertiary" href={casePath(caseCopyId, 'documents')}>
            {t('home.allDocuments')}
            <Icon name="next" />
          </a>
        </>
      )}
    </section>
  );
}
