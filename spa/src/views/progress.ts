import type { View } from '../api/client.ts';

/** How many of the things that were said have an answer. An answer to all of it answers each; a comment is one thing. */
export function progressOf({ answer, items }: View): { answered: number; total: number } {
  const total = Math.max(1, items.length);
  return { answered: answer ? total : items.filter((item) => item.answer).length, total };
}

/** Whether nothing that was said waits for its answer. */
export function isAnswered(view: View): boolean {
  const { answered, total } = progressOf(view);
  return answered === total;
}
