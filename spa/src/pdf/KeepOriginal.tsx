import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { fetchOriginalPart, type OriginalPlace, originalAddress } from '../api/actions.ts';
import { sizeInWords } from '../attachments/size.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { save } from '../parts/save.ts';
import { PdfTrouble } from './PdfTrouble.tsx';
import { Source } from './source.ts';

type State = { is: 'closed' | 'choosing' | 'asking' | 'begun' } | { is: 'failed'; error: unknown };

/** The name that the server gives every file. */
const neutralName = 'dokument.pdf';

/**
 * Keeping the file on this device, as a choice: first it says what that means to whoever shares the device. The browser
 * fetches it by itself then, so that no large file lies in the page; what would make that fail is found out before.
 */
export function KeepOriginal({ where, size }: { where: OriginalPlace; size: number | undefined }) {
  const id = useId();
  const [state, setState] = useState<State>({ is: 'closed' });
  const open = state.is !== 'closed';
  const asking = useRef<AbortController | null>(null);
  // Whoever closes it meanwhile, or leaves, keeps nothing.
  const close = () => {
    asking.current?.abort();
    setState({ is: 'closed' });
  };
  useEffect(() => () => asking.current?.abort(), []);
  const keep = async () => {
    if (state.is === 'asking') return;
    setState({ is: 'asking' });
    asking.current = new AbortController();
    const { signal } = asking.current;
    try {
      const source = new Source({ ask: (_, over) => fetchOriginalPart(where, 'bytes=0-0', over) });
      await source.open(signal);
      if (signal.aborted) return;
      save(originalAddress(where, { download: true }), neutralName);
      setState({ is: 'begun' });
    } catch (error) {
      if (!signal.aborted) setState({ is: 'failed', error });
    }
  };
  return (
    <div class="pdf-keep" data-open={open || undefined}>
      <button
        type="button"
        class="ds-button"
        data-variant="tertiary"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => (open ? close() : setState({ is: 'choosing' }))}
      >
        <Icon name="paper" />
        {t('pdf.keep')}
      </button>
      <div id={id} class="pdf-keep-panel" hidden={!open}>
        {open && (
          <>
            {state.is !== 'begun' && <p>{t('pdf.keepNote', { Name: neutralName })}</p>}
            <p role="status" class="pdf-told">
              {state.is === 'begun' && t('pdf.begun')}
            </p>
            {state.is === 'failed' && <PdfTrouble error={state.error} again={() => void keep()} />}
            <div class="pdf-keep-ways">
              {state.is !== 'begun' && (
                <button
                  type="button"
                  class="ds-button"
                  aria-busy={state.is === 'asking' || undefined}
                  onClick={() => void keep()}
                >
                  {size === undefined ? t('pdf.keepHere') : t('pdf.keepHereSized', { Size: sizeInWords(size) })}
                </button>
              )}
              <button type="button" class="ds-button" data-variant="tertiary" onClick={close}>
                {state.is === 'begun' ? t('common.close') : t('pdf.notNow')}
              </button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
