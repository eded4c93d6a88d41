import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';

/** A new page begins at its top, and a screen reader at its main part, as if the browser had loaded it. */
export function useFocusOnArrival(): void {
  const { path } = useLocation();
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
