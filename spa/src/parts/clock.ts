import { effect, signal } from '@preact/signals';
import { serverTime } from '../api/serverClock.ts';

/**
 * The time by which pages say "today" and "in 9 days": the server's, for an old phone's own clock may be wrong. It moves once a
 * minute. Tests set it.
 */
export const now = signal(new Date());

export function keepClock(): () => void {
  const look = () => {
    now.value = new Date(serverTime());
  };
  const stop = effect(look);
  const timer = setInterval(look, 60_000);
  return () => {
    stop();
    clearInterval(timer);
  };
}
