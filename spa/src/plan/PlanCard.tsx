import type { Entry, MeasuresPlan } from '../api/client.ts';
import { madeOf, originalCounts } from '../documents/madeBy.ts';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { entryPath, goalId } from '../shell/caseCopy.tsx';
import { GoalRing } from './GoalRing.tsx';
import { countStates, goalIcon, halves } from './goals.ts';

type Props = {
  entry: Entry;
  plan: MeasuresPlan;
  caseCopyId: string;
  /** The goal that one has come for, by its `goalId`. */
  marked?: string | undefined;
};

/** A plan of measures: its goals as a ring with the same in words, then each goal with its state. */
export function PlanCard({ entry, plan, caseCopyId, marked }: Props) {
  const { summary } = entry;
  const title = `plan-${summary.entryId}`;
  const running = !entry.draftForComments && plan.state === 'ACTIVE' && daysUntil(plan.endDate, now.value) >= 0;
  return (
    <article class="sheet plan-card" data-plan={plan.state} aria-labelledby={title}>
      <header class="plan-head">
        <p class="plan-tags small">
          {entry.draftForComments ? (
            <span class="plan-tag">{t('plan.draft')}</span>
          ) : (
            <span class="quiet">{t(`plan.state.${plan.state}`)}</span>
          )}
        </p>
        <h3 id={title}>
          <bdi lang={summary.titleLanguage}>{summary.title}</bdi>
        </h3>
        {!plan.translation && <TitleMade of={summary.titleTranslation} />}
      </header>
      <div class="plan-glance">
        {plan.subGoals.length > 0 && (
          <div class="plan-ring">
            <GoalRing plan={plan} draft={entry.draftForComments} />
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
      {plan.subGoals.length > 0 ? (
        <Goals plan={plan} entryId={summary.entryId} marked={marked} />
      ) : (
        <p class="quiet">{t('plan.noGoals')}</p>
      )}
      {plan.translation && (
        <p class="quiet small plan-made">
          <Icon name="globe" />
          <span>
            {madeOf(plan.translation)} · {originalCounts(plan.originalLanguage ?? 'nb')}
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

type GoalsProps = Pick<Props, 'plan' | 'marked'> & { entryId: string };

function Goals({ plan, entryId, marked }: GoalsProps) {
  return (
    <ol class="goals" aria-label={t('plan.goals')}>
      {plan.subGoals.map((goal) => {
        const half = halves[goal.state];
        const id = goalId(entryId, goal.subGoalId);
        return (
          <li
            key={goal.subGoalId}
            id={id}
            data-state={goal.state}
            data-marked={marked === id || undefined}
            tabIndex={-1}
          >
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
