import type { Block, Text } from '../api/client.ts';

export type Pair = { id: string; original: Block | undefined; translation: Block | undefined };

/**
 * Puts each paragraph next to its counterpart by id, in the order of the original. What only the translation has stands
 * where it stood there, so that nothing anybody wrote is left out.
 */
export function align(original: Text, translation: Text | undefined): Pair[] {
  const theirs = new Map(translation?.blocks.map((b) => [b.id, b]));
  const known = new Set(original.blocks.map((b) => b.id));
  const first: Pair[] = [];
  /** What follows a block of the original and is only in the translation. */
  const following = new Map<string, Pair[]>();
  let into = first;
  for (const block of translation?.blocks ?? []) {
    if (known.has(block.id)) {
      into = [];
      following.set(block.id, into);
    } else into.push({ id: block.id, original: undefined, translation: block });
  }
  return [
    ...first,
    ...original.blocks.flatMap((b) => [
      { id: b.id, original: b, translation: theirs.get(b.id) },
      ...(following.get(b.id) ?? []),
    ]),
  ];
}
