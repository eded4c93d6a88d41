import type { Entry, MeasuresPlan } from '../api/client.ts';
import { madeBy } from '../documents/madeBy.ts';
import { t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { entryPath } from '../shell/caseCopy.tsx';
import { GoalRing } from './GoalRing.tsx';
import { countStates, goalIcon, halves } from './goals.ts';

type Props = { entry: Entry; plan: MeasuresPlan; caseCopyId: string };

/** A plan of measures: its goals as a ring with the same in words, then each goal with its state. */
export function PlanCard({ entry, plan, caseCopyId }: Props) {
  const { summary } = entry;
  const title = `plan-${summary.entryId}`;
  const running = plan.state === 'ACTIVE' && daysUntil(plan.endDate, now.value) >= 0;
  return (
    <article class="sheet plan-card" data-plan={plan.state} aria-labelledby={title}>
      <header class="plan-head">
        <p class="plan-tags small">
          {entry.draftForComments && <span class="plan-tag">{t('plan.draft')}</span>}
          <span class="quiet">{t(`plan.state.${plan.state}`)}</span>
        </p>
        <h3 id={title}>
          <bdi lang={summary.titleLanguage}>{summary.title}</bdi>
        </h3>
      </header>
      <div class="plan-glance">
        {plan.subGoals.length > 0 && (
          <div class="plan-ring">
            <GoalRing plan={plan} />
            <span class="plan-ring-count" aria-hidden="true">
              {t('plan.count', { Count: plan.subGoals.length })}
            </span>
          </div>
        )}
        <div class="plan-said">
          {plan.subGoals.length > 0 && <Legend plan={plan} />}
          <p class="quiet small">
            {t('plan.fromTo', { From: formatDate(plan.startDate, 'long'), To: formatDate(plan.endDate, 'long') })}
            {running && <> · {daysLeft(plan.endDate, now.value)}</>}
          </p>
        </div>
      </div>
      {plan.subGoals.length > 0 ? <Goals plan={plan} /> : <p class="quiet">{t('plan.noGoals')}</p>}
      {plan.translation && (
        <p class="quiet small plan-made">
          <Icon name="globe" />
          <span>
            {madeBy(plan.translation)} · {t('reader.norwegianCounts')}
          </span>
        </p>
      )}
      <a class="ds-button all" data-variant="tertiary" href={entryPath(caseCopyId, summary.entryId)}>
        {t(entry.draftForComments ? 'reader.draftRead' : 'plan.read')}
        <Icon name="next" />
      </a>
    </article>
  );
}

function Legend({ plan }: { plan: MeasuresPlan }) {
  return (
    <ul class="legend">
      {countStates(plan.subGoals).map(({ state, count }) => (
        <li key={state} data-state={state}>
          <span class="legend-mark" aria-hidden="true" />
          <span>
            <b>{count}</b> {t(`plan.goal.${state}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Goals({ plan }: { plan: MeasuresPlan }) {
  return (
    <ol class="goals" aria-label={t('plan.goals')}>
      {plan.subGoals.map((goal) => {
        const half = halves[goal.state];
        return (
          <li key={goal.subGoalId} data-state={goal.state}>
            <span class="goal-mark" aria-hidden="true">
              <Icon name={goalIcon[goal.state]} />
            </span>
            <div class="goal-words">
              <p class="goal-what" lang={plan.language} dir="auto">
                {goal.description}
              </p>
              <p class="goal-state small">{t(`plan.goal.${goal.state}`)}</p>
              {half !== null && (
                <span class="goal-bar" aria-hidden="true">
                  <span data-full={half > 0 || undefined} />
                  <span data-full={half > 1 || undefined} />
                </span>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
