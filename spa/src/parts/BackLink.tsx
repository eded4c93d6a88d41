import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

/** At the top of a page: the way to the one above it. */
export function BackLink({ to, children }: { to: string; children: ComponentChildren }) {
  return (
    <a class="back-link" href={to}>
      <Icon name="back" /> {children}
    </a>
  );
}
