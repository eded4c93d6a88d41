import type { Case } from '../api/client.ts';
import { DeadlineCard, rightOf } from '../documents/DeadlineCard.tsx';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { casePath, onEntryPath } from '../shell/caseCopy.tsx';

/** Where the list of what waits leads to. */
export const complaintAnchor = (entryId: string): string => `complaint-${entryId}`;

/** What a child who sees no documents may complain of: until when, to whom and how; a person tells what was decided. */
export function Complaints({ data }: { data: Case }) {
  const rights = data.complaints ?? [];
  if (rights.length === 0) return null;
  return (
    <section class="section" aria-labelledby="home-complaints">
      <h2 id="home-complaints">{t('complaint.title')}</h2>
      <p>{t('complaint.unseen')}</p>
      {rights.map(({ entryId, date, remedy, complaintDeadline }) => {
        const right = rightOf(remedy, complaintDeadline);
        return (
          <article key={entryId} class="stack" id={complaintAnchor(entryId)} style={{ '--gap': '0.5rem' }}>
            <h3>{t('complaint.decided', { Date: formatDate(date, 'long') })}</h3>
            {right && (
              <DeadlineCard
                remedy={right}
                complain={onEntryPath(data.caseCopyId, entryId, 'COMPLAINT')}
                write={data.may.conversation ? casePath(data.caseCopyId, 'conversation') : undefined}
              />
            )}
          </article>
        );
      })}
    </section>
  );
}
