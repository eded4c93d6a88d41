import '@digdir/designsystemet-web/dialog';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { Icon } from './Icon.tsx';
import { UrgentInDialog } from './urgent.tsx';

type Props = { title: string; open: boolean; onClose: () => void; children: ComponentChildren };

/**
 * The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. Designsystemet's
 * part closes it on a tap beside it in browsers that don't do so themselves.
 */
export function Dialog({ title, open, onClose, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog ref={box} class="ds-dialog" closedby="any" aria-labelledby={heading} onClose={onClose}>
      {open && (
        <>
          <div class="dialog-head">
            <h2 id={heading}>{title}</h2>
            <button
              type="button"
              class="ds-button"
              data-variant="tertiary"
              data-color="neutral"
              onClick={() => box.current?.close()}
            >
              <Icon name="close" />
              {t('common.close')}
            </button>
          </div>
          {children}
          <UrgentInDialog />
        </>
      )}
    </dialog>
  );
}
