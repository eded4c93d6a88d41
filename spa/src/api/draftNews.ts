// A draft of one's own was saved or removed: here, in another tab or on another device. Which one isn't told; whoever has
// one open looks at it.

const listeners = new Set<() => void>();

/** Calls `listener` with each such news until what is returned is called. */
export function onDraftNews(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Passes the news on. */
export function tellDraftNews(): void {
  for (const listener of [...listeners]) listener();
}
