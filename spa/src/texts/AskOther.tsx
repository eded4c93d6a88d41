import { useState } from 'preact/hooks';
import type { EntryDocument } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { AskOtherForm } from './AskOtherForm.tsx';
import type { DocumentPlace } from './textRequests.ts';

type Props = { place: DocumentPlace; document: EntryDocument };

/** For whoever reads neither what it was written in nor the page's language. */
export function AskOther({ place, document }: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <div class="ask-other">
      <button
        type="button"
        class="ds-button"
        data-variant="tertiary"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="globe" />
        {t('texts.askOther')}
      </button>
      <Dialog title={t('texts.askOther')} open={open} onClose={close}>
        <AskOtherForm place={place} document={document} onSent={close} />
      </Dialog>
    </div>
  );
}
