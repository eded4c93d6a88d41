import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';

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
