import type { Text } from '../api/client.ts';

/** A hard word of child welfare: as a dictionary has it, as texts have it, and what it means. */
type Word = { word: string; forms: string[]; text: string };
export type WordList = Record<string, Word>;

const files = import.meta.glob<WordList>('../../../i18n/words/*.json', { import: 'default' });

/** The list of a language, or of none where there isn't one. */
export async function wordList(language: string): Promise<WordList> {
  const base = language === 'no' ? 'nb' : language;
  const load = files[`../../../i18n/words/${base}.json`] ?? files[`../../../i18n/words/${base.split('-')[0]}.json`];
  return load ? load() : {};
}

/** A stretch of a text: plain, or a word of the list. */
export type Part = { text: string; key?: string };
export type Finder = (text: string) => Part[];

const inWords = '\\p{L}\\p{M}\\p{N}\\-';
const escaped = (form: string) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
const normal = (form: string) => form.toLowerCase().replace(/\s+/g, ' ');

/** Arabic writes "and", "with", "for" and "the" in one with the word that follows. */
const joined: Record<string, string> = { ar: '[وف]?(?:[بك]?ال|لل|[بلك])?' };

/** Finds a list's words in texts of its language, never inside another word. */
export function finderOf(list: WordList, language: string): Finder {
  const byForm = new Map<string, string>();
  for (const [key, { forms }] of Object.entries(list)) for (const form of forms) byForm.set(normal(form), key);
  if (byForm.size === 0) return (text) => [{ text }];
  const longestFirst = [...byForm.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const prefix = joined[language.split('-')[0] ?? ''] ?? '';
  // No look-behind: the oldest browsers we serve can't read it.
  const pattern = new RegExp(`(^|[^${inWords}])(${prefix})(${longestFirst.join('|')})(?![${inWords}])`, 'giu');
  return (text) => {
    const parts: Part[] = [];
    let done = 0;
    for (const match of text.matchAll(pattern)) {
      const key = byForm.get(normal(match[3] ?? ''));
      const start = match.index + (match[1]?.length ?? 0);
      const end = match.index + match[0].length;
      if (key === undefined) continue;
      if (start > done) parts.push({ text: text.slice(done, start) });
      parts.push({ text: text.slice(start, end), key });
      done = end;
    }
    if (done < text.length || parts.length === 0) parts.push({ text: text.slice(done) });
    return parts;
  };
}

/** Which words are marked in which block: each where a part of the document first says it, and not in headings. */
export function markedIn(text: Text, find: Finder): Map<string, Set<string>> {
  const marked = new Map<string, Set<string>>();
  let met = new Set<string>();
  for (const block of text.blocks) {
    if (block.kind === 'HEADING') {
      met = new Set();
      continue;
    }
    const inline = [block.inline, ...(block.items ?? []).map((item) => item.inline)];
    for (const row of block.rows ?? []) inline.push(...row.cells.map((cell) => cell.inline));
    for (const run of inline.flatMap((runs) => runs ?? [])) {
      for (const { key } of find(run.text)) {
        if (key === undefined || met.has(key)) continue;
        met.add(key);
        marked.set(block.id, (marked.get(block.id) ?? new Set()).add(key));
      }
    }
  }
  return marked;
}
