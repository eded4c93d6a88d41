import type { Session } from '../api/client.ts';

/** From here on one is told that the session ends. */
export const warnBefore = 2 * 60_000;

export type Ending = {
  /** Milliseconds until the end, by the server's clock. */
  left: number;
  /** Whether staying is possible, or the session ends then in any case. */
  extendable: boolean;
};

const endOf = (session: Session) => Math.min(Date.parse(session.idleEndsAt), Date.parse(session.endsAt));

/** How long was left when the server was asked. */
export const leftWhenAsked = (session: Session): number => endOf(session) - Date.parse(session.now);

/** Whether to warn now; `sinceAsked` is how long ago the server said so. */
export function ending(session: Session, sinceAsked: number): Ending | null {
  const left = leftWhenAsked(session) - sinceAsked;
  if (left > warnBefore) return null;
  return { left: Math.max(0, left), extendable: Date.parse(session.endsAt) - Date.parse(session.idleEndsAt) > 1000 };
}

/**
 * When to ask the server again: just before warning, so that what was done elsewhere counts; while warning every few
 * seconds, so that staying in one tab takes the warning away in the others; and when the time is over.
 */
export function askAgainIn(session: Session | undefined): number {
  if (!session) return 60_000;
  const left = leftWhenAsked(session);
  if (left > warnBefore) return Math.min(60_000, left - warnBefore + 200);
  return Math.min(5000, Math.max(0, left) + 300);
}

/** Said aloud only when a new step is reached, not every second: minutes, then the last half and the last ten seconds. */
export function steps(left: number): { minutes: number } | { seconds: number } {
  if (left > 30_000) return { minutes: Math.max(1, Math.ceil((left - 5000) / 60_000)) };
  return { seconds: left > 10_000 ? 30 : 10 };
}

/** Minutes and seconds as a clock counts them down. */
export function clock(left: number): string {
  const seconds = Math.ceil(left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
