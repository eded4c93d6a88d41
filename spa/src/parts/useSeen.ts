import { useCallback, useRef } from 'preact/hooks';
import { Failure } from '../api/failure.ts';
import { backoff } from '../api/live.ts';

/**
 * Calls once when an element has really been on screen, unhidden, for a second: seen, not only fetched. It counts when it has
 * been reported: while the element is there, what only lacked the line is reported again.
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
        // It lies behind another page, or behind the cloak: it may come out again without having moved.
        if (document.hidden || document.documentElement.classList.contains('cloaked')) return lookAgain();
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
