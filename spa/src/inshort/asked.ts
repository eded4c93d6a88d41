import type { Entry } from '../api/client.ts';

/** What one is asked about: decisions, and whatever else somebody has said in short. */
export const isAskedAbout = ({ summary, inShort }: Entry): boolean =>
  summary.released === 'FULL' && (summary.type === 'DECISION' || !!inShort);
