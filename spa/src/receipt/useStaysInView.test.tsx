import { render } from '@testing-library/preact';
import { useRef } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useStaysInView } from './useStaysInView.ts';

const shown = vi.fn();
/** The page around it gets longer, or shorter. */
let grow = () => {};

beforeEach(() => {
  shown.mockClear();
  Element.prototype.scrollIntoView = shown;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(private readonly told: () => void) {}
      observe() {
        grow = this.told;
      }
      disconnect() {
        grow = () => {};
      }
    },
  );
});

afterEach(() => vi.unstubAllGlobals());

function Panel({ open, says }: { open: boolean; says: string }) {
  const box = useRef<HTMLDivElement>(null);
  useStaysInView(box, open, says);
  return <div ref={box}>{open && says}</div>;
}

test('what one opens comes into view and stays there while the page grows around it', () => {
  const { rerender } = render(<Panel open={false} says="" />);
  expect(shown).not.toHaveBeenCalled();
  rerender(<Panel open says="note" />);
  expect(shown).toHaveBeenCalledTimes(1);
  grow();
  expect(shown).toHaveBeenCalledTimes(2);
  rerender(<Panel open={false} says="" />);
  grow();
  expect(shown).toHaveBeenCalledTimes(2);
});

test('who moves the page themselves isn’t pulled back, until something new stands in it', () => {
  const { rerender } = render(<Panel open says="note" />);
  dispatchEvent(new Event('touchmove'));
  grow();
  expect(shown).toHaveBeenCalledTimes(1);
  rerender(<Panel open says="done" />);
  expect(shown).toHaveBeenCalledTimes(2);
});
