// One attack: which row of the list it belongs to, what is done, what must come of it, and how it is done.
import type { Stage } from './stage.ts';

export interface Attack {
  /** The row of the list of attacks (README.md). */
  row: number;
  /** What is done, as a person would say it. */
  what: string;
  /** What must come of it; the attack has failed us if `play` tells anything else, word for word. */
  expected: string;
  /** Does it and tells what came. */
  play(stage: Stage): Promise<string>;
}

/** Writes an attack in one expression. */
export const attack = (row: number, what: string, expected: string, play: Attack['play']): Attack => ({ row, what, expected, play });

/** Tells the first thing that isn't as it must be, or that all is well. */
export function firstOf(well: string, ...troubles: (string | false | undefined | null)[]): string {
  return troubles.find((trouble) => trouble) || well;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks again and again until something is so; tells whether it became so in time. */
export async function within(ms: number, look: () => boolean | Promise<boolean>): Promise<boolean> {
  const until = Date.now() + ms;
  for (;;) {
    if (await look()) return true;
    if (Date.now() > until) return false;
    await pause(20);
  }
}
