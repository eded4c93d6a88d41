import type { Look } from '../api/client.ts';
import { dayKey } from '../i18n/dates.ts';

type LookDay = { key: string; at: string; looks: Look[] };

/** Looks by day of Oslo, the newest first as they come. */
export function byDay(looks: Look[]): LookDay[] {
  const days: LookDay[] = [];
  for (const look of looks) {
    const key = dayKey(look.at);
    const last = days[days.length - 1];
    if (last?.key === key) last.looks.push(look);
    else days.push({ key, at: look.at, looks: [look] });
  }
  return days;
}
