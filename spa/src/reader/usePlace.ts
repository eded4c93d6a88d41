import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What stands above a paragraph may change, but the paragraph one reads stays where it is on the screen. */
export function usePlace(list: RefObject<HTMLElement>, ...changes: unknown[]): (id?: string) => void {
  const keep = useRef<{ id: string; top: number } | null>(null);
  const rowOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`);
  useLayoutEffect(() => {
    if (!keep.current) return;
    const { id, top } = keep.current;
    keep.current = null;
    const row = rowOf(id);
    if (row) scrollBy({ top: row.getBoundingClientRect().top - top, behavior: 'instant' });
  }, changes);
  return (id) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])];
    const bar = list.current?.parentElement?.querySelector('.reader-sticky')?.getBoundingClientRect().bottom ?? 0;
    const reading = id ? rowOf(id) : rows.find((row) => row.getBoundingClientRect().bottom > Math.max(150, bar));
    keep.current = reading ? { id: reading.dataset.block ?? '', top: reading.getBoundingClientRect().top } : null;
  };
}
