import type { EntrySummary } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { EntryRow } from './EntryRow.tsx';

type Props = { caseCopyId: string; entries: EntrySummary[] | undefined; incomplete: boolean | undefined };

/** What the service says that a document belongs with, as far as one has it. */
export function Related({ caseCopyId, entries = [], incomplete }: Props) {
  if (entries.length === 0 && !incomplete) return null;
  return (
    <section class="section" aria-labelledby="related-title">
      <h2 id="related-title">{t('reader.related')}</h2>
      {entries.length > 0 && (
        <ul class="rows">
          {entries.map((entry) => (
            <EntryRow key={entry.entryId} caseCopyId={caseCopyId} entry={entry} />
          ))}
        </ul>
      )}
      {incomplete && <p class="quiet">{t('documents.incomplete')}</p>}
    </section>
  );
}
