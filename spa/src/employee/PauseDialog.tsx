import { useQueryClient } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { failureCode } from '../api/failure.ts';
import { t } from '../i18n/catalogue.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { putPause, type StaffConversation, showPause, staffKeys } from './staffApi.ts';

type Props = { caseCopyId: string; of: StaffConversation; asked: boolean; onClose: () => void; onDone: () => void };

/** What it means and when to use it in two sentences, and one button. It stays open until the fagsystem has confirmed. */
export function PauseDialog({ caseCopyId, of, asked, onClose, onDone }: Props) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const name = fullName(of.party);
  // What was asked stays the question, also when another employee answers it meanwhile.
  const [lifting, setLifting] = useState(false);
  useEffect(() => {
    if (!asked) return;
    setLifting(!!of.pausedAt);
    setFailed(false);
    // Only on opening.
  }, [asked]);

  const confirm = async () => {
    setBusy(true);
    setFailed(false);
    try {
      showPause(client, caseCopyId, await putPause(caseCopyId, !lifting));
      onDone();
    } catch (error) {
      // Whoever may not any more sees that on the page itself.
      if (failureCode(error) === 'not-found') onClose();
      else setFailed(true);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: staffKeys.conversation(caseCopyId) });
      void client.invalidateQueries({ queryKey: staffKeys.inbox });
    }
  };

  return (
    <Dialog title={t(lifting ? 'staff.pause.liftTitle' : 'staff.pause.title')} open={asked} onClose={onClose}>
      <div class="stack">
        <p>{t(lifting ? 'staff.pause.liftWhat' : 'staff.pause.what', { Name: name })}</p>
        <p>{t(lifting ? 'staff.pause.liftWhen' : 'staff.pause.when', { Name: name })}</p>
        {failed && (
          <div class="note" data-color="wait" role="alert">
            <Icon name="warn" />
            <div class="words">
              <strong>{t(lifting ? 'staff.pause.liftUnsure' : 'staff.pause.unsure')}</strong>
              <p>{t(lifting ? 'staff.pause.liftUnsureText' : 'staff.pause.unsureText')}</p>
            </div>
          </div>
        )}
        <div>
          <button
            type="button"
            class="ds-button"
            aria-busy={busy || undefined}
            onClick={() => {
              if (!busy) void confirm();
            }}
          >
            {failed ? t('common.tryAgain') : t(lifting ? 'staff.pause.lift' : 'staff.pause.confirm')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
