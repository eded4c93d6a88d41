import type { Block } from '../api/client.ts';
import { plain } from './Runs.tsx';

/** For each table, by its id, the heading that it stands below. */
export function tablesBelow(blocks: readonly Block[]): Map<string, string> {
  const found = new Map<string, string>();
  let heading = '';
  for (const block of blocks) {
    if (block.kind === 'HEADING') heading = plain(block.inline);
    else if (block.kind === 'TABLE' && heading) found.set(block.id, heading);
  }
  return found;
}
