import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon, type IconName } from '../parts/Icon.tsx';

type Props = {
  class: string;
  icon: IconName;
  title: string;
  /** What the button says, where it says more than the title. */
  says?: string | undefined;
  /** Somebody waits for what is done there. */
  waiting?: boolean;
  /** Made when it is opened. */
  children: ComponentChildren;
};

/** Beside a conversation: a button that opens something about the party. */
export function PartyPanel({ class: where, icon, title, says = title, waiting, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class={`ds-button ${where}`}
        data-variant={waiting ? 'secondary' : 'tertiary'}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name={icon} />
        {says}
      </button>
      <Dialog title={title} open={open} onClose={() => setOpen(false)}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </Dialog>
    </>
  );
}
