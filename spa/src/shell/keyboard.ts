import { useEffect } from 'preact/hooks';

/** The keyboard is up when it has taken a good part of the height that the window had at this width. */
export function keyboardIsUp(height: number, tallest: number): boolean {
  return height < tallest * 0.78;
}

/** While a phone's keyboard is up the navigation gives its room to the text; with the keyboard gone it is there again. */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const view = globalThis.visualViewport;
    if (!view) return;
    const root = document.documentElement;
    let width = view.width;
    let tallest = Math.max(view.height, innerHeight);
    const look = () => {
      if (view.width !== width) tallest = 0;
      width = view.width;
      tallest = Math.max(tallest, view.height, innerHeight);
      root.classList.toggle('writing', view.scale === 1 && keyboardIsUp(view.height, tallest));
    };
    view.addEventListener('resize', look);
    return () => {
      view.removeEventListener('resize', look);
      root.classList.remove('writing');
    };
  }, []);
}
