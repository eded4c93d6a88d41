import type { Case } from '../api/client.ts';
import { isComing, StepAsWritten, stepSaid } from '../documents/step.tsx';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { Icon } from '../parts/Icon.tsx';
import { casePath } from '../shell/caseCopy.tsx';

/** Where the case stands: what was before, and what is now. */
export function WhereWeAre({ data }: { data: Case }) {
  const begun = data.milestones.filter((m) => !isComing(m));
  const at = begun.findIndex((m) => m.current);
  const current = at >= 0 ? begun[at] : undefined;
  const before = begun[at + 1];
  return (
    <section class="section" aria-labelledby="home-where">
      <h2 id="home-where">{t('home.where')}</h2>
      {(before || current) && (
        <ol class="steps sheet">
          {before && (
            <li>
              <p>
                <bdi lang={stepSaid(before).lang}>{stepSaid(before).name}</bdi>
              </p>
              <StepAsWritten step={before} />
              <p class="quiet small">{formatDate(before.endDate ?? before.startDate, 'long')}</p>
            </li>
          )}
          {current && (
            <li class="now" aria-current="step">
              <p class="step-label">{t('home.stepNow')}</p>
              <p class="step-name">
                <bdi lang={stepSaid(current).lang}>{stepSaid(current).name}</bdi>
              </p>
              {stepSaid(current).description && (
                <p>
                  <bdi lang={stepSaid(current).lang}>{stepSaid(current).description}</bdi>
                </p>
              )}
              <StepAsWritten step={current} />
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
