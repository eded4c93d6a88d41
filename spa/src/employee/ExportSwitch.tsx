import { useEffect } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { lazily } from '../parts/lazily.tsx';
import { PartyPanel } from './PartyPanel.tsx';
import type { StaffConversation } from './staffApi.ts';

const ExportPanel = lazily(() => import('./ExportPanel.tsx').then((m) => m.ExportPanel));

/** Opens whether the party may take the case along as a file. */
export function ExportSwitch({ caseCopyId, of }: { caseCopyId: string; of: StaffConversation }) {
  useEffect(() => void ExportPanel.preload(), []);
  return (
    <PartyPanel class="pause-button" icon="file" title={t('staff.export.button')}>
      <ExportPanel caseCopyId={caseCopyId} of={of} />
    </PartyPanel>
  );
}
