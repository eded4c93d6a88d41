import { signal } from '@preact/signals';

/** The time by which pages say "today" and "in 9 days"; it moves once a minute. Tests set it. */
export const now = signal(new Date());

export function keepClock(): () => void {
  const timer = setInterval(() => {
    now.value = new Date();
  }, 60_000);
  return () => clearInterval(timer);
}
