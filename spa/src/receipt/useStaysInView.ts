import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const ownMoves = ['wheel', 'touchmove', 'keydown'] as const;

/**
 * What somebody has just opened comes into view, and stays there while the page around it still grows (a file above it
 * is checked meanwhile, the field for writing gets a line more), until they move the page themselves.
 *
 * `changed`: what stands in it has; it comes into view anew.
 */
export function useStaysInView(box: RefObject<HTMLElement>, open: boolean, changed: unknown): void {
  useLayoutEffect(() => {
    if (!open) return;
    const show = () => box.current?.scrollIntoView({ block: 'nearest' });
    show();
    if (typeof ResizeObserver === 'undefined') return;
    const grown = new ResizeObserver(show);
    const leave = () => grown.disconnect();
    grown.observe(document.body);
    for (const move of ownMoves) addEventListener(move, leave, { passive: true });
    return () => {
      leave();
      for (const move of ownMoves) removeEventListener(move, leave);
    };
  }, [open, changed]);
}
