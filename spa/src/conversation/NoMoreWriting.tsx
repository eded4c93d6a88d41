import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ContactPerson } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { CallInstead } from '../reading/CallInstead.tsx';
import type { DraftKeeper } from './draft.ts';

type Props = { writing: boolean; closed: boolean; contact: ContactPerson | undefined; draft: DraftKeeper };

/**
 * Where one may no longer write: why, and whom to call. It may have come while somebody was writing: their words stay to be
 * read and copied.
 */
export function NoMoreWriting({ writing, closed, contact, draft }: Props) {
  return (
    <>
      <div role="status">
        {!writing && (
          <div class="note" data-color="neutral">
            <Icon name="info" />
            <div class="words">
              <p>{t(closed ? 'talk.closed' : 'talk.cannotWrite')}</p>
            </div>
          </div>
        )}
      </div>
      {!writing && (
        <p class="row">
          <CallInstead contact={contact} />
        </p>
      )}
      {!writing && draft.text.value !== '' && <Unsent text={draft.text.value} />}
    </>
  );
}

/** What wasn't sent. Whoever was writing goes on where their words are now. */
function Unsent({ text }: { text: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);
  const copy = async () => {
    field.current?.focus();
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The words are chosen: the device's own way of copying takes them.
    }
  };
  return (
    <div class="stack" style={{ '--gap': '0.5rem' }} data-private>
      <label for={id}>{t('talk.unsent')}</label>
      <textarea id={id} ref={field} class="ds-input" rows={5} dir="auto" readOnly value={text} />
      <div class="row">
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => void copy()}>
          {t('talk.copy')}
        </button>
        <span role="status">{copied && t('talk.copied')}</span>
      </div>
    </div>
  );
}
