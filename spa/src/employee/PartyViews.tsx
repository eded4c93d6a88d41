import { useQuery } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { ErrorBoundary, lazy } from 'preact-iso';
import type { View } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { staffViewsQuery } from './staffApi.ts';

const ViewsPanel = lazy(() => import('./ViewsPanel.tsx').then((m) => m.ViewsPanel));

const unanswered = (views: View[]): number =>
  views.filter((view) => !view.answer && !view.items.some((item) => item.answer)).length;

/** What the party has said, and the way to tell what became of it. */
export function PartyViews({ caseCopyId, name }: { caseCopyId: string; name: string }) {
  const [open, setOpen] = useState(false);
  const list = useQuery(staffViewsQuery(caseCopyId));
  // The conversation stands first; by the time somebody opens this, its code is here.
  useEffect(() => void ViewsPanel.preload(), []);
  const waiting = unanswered(list.data?.views ?? []);
  return (
    <>
      <button
        type="button"
        class="ds-button staff-views"
        data-variant={waiting > 0 ? 'secondary' : 'tertiary'}
        onClick={() => setOpen(true)}
      >
        <Icon name="pen" />
        {waiting > 0 ? t('staff.views.unanswered', { Count: waiting }) : t('staff.views.title')}
      </button>
      <Dialog title={t('staff.views.title')} open={open} onClose={() => setOpen(false)}>
        <ErrorBoundary>
          <ViewsPanel list={list} caseCopyId={caseCopyId} name={name} />
        </ErrorBoundary>
      </Dialog>
    </>
  );
}
