import { signal } from '@preact/signals';

/** How large the letters of a document are, as a share of the page's own. */
const sizes = [0.9, 1, 1.2, 1.45, 1.75, 2.1] as const;
/** How far the lines stand apart, as a share of what the script needs. */
export const spacings = ['normal', 'wide', 'wider'] as const;
type Spacing = (typeof spacings)[number];

/** Which of the sizes. Both live in memory only: nothing is kept in the browser. */
export const size = signal(1);
export const spacing = signal<Spacing>('normal');

export const smallest = () => size.value === 0;
export const largest = () => size.value === sizes.length - 1;

/** A step larger or smaller, within what there is. */
export function resize(by: 1 | -1): void {
  size.value = Math.min(sizes.length - 1, Math.max(0, size.peek() + by));
}

const apart: Record<Spacing, number> = { normal: 1, wide: 1.25, wider: 1.55 };

/** What the styles of a document's text go by. */
export const lookStyle = () => ({ '--text-size': sizes[size.value] ?? 1, '--text-apart': apart[spacing.value] });
