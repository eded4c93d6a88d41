import { useQuery } from '@tanstack/preact-query';
import { viewsQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { SayRows } from './SayRows.tsx';

/** On the overview: what one can say now, and the way to what became of what one said. */
export function Views() {
  const { caseCopy } = useActing();
  const list = useQuery({
    ...viewsQuery(caseCopy.caseCopyId),
    enabled: caseCopy.may.conversation || caseCopy.may.complaint,
  }).data;
  if (!list || (!list.canSend && list.views.length === 0)) return null;
  return (
    <section class="section" aria-labelledby="home-views">
      <h2 id="home-views">{t('views.title')}</h2>
      {list.canSend && <SayRows />}
      {list.views.length > 0 && (
        <a class="ds-button all" data-variant="tertiary" href={casePath(caseCopy.caseCopyId, 'views')}>
          {t('views.saidDone')} <Icon name="next" />
        </a>
      )}
    </section>
  );
}
