import { useEffect } from 'preact/hooks';
import { t, withWords } from '../i18n/catalogue.ts';
import { lazily } from '../parts/lazily.tsx';
import { PartyPanel } from './PartyPanel.tsx';

const ConsentsPanel = lazily(withWords(['consents'], () => import('./ConsentsPanel.tsx').then((m) => m.ConsentsPanel)));

/** What the party is asked to agree to and has answered; fetched when somebody opens it, since that is to look at it. */
export function PartyConsents({ caseCopyId, name }: { caseCopyId: string; name: string }) {
  useEffect(() => void ConsentsPanel.preload(), []);
  return (
    <PartyPanel class="staff-views" icon="check" title={t('staff.consents.title')}>
      <ConsentsPanel caseCopyId={caseCopyId} name={name} />
    </PartyPanel>
  );
}
