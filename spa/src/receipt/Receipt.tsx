import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { fetchReceipt } from '../api/actions.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { save } from '../parts/save.ts';
import { Keeping } from './keeping.ts';
import './receipt.css';

/** A receipt to keep of what one has sent. First it says what a file on this device means to whoever shares it. */
export function Receipt({ caseCopyId, messageId }: { caseCopyId: string; messageId: string }) {
  const id = useId();
  const keeping = useMemo(
    () => new Keeping({ fetch: () => fetchReceipt(caseCopyId, messageId), save }),
    [caseCopyId, messageId],
  );
  useEffect(() => () => keeping.close(), [keeping]);
  const state = keeping.state.value;
  const open = state.is !== 'closed';
  const panel = useRef<HTMLDivElement>(null);
  // Under the newest message it would open behind the field for writing.
  useLayoutEffect(() => {
    if (open) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [open, state.is]);
  const making = state.is === 'making';
  return (
    <div class="receipt" data-open={open || undefined}>
      <button
        type="button"
        class="receipt-open"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => keeping.toggle()}
      >
        <Icon name="paper" />
        {t('receipt.keep')}
      </button>
      <div ref={panel} id={id} class="receipt-panel" hidden={!open}>
        {open && (
          <>
            {state.is !== 'kept' && <p>{t('receipt.note')}</p>}
            <p class="receipt-told" role={state.is === 'failed' ? 'alert' : 'status'}>
              {making && t('receipt.making')}
              {state.is === 'kept' && t('receipt.done')}
              {state.is === 'failed' &&
                (state.code === 'offline' ? t('receipt.offline') : (state.detail ?? t('receipt.failed')))}
            </p>
            <div class="receipt-ways">
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
                  {t('receipt.download')}
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
