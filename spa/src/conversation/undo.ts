/** Whole seconds in which a message can still be taken back; 0 when the time is over. `offset` is server minus browser. */
export function undoSecondsLeft(undoUntil: string | null | undefined, browserNow: number, offset: number): number {
  if (!undoUntil) return 0;
  return Math.max(0, Math.ceil((Date.parse(undoUntil) - (browserNow + offset)) / 1000));
}

export type Clock = { now: () => number; every: (ms: number, tick: () => void) => () => void };

export const browserClock: Clock = {
  now: () => Date.now(),
  every: (ms, tick) => {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  },
};

/** Counts down once a second and stops by itself; the last call has 0. */
export function countDown(
  undoUntil: string,
  offset: number,
  onTick: (secondsLeft: number) => void,
  clock: Clock = browserClock,
): () => void {
  let stop = () => {};
  const tick = () => {
    const left = undoSecondsLeft(undoUntil, clock.now(), offset);
    onTick(left);
    if (left === 0) stop();
  };
  stop = clock.every(250, tick);
  tick();
  return () => stop();
}
