import { useInfiniteQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { EntrySummary, EntryType } from '../api/client.ts';
import { entriesQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { EntryRow } from './EntryRow.tsx';
import './documents.css';

type Filter = 'all' | 'new' | EntryType;

export function filtered(entries: EntrySummary[], filter: Filter): EntrySummary[] {
  if (filter === 'all') return entries;
  return entries.filter((e) => (filter === 'new' ? e.isNew : e.type === filter));
}

/** Only what would show something, and only when there is something to choose between. */
export function filtersFor(entries: EntrySummary[]): Filter[] {
  const order: EntryType[] = ['DECISION', 'MEASURES_PLAN', 'MEETING_MINUTES', 'LETTER'];
  const types = order.filter((type) => entries.some((e) => e.type === type));
  const out: Filter[] = ['all'];
  if (entries.some((e) => e.isNew) && entries.some((e) => !e.isNew)) out.push('new');
  if (types.length > 1) out.push(...types);
  return out.length > 1 && entries.length > 3 ? out : [];
}

export function Documents() {
  const { caseCopy } = useActing();
  const [filter, setFilter] = useState<Filter>('all');
  const query = useInfiniteQuery(entriesQuery(caseCopy.caseCopyId));
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const filters = filtersFor(entries);
  const shown = filtered(entries, filters.includes(filter) ? filter : 'all');
  return (
    <>
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <h1>{t('nav.documents')}</h1>
        <p class="quiet">{t('documents.lead')}</p>
      </header>
      {query.error && <FailureNote error={query.error} retry={() => void query.refetch()} stillWorks />}
      {query.isPending && !query.error && <Loading lines={[5, 5, 5]} />}
      {query.data && entries.length === 0 && (
        <div class="empty">
          <Icon name="paper" />
          <p>{t('documents.empty')}</p>
        </div>
      )}
      {filters.length > 0 && (
        <fieldset class="filter">
          <legend class="ds-sr-only">{t('documents.filter')}</legend>
          {filters.map((f) => (
            <label key={f}>
              <input type="radio" name="filter" checked={f === filter} onChange={() => setFilter(f)} />
              <span>{f === 'all' ? t('documents.all') : f === 'new' ? t('documents.new') : t(`types.${f}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {shown.length > 0 && (
        <ul class="rows">
          {shown.map((entry) => (
            <EntryRow key={entry.entryId} caseCopyId={caseCopy.caseCopyId} entry={entry} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <button
          type="button"
          class="ds-button"
          data-variant="secondary"
          aria-busy={query.isFetchingNextPage || undefined}
          onClick={() => void query.fetchNextPage()}
        >
          {t('common.more')}
        </button>
      )}
    </>
  );
}
