import { useLayoutEffect, useRef } from 'preact/hooks';

const find = (messageId: string) => document.querySelector(`[data-message="${messageId}"]`);

/** Where older messages come in above, what one was reading stays where it was; not every browser does that by itself. */
export function useKeptPlace(firstMessageId: string | undefined): void {
  const first = useRef(firstMessageId);
  const before = first.current;
  // Before the page changes, not when older messages were asked for: one may have scrolled on meanwhile.
  const top = before && before !== firstMessageId ? find(before)?.getBoundingClientRect().top : undefined;
  useLayoutEffect(() => {
    first.current = firstMessageId;
    if (!before || top === undefined) return;
    const hold = () => {
      const now = find(before)?.getBoundingClientRect().top;
      if (now !== undefined && Math.abs(now - top) > 1) scrollBy({ top: now - top, behavior: 'instant' });
    };
    hold();
    const next = requestAnimationFrame(hold);
    return () => cancelAnimationFrame(next);
  }, [firstMessageId]);
}
