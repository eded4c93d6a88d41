import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { RequestCard } from '../asking/RequestCard.tsx';
import { madeBy } from '../documents/madeBy.ts';
import { language, t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { useSeen } from '../parts/useSeen.ts';

type Props = { message: Message; onSeen?: (() => Promise<unknown>) | undefined };

/** One message: long ones are folded, and where somebody has translated it, both texts are a tap apart. */
export function MessageView({ message, onSeen }: Props) {
  const box = useRef<HTMLParagraphElement>(null);
  const [folds, setFolds] = useState(false);
  const [open, setOpen] = useState(false);
  const [original, setOriginal] = useState(false);
  const end = useSeen(onSeen);
  const translation = message.mine ? undefined : message.translations?.find((tr) => tr.language === language.value);
  const shown = translation && !original ? translation : message;
  useLayoutEffect(() => {
    const el = box.current;
    if (el && !open) setFolds(el.scrollHeight > el.clientHeight + 6);
  }, [shown.text, open]);
  if (message.request)
    return (
      <div class="message" data-mine={message.mine || undefined} data-request>
        <RequestCard request={message.request} text={shown.text} />
        <span ref={end} class="message-end" aria-hidden="true" />
      </div>
    );
  return (
    <div class="message" data-mine={message.mine || undefined}>
      <p
        ref={box}
        class={open ? 'message-text' : 'message-text folded'}
        lang={shown.language}
        dir={shown.direction ?? 'auto'}
      >
        {shown.text}
      </p>
      {folds && (
        <button type="button" class="in-message" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('talk.fold') : t('talk.unfold')}
        </button>
      )}
      {translation && (
        <div class="message-translation">
          <p class="small">{madeBy(translation.provenance)}</p>
          <button type="button" class="in-message" onClick={() => setOriginal(!original)}>
            {original
              ? t('talk.showTranslation', { Language: languageName(translation.language) })
              : t('talk.showOriginal')}
          </button>
        </div>
      )}
      <span ref={end} class="message-end" aria-hidden="true" />
    </div>
  );
}
