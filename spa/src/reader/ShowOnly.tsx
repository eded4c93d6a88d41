import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { showOnly } from '../api/actions.ts';
import { replaceSession } from '../api/sessionState.ts';
import { t } from '../i18n/catalogue.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { filesUnderWay } from '../parts/underWay.ts';

type Props = { caseCopyId: string; entryId: string; documentId: string };

/** Hands the screen over to somebody beside one: this document and nothing else, until one logs in again. */
export function ShowOnly(ids: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="chip" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="lock" />
        {t('reader.only')}
      </button>
      <Dialog title={t('reader.onlyTitle')} open={open} onClose={() => setOpen(false)}>
        <Choice {...ids} />
      </Dialog>
    </>
  );
}

function Choice({ caseCopyId, entryId, documentId }: Props) {
  const client = useQueryClient();
  const [going, setGoing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const go = async () => {
    setGoing(true);
    setError(null);
    try {
      await replaceSession(() => showOnly(caseCopyId, entryId, documentId));
    } catch (failure) {
      setError(failure);
      setGoing(false);
      return;
    }
    // A page of its own: nothing that was read before stays in its memory, and there is nothing to go back to.
    client.clear();
    location.replace('/only');
  };
  return (
    <div class="stack">
      <p>{t('reader.onlyWhat')}</p>
      <p>{t('reader.onlyBack')}</p>
      {filesUnderWay.value.length > 0 && <p>{t('reader.onlyFiles')}</p>}
      {error !== null && <FailureNote error={error} />}
      <div class="buttons">
        <button
          type="button"
          class="ds-button"
          aria-busy={going || undefined}
          disabled={going}
          onClick={() => void go()}
        >
          {t('reader.onlyDo')}
        </button>
      </div>
    </div>
  );
}
