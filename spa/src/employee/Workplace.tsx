import { useEffect } from 'preact/hooks';
import { ErrorBoundary, useLocation } from 'preact-iso';
import { t, withWords } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { lazily } from '../parts/lazily.tsx';
import { Inbox } from './Inbox.tsx';
import { StaffSorry } from './StaffSorry.tsx';

const Talk = lazily(withWords(['talk', 'views'], () => import('./Talk.tsx').then((m) => m.Talk)));

/** Inbox beside the conversation on a wide screen, one of the two on a phone. */
export function Workplace() {
  const { path } = useLocation();
  // The inbox stands first; by the time somebody has chosen, the conversation's code is here.
  useEffect(() => void Talk.preload(), []);
  const open = /^\/employee\/conversation\/([^/]+)$/.exec(path)?.[1];
  return (
    <div class="workplace" data-open={open ? '' : undefined}>
      <Inbox open={open} />
      <div class="workplace-talk">
        <ErrorBoundary>
          {open ? <Talk key={open} caseCopyId={open} /> : path === '/employee' ? <Choose /> : <Lost />}
        </ErrorBoundary>
      </div>
    </div>
  );
}

function Choose() {
  return (
    <div class="empty workplace-empty">
      <Icon name="talk" />
      <p>{t('staff.inbox.choose')}</p>
    </div>
  );
}

function Lost() {
  return <StaffSorry reason="not-here" bare />;
}
