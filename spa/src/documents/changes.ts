import type { Block, DocumentText } from '../api/client.ts';

// Which language it is read beside, and what has been found wrong in it, changes nothing of what it says.
const beside = new Set(['id', 'ownId', 'unpaired', 'wrong']);

/** What a text says by itself. */
const says = (blocks: Block[]) => JSON.stringify(blocks, (name, value) => (beside.has(name) ? undefined : value));

/** What one has read of a document so far, and what became of it meanwhile. */
export type Reading = {
  text: DocumentText;
  /** The language that was asked for. */
  asked: string;
  original: string;
  /** The last translation into that language; null where none has been there. */
  translation: string | null;
  originalChanged: boolean;
  translationBecame: 'other' | 'gone' | null;
  /** How many times something changed. */
  times: number;
};

/** A document that one begins to read. */
export function begin(text: DocumentText, asked: string): Reading {
  return {
    text,
    asked,
    original: says(text.original.blocks),
    translation: text.translation ? says(text.translation.blocks) : null,
    originalChanged: false,
    translationBecame: null,
    times: 0,
  };
}

/** The same document, as it is there now. */
export function readOn(before: Reading, text: DocumentText, asked: string): Reading {
  if (before.text === text && before.asked === asked) return before;
  const now = begin(text, asked);
  const { originalChanged, times } = before;
  // In another language one begins anew; that the original is another one is true in each.
  if (before.asked !== asked) return { ...now, originalChanged, times };
  const otherOriginal = now.original !== before.original;
  const translationBecame = became(before, now, otherOriginal);
  const told = otherOriginal || (translationBecame !== null && translationBecame !== before.translationBecame);
  const again = translationBecame === 'other' && now.translation !== before.translation;
  return {
    ...now,
    translation: now.translation ?? before.translation,
    originalChanged: originalChanged || otherOriginal,
    translationBecame,
    times: told || again ? times + 1 : times,
  };
}

function became(before: Reading, now: Reading, otherOriginal: boolean): Reading['translationBecame'] {
  if (before.translation === null) return null;
  if (now.translation === null) return 'gone';
  // With a new original comes a new translation: that is told once, and of the document.
  if (now.translation !== before.translation) return otherOriginal ? null : 'other';
  return before.translationBecame === 'gone' ? null : before.translationBecame;
}
