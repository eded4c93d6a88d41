import { useQuery } from '@tanstack/preact-query';
import type { Entry, OnEntryKind } from '../api/client.ts';
import { viewsQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { onEntryPath, useActing } from '../shell/caseCopy.tsx';
import { OwnView } from './OwnView.tsx';
import './views.css';

/** On a document's page: what one has said about it, with what became of it, and the way to say more. */
export function SaidOnEntry({ entry }: { entry: Entry }) {
  const { caseCopyId } = useActing().caseCopy;
  const { entryId } = entry.summary;
  // A draft asks by itself what one thinks.
  const asks = entry.draftForComments && !entry.draftOutcome;
  return (
    <>
      <OwnOnEntry entryId={entryId} />
      {entry.mayComment && !asks && (
        <p>
          <a class="ds-button" data-variant="tertiary" href={onEntryPath(caseCopyId, entryId, 'COMMENT')}>
            <Icon name="pen" />
            {t('comment.do')}
          </a>
        </p>
      )}
    </>
  );
}

/** What one has said about an entry, all of it or of one kind. */
export function OwnOnEntry({ entryId, kind }: { entryId: string; kind?: OnEntryKind }) {
  const { caseCopyId, may } = useActing().caseCopy;
  const list = useQuery({ ...viewsQuery(caseCopyId), enabled: may.conversation || may.complaint }).data?.views ?? [];
  const said = list.filter(({ on }) => on?.entryId === entryId && (!kind || on.kind === kind));
  if (said.length === 0) return null;
  return (
    <section class="section" aria-labelledby="on-entry">
      <h2 id="on-entry">{t('views.onHere')}</h2>
      <ul class="views">
        {said.map((view) => (
          <li key={view.viewId} class="sheet">
            <OwnView view={view} />
          </li>
        ))}
      </ul>
    </section>
  );
}
