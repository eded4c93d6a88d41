import { useLayoutEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';

/** What an address leads to within its page; '' where it names nothing. */
export function placeInAddress(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ''; // no page of ours made it
  }
}

/** A new page begins at its top, and a screen reader at its main part, as if the browser had loaded it. */
export function useFocusOnArrival(): void {
  const { path } = useLocation();
  const before = useRef(path);
  // Before the page's own effects: who came for one place in it goes on to that.
  useLayoutEffect(() => {
    if (before.current === path) return;
    before.current = path;
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
