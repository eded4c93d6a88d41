// Chance that can be repeated: the same seed makes the same faults in the same order.

export type Random = () => number;

/** Numbers from 0 up to 1 (mulberry32). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const between = (next: Random, from: number, to: number): number => Math.floor(from + next() * (to - from + 1));

/** Deals all of them in an order by chance, then all of them again in another: none is left out for long. */
export function deck<T>(next: Random, values: readonly T[]): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...values];
    return left.splice(Math.floor(next() * left.length), 1)[0]!;
  };
}

export const oneOf = <T>(next: Random, values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
