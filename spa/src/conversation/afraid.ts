import type { Draft, NewMessage } from '../api/client.ts';
import { codePointsOf, kept, plain } from './text.ts';

/** From and to in a text as the browser counts, in UTF-16 units. */
export type Span = { from: number; to: number };

/** What of a text its author is afraid of being known: all of it, or some of its words. */
export type Afraid = { all: boolean; spans: readonly Span[] };

/** A part as the server counts, in code points. */
export type AfraidPart = { start: number; length: number };

type Told = Pick<NewMessage, 'afraidOfBeingKnown' | 'afraidParts'>;

export const unafraid: Afraid = { all: false, spans: [] };

export const isAfraid = ({ all, spans }: Afraid): boolean => all || spans.length > 0;

/** So many parts the server takes; whoever marks more than that is afraid of all of it. */
const most = 50;

/** Letters that are written as several never come apart: surrogates, and marks that combine. */
const continues = /^(?:\p{M}|\u200d|[\udc00-\udfff])/u;

const around = (text: string, { from, to }: Span): Span => {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  while (start > 0 && continues.test(text.slice(start, start + 1))) start -= 1;
  while (end < text.length && continues.test(text.slice(end, end + 1))) end += 1;
  return { from: start, to: end };
};

function tidy(text: string, spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.to <= span.from || text.slice(span.from, span.to).trim() === '') continue;
    const last = merged[merged.length - 1];
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** Marks some words more. */
export function mark(afraid: Afraid, text: string, span: Span): Afraid {
  const spans = tidy(text, [...afraid.spans, around(text, span)]);
  return spans.length > most ? { all: true, spans: [] } : { ...afraid, spans };
}

/** Takes the marks off these words; what of a mark lies beside them stays. */
export function unmark(afraid: Afraid, text: string, span: Span): Afraid {
  const left = afraid.spans.flatMap(({ from, to }) => [
    { from, to: Math.max(from, Math.min(to, span.from)) },
    { from: Math.min(to, Math.max(from, span.to)), to },
  ]);
  return {
    ...afraid,
    spans: tidy(
      text,
      left.filter(({ from, to }) => to > from).map((one) => around(text, one)),
    ),
  };
}

export const covers = ({ spans }: Afraid, span: Span): boolean =>
  spans.some(({ from, to }) => from <= span.from && to >= span.to);

/**
 * The marks after an edit: each stays on its words. What is written within marked words is marked too, what is written
 * beside them isn't, and a mark whose words are gone goes with them.
 */
export function follow(afraid: Afraid, before: string, after: string): Afraid {
  if (afraid.spans.length === 0 || before === after) return afraid;
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shortest - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const end = before.length - tail;
  const grown = after.length - before.length;
  const spans = afraid.spans.flatMap(({ from, to }): Span[] => {
    if (end <= from) return [{ from: from + grown, to: to + grown }];
    if (start >= to) return [{ from, to }];
    if (start >= from && end <= to) return [{ from, to: to + grown }];
    if (start <= from && end >= to) return [];
    return start < from ? [{ from: end + grown, to: to + grown }] : [{ from, to: start }];
  });
  return { ...afraid, spans: tidy(after, spans) };
}

/** Two texts become one with `between` between them; each keeps its marks. */
export function joined(
  first: { text: string; afraid: Afraid },
  second: { text: string; afraid: Afraid },
  between: string,
): Afraid {
  if (first.afraid.all && second.afraid.all) return { all: true, spans: [] };
  const shift = first.text.length + between.length;
  const spans = [...wordsOf(first), ...wordsOf(second).map(({ from, to }) => ({ from: from + shift, to: to + shift }))];
  return { all: false, spans: tidy(first.text + between + second.text, spans) };
}

/** The marks of a text of which only what begins at `offset`, and is as long as `left`, is left. */
export function shifted({ all, spans }: Afraid, offset: number, left: string): Afraid {
  const moved = spans.map(({ from, to }) => ({
    from: Math.max(0, from - offset),
    to: Math.min(left.length, to - offset),
  }));
  return { all, spans: tidy(left, moved) };
}

/** What is marked in either. */
export function united(a: Afraid, b: Afraid, text: string): Afraid {
  return { all: a.all || b.all, spans: tidy(text, [...a.spans, ...b.spans]) };
}

function wordsOf({ text, afraid }: { text: string; afraid: Afraid }): readonly Span[] {
  return afraid.all ? [{ from: 0, to: text.length }] : afraid.spans;
}

/** As a draft says it, counted in the text as it stands. */
export function toDraft(text: string, { all, spans }: Afraid): Told {
  if (all) return { afraidOfBeingKnown: true };
  if (spans.length === 0) return {};
  return {
    afraidParts: spans.map(({ from, to }) => ({
      start: codePointsOf(text.slice(0, from)),
      length: codePointsOf(text.slice(from, to)),
    })),
  };
}

/** A draft's marks, counted as the browser does. */
export function fromDraft(draft: Pick<Draft, 'text' | 'afraidOfBeingKnown' | 'afraidParts'>): Afraid {
  if (draft.afraidOfBeingKnown) return { all: true, spans: [] };
  if (!draft.afraidParts?.length) return unafraid;
  const points = [...draft.text];
  const units = (count: number) => points.slice(0, count).join('').length;
  return {
    all: false,
    spans: draft.afraidParts.map(({ start, length }) => ({ from: units(start), to: units(start + length) })),
  };
}

/** As a message says it, counted in the text as it is kept; a mark that can't be placed there marks all of it. */
export function toMessage(text: string, afraid: Afraid): Told {
  if (afraid.all) return { afraidOfBeingKnown: true };
  if (afraid.spans.length === 0) return {};
  const length = codePointsOf(kept(text));
  const before = codePointsOf(plain(text)) - codePointsOf(plain(text).replace(/^\p{White_Space}+/u, ''));
  const place = (unit: number) => Math.min(length, Math.max(0, codePointsOf(plain(text.slice(0, unit))) - before));
  let last = 0;
  const afraidParts: AfraidPart[] = [];
  for (const { from, to } of afraid.spans) {
    const start = Math.max(last, place(from));
    last = place(to);
    if (last <= start) return { afraidOfBeingKnown: true };
    afraidParts.push({ start, length: last - start });
  }
  return { afraidParts };
}

/** A text in pieces, marked and not, for showing. */
export function pieces(text: string, parts: readonly AfraidPart[]): { text: string; afraid: boolean }[] {
  const points = [...text];
  const found: { text: string; afraid: boolean }[] = [];
  let at = 0;
  for (const { start, length } of parts) {
    if (start > at) found.push({ text: points.slice(at, start).join(''), afraid: false });
    found.push({ text: points.slice(start, start + length).join(''), afraid: true });
    at = start + length;
  }
  if (at < points.length) found.push({ text: points.slice(at).join(''), afraid: false });
  return found;
}

/** The sentences of a text, for whoever would rather tap one than select words. */
export function sentences(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(/[^.!?؟…\n]+[.!?؟…]*/gu)) {
    const span = around(text, { from: match.index, to: match.index + match[0].length });
    if (span.to > span.from) found.push(span);
  }
  return found;
}
