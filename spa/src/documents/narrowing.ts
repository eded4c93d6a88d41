import type { EntrySummary, EntryType } from '../api/client.ts';
import { isoDate } from '../i18n/dates.ts';
import { searched } from '../reader/find.ts';

/** Of what one sees only some: a kind of document, what is new, or what has only a title. */
export type Kind = 'all' | 'new' | 'titles' | EntryType;

/** All that one has chosen in the list of a case. `period` is a year, or one of the two counted from today. */
export type Narrowing = { words: string; kind: Kind; from: string; period: string };

export const everything: Narrowing = { words: '', kind: 'all', from: '', period: '' };

export const isEverything = (n: Narrowing): boolean =>
  n.words.trim() === '' && n.kind === 'all' && n.from === '' && n.period === '';

// What each title is searched as, worked out once: the same entries are looked through with each key.
const asSearched = new WeakMap<EntrySummary, string>();

function titleOf(entry: EntrySummary): string {
  const known = asSearched.get(entry);
  if (known !== undefined) return known;
  const made = searched(entry.title);
  asSearched.set(entry, made);
  return made;
}

/** Gets titles ready to be searched, a few at a time, before anybody types. What comes back stops it. */
export function lookThrough(entries: EntrySummary[]): () => void {
  let at = 0;
  let timer: ReturnType<typeof setTimeout>;
  const some = () => {
    for (const entry of entries.slice(at, at + 50)) titleOf(entry);
    at += 50;
    if (at < entries.length) timer = setTimeout(some);
  };
  timer = setTimeout(some);
  return () => clearTimeout(timer);
}

const isOfKind = (entry: EntrySummary, kind: Kind): boolean =>
  kind === 'all' ||
  (kind === 'new' ? entry.isNew : kind === 'titles' ? entry.released === 'TITLE' : entry.type === kind);

/** The first day that a period takes in, as dates are written; '' takes in all. */
function since(period: string, today: Date): string {
  const back = period === 'months' ? 3 : period === 'year' ? 12 : 0;
  if (!back) return '';
  const day = new Date(today);
  day.setMonth(day.getMonth() - back);
  return isoDate(day);
}

/** The entries that fit all that was chosen; each word of the search stands somewhere in the title. */
export function narrowed(entries: EntrySummary[], by: Narrowing, today: Date): EntrySummary[] {
  if (isEverything(by)) return entries;
  const words = searched(by.words).split(' ').filter(Boolean);
  const first = since(by.period, today);
  const year = /^[0-9]{4}$/.test(by.period) ? by.period : '';
  return entries.filter(
    (entry) =>
      isOfKind(entry, by.kind) &&
      (!by.from || entry.from === by.from) &&
      entry.date >= first &&
      entry.date.startsWith(year) &&
      words.every((word) => titleOf(entry).includes(word)),
  );
}

export type Choices = { kinds: Kind[]; from: string[]; years: string[] };

/** Only what would show something else, and only when there is something to choose between. */
export function choicesIn(entries: EntrySummary[]): Choices {
  if (entries.length <= 3) return { kinds: [], from: [], years: [] };
  const order: EntryType[] = ['DECISION', 'MEASURES_PLAN', 'MEETING_MINUTES', 'LETTER'];
  const types = order.filter((type) => entries.some((e) => e.type === type));
  const kinds: Kind[] = [];
  const some = (which: (e: EntrySummary) => boolean) => entries.some(which) && !entries.every(which);
  if (some((e) => e.isNew)) kinds.push('new');
  if (types.length > 1) kinds.push(...types);
  if (some((e) => e.released === 'TITLE')) kinds.push('titles');
  const distinct = (all: (string | null | undefined)[]) => [...new Set(all)].filter((one): one is string => !!one);
  const from = distinct(entries.map((e) => e.from)).sort();
  const years = distinct(entries.map((e) => e.date.slice(0, 4)))
    .sort()
    .reverse();
  return {
    kinds: kinds.length > 0 ? ['all', ...kinds] : [],
    from: from.length > 1 ? from : [],
    years: years.length > 1 ? years : [],
  };
}
