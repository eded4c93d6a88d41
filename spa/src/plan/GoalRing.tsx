import type { MeasuresPlan } from '../api/client.ts';
import { now } from '../parts/clock.ts';
import { elapsed, goalStates, halves } from './goals.ts';

const degrees = 360;
/** More segments than these have no room for round ends. */
const mostRound = 12;

/**
 * A plan to look at: a ring with a part for each goal, those that are reached first, and round it the plan's time with today
 * on it, where it holds already. The words beside it say the same, so nobody has to see it.
 */
export function GoalRing({ plan, draft = false }: { plan: MeasuresPlan; draft?: boolean }) {
  const goals = [...plan.subGoals].sort((a, b) => goalStates.indexOf(a.state) - goalStates.indexOf(b.state));
  const part = degrees / goals.length;
  const round = goals.length <= mostRound;
  const gap = goals.length === 1 ? 0 : round ? 18 : 3;
  const passed = !draft && plan.state === 'ACTIVE' ? elapsed(plan, now.value) : null;
  return (
    <svg class="ring" viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      <circle class="ring-time" cx="60" cy="60" r="56" />
      {passed !== null && (
        <g transform="rotate(-90 60 60)">
          <circle
            class="ring-passed"
            cx="60"
            cy="60"
            r="56"
            pathLength={degrees}
            stroke-dasharray={`${passed * degrees} ${degrees}`}
          />
          <circle class="ring-today" r="4" transform={`rotate(${passed * degrees} 60 60) translate(116 60)`} />
        </g>
      )}
      {goals.map((goal, i) => {
        const length = part - gap;
        const turn = `rotate(${-90 + i * part + gap / 2} 60 60)`;
        const shared = { cx: 60, cy: 60, r: 43, pathLength: degrees, transform: turn };
        const half = halves[goal.state];
        return (
          <g key={goal.subGoalId} data-state={goal.state} class={round ? 'ring-part round' : 'ring-part'}>
            <circle class="ring-track" {...shared} stroke-dasharray={`${length} ${degrees}`} />
            {!!half && <circle class="ring-done" {...shared} stroke-dasharray={`${(length * half) / 2} ${degrees}`} />}
          </g>
        );
      })}
    </svg>
  );
}
