import { effect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { filesUnderWay, letGo, messageUnderWay } from '../parts/underWay.ts';
import { saveAll } from '../parts/written.ts';

type Props = {
  to: () => string;
  secondary?: boolean;
  children: ComponentChildren;
  go?: (address: string) => void;
};

/** Whether something is still on its way from this page. */
const underWay = () =>
  filesUnderWay.value.length > 0 || messageUnderWay.value === 'waiting' || messageUnderWay.value === 'sending';

/**
 * Leads to the log-in, but never away from words that aren't saved, nor from files that are on their way: the words are saved
 * first, the files waited for unless one goes without them, and if something fails one stays.
 */
export function SaveAndGo({ to, secondary, children, go = (address) => location.assign(address) }: Props) {
  const [state, setState] = useState<'here' | 'saving' | 'not-saved' | 'waiting' | 'not-sent'>('here');
  const button = useRef<HTMLButtonElement>(null);
  const message = useRef(false);
  const leave = async (without = false) => {
    setState('saving');
    if (!(await saveAll())) setState('not-saved');
    else if (!without && underWay()) {
      message.current = messageUnderWay.peek() !== 'stopped' && messageUnderWay.peek() !== 'nothing';
      setState('waiting');
    } else {
      letGo();
      go(to());
    }
  };
  useEffect(() => {
    if (state !== 'waiting') return;
    return effect(() => {
      const on = underWay();
      message.current ||= messageUnderWay.value === 'waiting' || messageUnderWay.value === 'sending';
      if (on) return;
      if (message.current && messageUnderWay.value === 'stopped') setState('not-sent');
      else void leave();
    });
  }, [state]);
  const busy = state === 'saving' || state === 'waiting';
  return (
    <div class="stack" style={{ '--gap': '0.5rem' }}>
      <div>
        <button
          ref={button}
          type="button"
          class="ds-button"
          data-variant={secondary ? 'secondary' : undefined}
          aria-busy={busy || undefined}
          onClick={() => !busy && void leave()}
        >
          {children}
        </button>
      </div>
      <p role="status" hidden={state === 'here' || state === 'saving'}>
        {state === 'not-saved' && t('stepup.notSaved')}
        {state === 'not-sent' && t('stepup.messageStopped')}
        {state === 'waiting' && t('stepup.waits')}
      </p>
      {state === 'waiting' && (
        <Waiting
          without={() => void leave(true)}
          stay={() => {
            setState('here');
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** What one waits for, and the way on without it. */
function Waiting({ without, stay }: { without: () => void; stay: () => void }) {
  const id = useId();
  const files = filesUnderWay.value;
  const stopped = files.some((file) => file.stopped);
  const ways = useRef<HTMLDivElement>(null);
  // What one can do about it is seen, also where this opens below the screen or under the field where one writes.
  useEffect(() => ways.current?.scrollIntoView?.({ block: 'nearest' }), [stopped]);
  return (
    <div class="stack going" role="group" aria-labelledby={id} style={{ '--gap': '0.5rem' }}>
      <p id={id}>{files.length > 0 ? t('stepup.files') : t('stepup.notSent')}</p>
      <ul>
        {files.map(({ id: file, name, part }) => (
          <li key={file}>
            <bdi id={`${id}${file}`} dir="auto">
              {name}
            </bdi>
            <progress aria-labelledby={`${id}${file}`} max={100} value={Math.floor(part * 100)} />
          </li>
        ))}
      </ul>
      {stopped && <p>{t('stepup.filesStopped')}</p>}
      {files.length > 0 && messageUnderWay.value === 'waiting' && <p>{t('stepup.notSent')}</p>}
      <div ref={ways} class="row ways-on">
        <button type="button" class="ds-button" data-variant="secondary" onClick={without}>
          {t('stepup.without')}
        </button>
        <button type="button" class="ds-button" data-variant="tertiary" onClick={stay}>
          {t('stepup.stay')}
        </button>
      </div>
    </div>
  );
}
