import { useQuery } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { lazily } from '../parts/lazily.tsx';
import { isAnswered } from '../views/progress.ts';
import { PartyPanel } from './PartyPanel.tsx';
import { staffViewsQuery } from './staffApi.ts';

const ViewsPanel = lazily(() => import('./ViewsPanel.tsx').then((m) => m.ViewsPanel));

/** What the party has said, and the way to tell what became of it. */
export function PartyViews({ caseCopyId, name }: { caseCopyId: string; name: string }) {
  const list = useQuery(staffViewsQuery(caseCopyId));
  // The conversation stands first; by the time somebody opens this, its code is here.
  useEffect(() => void ViewsPanel.preload(), []);
  const waiting = (list.data?.views ?? []).filter((view) => !isAnswered(view)).length;
  return (
    <PartyPanel
      class="staff-views"
      icon="pen"
      title={t('staff.views.title')}
      says={waiting > 0 ? t('staff.views.unanswered', { Count: waiting }) : undefined}
      waiting={waiting > 0}
    >
      <ViewsPanel list={list} caseCopyId={caseCopyId} name={name} />
    </PartyPanel>
  );
}
