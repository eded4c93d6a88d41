import { useRef } from 'preact/hooks';

/** Those of a list that have come or stand otherwise than when it was shown last; nothing counts as change the first time. */
export function useChanges<T>(list: readonly T[], idOf: (one: T) => string, standing: (one: T) => string): T[] {
  const before = useRef<Map<string, string> | null>(null);
  const latest = useRef<string[]>([]);
  const now = new Map(list.map((one) => [idOf(one), standing(one)]));
  if (before.current) {
    const moved = [...now].filter(([id, how]) => before.current?.get(id) !== how).map(([id]) => id);
    if (moved.length > 0) latest.current = moved;
  }
  before.current = now;
  return list.filter((one) => latest.current.includes(idOf(one)));
}
