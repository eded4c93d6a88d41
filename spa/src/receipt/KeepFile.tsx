import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { save } from '../parts/save.ts';
import { Keeping, type KeptFile } from './keeping.ts';
import { useStaysInView } from './useStaysInView.ts';
import './keepFile.css';

type Props = {
  class: string;
  icon: IconName;
  fetch: () => Promise<KeptFile>;
  words: Record<'open' | 'note' | 'making' | 'done' | 'failed' | 'download', string>;
};

/** A file that the server makes, to keep on this device. First it says what that means to whoever shares the device. */
export function KeepFile({ class: where, icon, fetch, words }: Props) {
  const id = useId();
  const latest = useRef(fetch);
  latest.current = fetch;
  const keeping = useMemo(() => new Keeping({ fetch: () => latest.current(), save }), []);
  useEffect(() => () => keeping.close(), [keeping]);
  const state = keeping.state.value;
  const open = state.is !== 'closed';
  const panel = useRef<HTMLDivElement>(null);
  // Under the newest message it would open behind the field for writing.
  useStaysInView(panel, open, state.is);
  const making = state.is === 'making';
  return (
    <div class={where} data-open={open || undefined}>
      <button type="button" class="keep-open" aria-expanded={open} aria-controls={id} onClick={() => keeping.toggle()}>
        <Icon name={icon} />
        {words.open}
      </button>
      <div ref={panel} id={id} class="keep-panel small" hidden={!open}>
        {open && (
          <>
            {state.is !== 'kept' && <p>{words.note}</p>}
            <p class="keep-told" role={state.is === 'failed' ? 'alert' : 'status'}>
              {making && words.making}
              {state.is === 'kept' && words.done}
              {state.is === 'failed' &&
                (state.code === 'offline' ? t('receipt.offline') : (state.detail ?? words.failed))}
            </p>
            <div class="row">
              {state.is === 'kept' ? (
                <a class="ds-button" data-variant="secondary" href={state.address} download={state.name}>
                  {t('receipt.again')}
                </a>
              ) : (
                <button
                  type="button"
                  class="ds-button"
                  aria-busy={making || undefined}
                  onClick={() => void keeping.keep()}
                >
                  {words.download}
                </button>
              )}
              <button type="button" class="ds-button" data-variant="tertiary" onClick={() => keeping.close()}>
                {state.is === 'kept' ? t('common.close') : t('receipt.cancel')}
              </button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
