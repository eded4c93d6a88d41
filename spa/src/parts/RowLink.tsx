import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

type Props = { to: string; icon: IconName; title: ComponentChildren; under?: ComponentChildren };

/** A row one taps, in a list of `rows`: what it is, a line under it, and that it leads on. */
export function RowLink({ to, icon, title, under }: Props) {
  return (
    <li>
      <a class="row-link" href={to}>
        <Icon name={icon} />
        <span class="words">
          <span class="title">{title}</span>
          {under && <span class="under">{under}</span>}
        </span>
        <Icon name="next" />
      </a>
    </li>
  );
}
