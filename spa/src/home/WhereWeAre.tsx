import type { Case } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { Icon } from '../parts/Icon.tsx';
import { casePath } from '../shell/caseCopy.tsx';

/** Where the case stands: what was before, and what is now. */
export function WhereWeAre({ data }: { data: Case }) {
  const at = data.milestones.findIndex((m) => m.current);
  const current = at >= 0 ? data.milestones[at] : undefined;
  const before = data.milestones[at >= 0 ? at + 1 : 0];
  return (
    <section class="section" aria-labelledby="home-where">
      <h2 id="home-where">{t('home.where')}</h2>
      {(before || current) && (
        <ol class="steps sheet">
          {before && (
            <li>
              <p>
                <bdi lang="nb">{before.name}</bdi>
              </p>
              <p class="quiet small">{formatDate(before.endDate ?? before.startDate, 'long')}</p>
            </li>
          )}
          {current && (
            <li class="now" aria-current="step">
              <p class="step-label">{t('home.stepNow')}</p>
              <p class="step-name">
                <bdi lang="nb">{current.name}</bdi>
              </p>
              {current.description && (
                <p>
                  <bdi lang="nb">{current.description}</bdi>
                </p>
              )}
              <p class="quiet small">{t('home.since', { Date: formatDate(current.startDate, 'long') })}</p>
            </li>
          )}
        </ol>
      )}
      <a class="ds-button all" data-variant="tertiary" href={casePath(data.caseCopyId, 'plan')}>
        {t('home.wholeStory')}
        <Icon name="next" />
      </a>
    </section>
  );
}
