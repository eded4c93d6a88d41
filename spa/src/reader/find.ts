/** Where something stands in a text, as its own offsets. */
export type Place = { start: number; end: number };

/**
 * Letters that a keyboard may lack, or that are written in several ways, count as their plain ones; what only holds numbers
 * together isn't there.
 */
const plain: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ـ: '',
  '\u2060': '',
  '\u200e': '',
};

/** Each sign without marks and case, worked out once: a document has few of them, and each key looks through all of it. */
const bare = new Map<string, string>();

function bareOf(sign: string): string {
  const known = bare.get(sign);
  if (known !== undefined) return known;
  const folded = sign.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s/gu, ' ');
  const made = [...folded].map((one) => plain[one] ?? one).join('');
  bare.set(sign, made);
  return made;
}

/** A text without marks and case, and for each of its letters the place it came from. */
function folded(text: string): { letters: string; from: number[] } {
  let letters = '';
  const from: number[] = [];
  let at = 0;
  for (const sign of text) {
    const said = bareOf(sign);
    letters += said;
    for (let i = 0; i < said.length; i++) from.push(at);
    at += sign.length;
  }
  from.push(at);
  return { letters, from };
}

/** A text as it is searched: without marks, case and more than one space. */
export const searched = (text: string): string => folded(text.trim().replace(/\s+/g, ' ')).letters;

/** Where a text has what is searched for, whatever its case, its vowel signs and accents. */
export function occurrences(text: string, wanted: string): Place[] {
  const query = searched(wanted);
  if (!query) return [];
  const { letters, from } = folded(text);
  const found: Place[] = [];
  for (let at = letters.indexOf(query); at >= 0; at = letters.indexOf(query, at + query.length)) {
    const start = from[at] ?? 0;
    let end = from[at + query.length] ?? text.length;
    // What ends within one sign, as the a of æ, has the whole sign; its marks belong to it.
    if (end <= start) end = start + 1;
    while (end < text.length && /\p{M}/u.test(text[end] ?? '')) end += 1;
    found.push({ start, end });
  }
  return found;
}

const ownLine = 'p, h2, h3, h4, h5, h6, li, td, th, caption';

/** What is found in an element, line by line: nothing is found across two list items or cells. */
export function rangesIn(element: Element, wanted: string): Range[] {
  const lines = new Map<Element, Text[]>();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest('.ds-sr-only')) continue;
    const line = node.parentElement?.closest(ownLine) ?? element;
    lines.set(line, [...(lines.get(line) ?? []), node]);
  }
  const found: Range[] = [];
  for (const nodes of lines.values()) {
    const text = nodes.map((node) => node.data).join('');
    for (const { start, end } of occurrences(text, wanted)) {
      const range = document.createRange();
      const [first, from] = nodeAt(nodes, start);
      const [last, to] = nodeAt(nodes, end, true);
      range.setStart(first, from);
      range.setEnd(last, to);
      found.push(range);
    }
  }
  return found;
}

/** What marks them. One by one: so many at once as a letter has in a long document are more than a call takes. */
export function highlightOf(ranges: readonly Range[]): Highlight {
  const made = new Highlight();
  for (const range of ranges) made.add(range);
  return made;
}

/** The node that an offset into several falls into; an end belongs to what it ends. */
function nodeAt(nodes: Text[], offset: number, isEnd = false): [Text, number] {
  let left = offset;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  const last = nodes.at(-1) as Text;
  return [last, last.length];
}
