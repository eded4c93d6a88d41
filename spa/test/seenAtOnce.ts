import { vi } from 'vitest';

/** What is looked at counts as seen at once. */
export function seenAtOnce() {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(private seen: (entries: { isIntersecting: boolean }[]) => void) {}
      observe() {
        this.seen([{ isIntersecting: true }]);
      }
      disconnect() {}
    },
  );
}
