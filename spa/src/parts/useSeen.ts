import { useCallback, useRef } from 'preact/hooks';

/** Calls once when an element has really been on screen, unhidden, for a second: seen, not only fetched. */
export function useSeen(onSeen: (() => Promise<unknown>) | undefined): (element: HTMLElement | null) => void {
  const observer = useRef<IntersectionObserver | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const done = useRef(false);
  const latest = useRef(onSeen);
  latest.current = onSeen;
  return useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    observer.current = null;
    clearTimeout(timer.current);
    if (!element || done.current || !latest.current) return;
    observer.current = new IntersectionObserver((entries) => {
      clearTimeout(timer.current);
      if (!entries.some((e) => e.isIntersecting)) return;
      const lookAgain = () => {
        timer.current = setTimeout(look, 1000);
      };
      const look = () => {
        // It lies behind another page, or behind the cloak: it may come out again without having moved.
        if (document.hidden || document.documentElement.classList.contains('cloaked')) return lookAgain();
        done.current = true;
        observer.current?.disconnect();
        latest.current?.().catch(() => {
          // It counts when it has been reported; the next opening reports again.
          done.current = false;
        });
      };
      lookAgain();
    });
    observer.current.observe(element);
  }, []);
}
