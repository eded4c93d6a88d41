import type { Block, Inline, Text } from '../api/client.ts';
import { plain } from '../blocks/Runs.tsx';
import { pieces, type Said } from './speech.ts';

const words = (inline: Inline[] | undefined): string => plain(inline, '\n');

/** What of a block is read aloud: its words, its items one by one, its rows cell by cell. */
function said(block: Block): string {
  const parts = [words(block.inline)];
  for (const item of block.items ?? []) parts.push(words(item.inline));
  for (const row of block.rows ?? []) parts.push(row.cells.map((cell) => words(cell.inline)).join(', '));
  return parts.join('\n');
}

/** A document as it is read aloud. */
export const saidOf = (text: Text): Said[] =>
  text.blocks.map((block) => ({ id: block.id, pieces: pieces(said(block)) }));
