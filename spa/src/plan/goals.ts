import type { MeasuresPlan, SubGoal } from '../api/client.ts';
import { daysUntil } from '../i18n/dates.ts';
import type { IconName } from '../parts/Icon.tsx';

export type GoalState = SubGoal['state'];

/** In which order states are told: what is done first, what isn't known last. */
export const goalStates: readonly GoalState[] = [
  'ACHIEVED',
  'IN_PROGRESS',
  'NOT_STARTED',
  'CHANGED',
  'STOPPED',
  'UNKNOWN',
];

export const goalIcon: Record<GoalState, IconName> = {
  ACHIEVED: 'check',
  IN_PROGRESS: 'path',
  NOT_STARTED: 'clock',
  CHANGED: 'swap',
  STOPPED: 'close',
  UNKNOWN: 'info',
};

/** How far a goal has come, in halves of its bar: begun is half of it, since nobody measures more. Null has no bar. */
export const halves: Record<GoalState, 0 | 1 | 2 | null> = {
  ACHIEVED: 2,
  IN_PROGRESS: 1,
  NOT_STARTED: 0,
  CHANGED: null,
  STOPPED: null,
  UNKNOWN: null,
};

/** How many goals are in each state, those states only that there are. */
export function countStates(goals: readonly SubGoal[]): { state: GoalState; count: number }[] {
  return goalStates
    .map((state) => ({ state, count: goals.filter((goal) => goal.state === state).length }))
    .filter(({ count }) => count > 0);
}

/** How much of a plan's time has passed, from 0 to 1; null where there is none between its days. */
export function elapsed({ startDate, endDate }: MeasuresPlan, now: Date): number | null {
  const whole = daysUntil(endDate, new Date(`${startDate}T12:00:00Z`));
  if (whole <= 0) return null;
  return Math.min(1, Math.max(0, -daysUntil(startDate, now) / whole));
}
