import { useCallback, useRef } from 'preact/hooks';
import { Failure } from '../api/failure.ts';
import { backoff } from '../api/live.ts';

/** The middle of what two stretches share. */
const middle = (from: number, to: number, end: number) => (Math.max(from, 0) + Math.min(to, end)) / 2;

/** Whether the part of it that is on the screen lies under something that stays there while the page moves: the bars, a dialog. */
function covered(element: HTMLElement): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  let over = document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
  for (; over && !over.contains(element) && !element.contains(over); over = over.parentElement)
    if (/fixed|sticky/.test(getComputedStyle(over).position)) return true;
  return false;
}

/**
 * Calls once when an element has really been on screen, unhidden and uncovered, for a second: seen, not only fetched. It counts
 * when it has been reported: while the element is there, what only lacked the line is reported again.
 */
export function useSeen(onSeen: (() => Promise<unknown>) | undefined): (element: HTMLElement | null) => void {
  const shown = useRef<HTMLElement | null>(null);
  /** Ends what is waited for: that it is seen, or the next try. */
  const stop = useRef(() => {});
  const done = useRef(false);
  const latest = useRef(onSeen);
  latest.current = onSeen;
  return useCallback((element: HTMLElement | null) => {
    stop.current();
    shown.current = element;
    if (!element || done.current || !latest.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const report = (tries: number) => {
      stop.current();
      done.current = true;
      latest.current?.().catch((error: unknown) => {
        done.current = false;
        if (!shown.current || (error instanceof Failure && !error.passes)) return;
        const again = () => report(tries + 1);
        const next = setTimeout(again, backoff(tries, Math.random));
        addEventListener('online', again);
        stop.current = () => {
          clearTimeout(next);
          removeEventListener('online', again);
        };
      });
    };
    const observer = new IntersectionObserver((entries) => {
      clearTimeout(timer);
      if (!entries.some((e) => e.isIntersecting)) return;
      const lookAgain = () => {
        timer = setTimeout(look, 1000);
      };
      const look = () => {
        // It lies behind another page, behind the cloak or under a bar: it may come out again without having moved.
        if (document.hidden || document.documentElement.classList.contains('cloaked') || covered(element))
          return lookAgain();
        report(0);
      };
      lookAgain();
    });
    stop.current = () => {
      clearTimeout(timer);
      observer.disconnect();
    };
    observer.observe(element);
  }, []);
}
