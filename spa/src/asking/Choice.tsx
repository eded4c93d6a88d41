import type { ComponentChildren } from 'preact';

type Props = { name: string; checked: boolean; onChoose: () => void; children: ComponentChildren };

/** One of several things of which one chooses one. */
export function Choice({ name, checked, onChoose, children }: Props) {
  return (
    <label class="choice">
      <input class="ds-input" type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}
