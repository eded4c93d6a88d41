import { useEffect, useState } from 'preact/hooks';
import type { Opening } from '../api/client.ts';

/** Whether somebody is there at a moment, until when, and otherwise when again. Without openings it is always. */
export type Openness = { open: boolean; until?: string; again?: string };

export function opennessAt(openings: Opening[] | undefined, at: number): Openness {
  if (!openings) return { open: true };
  const next = openings.find(({ until }) => Date.parse(until) > at);
  if (!next) return { open: false };
  return Date.parse(next.from) <= at ? { open: true, until: next.until } : { open: false, again: next.from };
}

const hour = 3_600_000;

/**
 * Follows the clock while the page stands open: it changes by itself at the minute that somebody comes or goes, and when the
 * page is looked at again. `offset` is the server's clock minus this browser's.
 */
export function useOpenness(openings: Opening[] | undefined, offset = 0): Openness {
  const [looks, setLooks] = useState(0);
  const openness = opennessAt(openings, Date.now() + offset);
  const change = openness.until ?? openness.again;
  useEffect(() => {
    const look = () => setLooks((before) => before + 1);
    // A timer of more than 24 days would fire at once; a sleeping machine's comes late.
    const timer = change && setTimeout(look, Math.max(0, Math.min(Date.parse(change) - Date.now() - offset, hour)));
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer || undefined);
      document.removeEventListener('visibilitychange', look);
    };
  }, [change, offset, looks]);
  return openness;
}
