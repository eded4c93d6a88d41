import { useQueryClient } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { failureCode } from '../api/failure.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { putPause, type StaffConversation, showPause, staffKeys } from './staffApi.ts';

type Asks = { onAsk: () => void };

/** Opens the question; in the head of the conversation, and beside it where there is room. */
export function PauseButton({ onAsk }: Asks) {
  return (
    <button type="button" class="ds-button pause-button" data-variant="tertiary" aria-haspopup="dialog" onClick={onAsk}>
      <Icon name="lock" />
      {t('staff.pause.button')}
    </button>
  );
}

/** Stands above the conversation as long as the party's access is paused. */
export function PausedBanner({ since, name, onAsk }: Asks & { since: string; name: string }) {
  return (
    <section class="note paused" data-color="wait" aria-labelledby="paused-title">
      <Icon name="lock" />
      <div class="words">
        <h2 id="paused-title">{t('staff.pause.since', { When: dayAndTime(since, now.value) })}</h2>
        <p>{t('staff.pause.meanwhile', { Name: name })}</p>
        <div>
          <button type="button" class="ds-button" data-variant="secondary" aria-haspopup="dialog" onClick={onAsk}>
            {t('staff.pause.lift')}
          </button>
        </div>
      </div>
    </section>
  );
}

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

/** Says it to those who don't see it, and takes the focus there when the button that had it is gone. */
export function PauseNews({ paused, done }: { paused: boolean; done: number }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // After the dialog has given the focus back to where it was.
    if (done) requestAnimationFrame(() => place.current?.focus());
  }, [done]);
  return (
    <p ref={place} class="ds-sr-only" tabIndex={-1} role="status">
      {done > 0 && t(paused ? 'staff.pause.done' : 'staff.pause.lifted')}
    </p>
  );
}
