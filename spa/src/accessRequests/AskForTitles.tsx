import type { EntrySummary } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { askable } from './state.ts';
import './accessRequests.css';

/** The way to ask for what one sees only the title of, or for the whole case. */
export function AskForTitles({ entries }: { entries: EntrySummary[] }) {
  const { caseCopyId } = useActing().caseCopy;
  const count = askable(entries).length;
  return (
    <p class="access-ask small">
      {count > 0 && `${t('access.askTitles', { Count: count })} `}
      <a href={casePath(caseCopyId, 'access')}>{count > 0 ? t('access.ask') : t('access.askWhole')}</a>
    </p>
  );
}
