import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Draws something that must be seen, heard and reached whatever is open. */
type Draw = () => VNode;

const drawn = signal<Draw | null>(null);
const dialogs = signal<readonly object[]>([]);

/** Where it stands while no dialog is open. An open dialog makes all that is outside of it mute and deaf, so it stands inside then. */
export function Urgent({ draw }: { draw: Draw }) {
  useLayoutEffect(() => {
    drawn.value = draw;
  });
  useEffect(
    () => () => {
      drawn.value = null;
    },
    [],
  );
  return dialogs.value.length === 0 ? draw() : null;
}

/** The place for it inside of a dialog, for as long as that is the newest one open. */
export function UrgentInDialog() {
  const me = useRef<object>({}).current;
  useLayoutEffect(() => {
    dialogs.value = [...dialogs.peek(), me];
    return () => {
      dialogs.value = dialogs.peek().filter((other) => other !== me);
    };
  }, [me]);
  return dialogs.value.at(-1) === me ? (drawn.value?.() ?? null) : null;
}
