import type { Block, Inline, Text } from '../api/client.ts';
import { plain } from '../blocks/Runs.tsx';
import { pieces, type Said } from './speech.ts';

/** As a person reads it out: what is struck out doesn't hold any more, and of what is covered there is only that it is. */
const words = (inline: Inline[] | undefined): string =>
  plain(
    inline?.map((run) => ({ ...run, text: run.struck ? '' : run.covered ? '…' : run.text })),
    '\n',
  );

/** What of a block is read aloud: its words, its items one by one with their numbers, its rows cell by cell. */
function said(block: Block): string {
  const parts = [words(block.inline)];
  for (const item of block.items ?? []) parts.push(`${item.label ?? ''} ${words(item.inline)}`);
  for (const row of block.rows ?? []) parts.push(row.cells.map((cell) => words(cell.inline)).join(', '));
  return parts.join('\n');
}

/** A document as it is read aloud. */
export const saidOf = (text: Text): Said[] =>
  text.blocks.map((block) => ({ id: block.id, pieces: pieces(said(block)) }));
