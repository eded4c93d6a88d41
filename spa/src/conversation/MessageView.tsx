import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { RequestCard } from '../asking/RequestCard.tsx';
import { MessageFiles } from '../attachments/MessageFiles.tsx';
import { madeBy } from '../documents/madeBy.ts';
import { language, t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { useSeen } from '../parts/useSeen.ts';
import { PromiseLine } from '../reading/PromiseLine.tsx';
import { SaidInThread } from '../views/SaidInThread.tsx';
import { AfraidNote, AfraidText } from './AfraidText.tsx';
import { readAlike, translationsFor } from './translations.ts';

type Props = {
  message: Message;
  addressOf: (messageId: string, attachmentId: string) => string;
  onSeen?: (() => Promise<unknown>) | undefined;
};

/** One message: long ones are folded, and where somebody has translated it, both texts are a tap apart. */
export function MessageView({ message, addressOf, onSeen }: Props) {
  const box = useRef<HTMLParagraphElement>(null);
  const [folds, setFolds] = useState(false);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>();
  const end = useSeen(onSeen);
  const { all, first } = translationsFor(message, language.value);
  // null is the original, chosen; what isn't there any more isn't shown.
  const translation = chosen === undefined ? first : all.find((one) => one.language === chosen);
  const shown = translation ?? message;
  const foreign = !message.mine && !translation && message.language && !readAlike(message.language, language.value);
  useLayoutEffect(() => {
    const el = box.current;
    if (el && !open) setFolds(el.scrollHeight > el.clientHeight + 6);
  }, [shown.text, open]);
  if (message.withdrawn)
    return (
      <div class="message" data-mine={message.mine || undefined} data-withdrawn>
        <p class="quiet">{t('talk.withdrawn')}</p>
        <span ref={end} class="message-end" aria-hidden="true" />
      </div>
    );
  if (message.answerBy)
    return (
      <div class="message" data-mine={message.mine || undefined} data-promise>
        <PromiseLine message={message} />
        <span ref={end} class="message-end" aria-hidden="true" />
      </div>
    );
  if (message.view || message.answersTo)
    return (
      <div class="message" data-mine={message.mine || undefined} data-request>
        <SaidInThread message={message} />
        <span ref={end} class="message-end" aria-hidden="true" />
      </div>
    );
  if (message.request)
    return (
      <div class="message" data-mine={message.mine || undefined} data-request>
        <RequestCard request={message.request} message={message} text={shown.text} />
        <span ref={end} class="message-end" aria-hidden="true" />
      </div>
    );
  return (
    <div class="message" data-mine={message.mine || undefined}>
      {shown.text !== '' && (
        <p
          ref={box}
          class={open ? 'message-text' : 'message-text folded'}
          lang={shown.language}
          dir={shown.direction ?? 'auto'}
        >
          <AfraidText text={shown.text} parts={translation ? undefined : message.afraidParts} />
        </p>
      )}
      {folds && (
        <button type="button" class="in-message" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('talk.fold') : t('talk.unfold')}
        </button>
      )}
      {!!message.attachments?.length && (
        <MessageFiles
          files={message.attachments}
          mine={message.mine}
          address={(attachmentId) => addressOf(message.messageId, attachmentId)}
        />
      )}
      <AfraidNote message={message} translated={translation !== undefined} />
      {(all.length > 0 || foreign) && (
        <div class="message-translation">
          {foreign && message.language && (
            <p class="small">{t('talk.writtenIn', { Language: languageName(message.language) })}</p>
          )}
          {translation && <p class="small">{madeBy(translation.provenance)}</p>}
          {translation && (
            <button type="button" class="in-message" onClick={() => setChosen(null)}>
              {t('talk.showOriginal')}
            </button>
          )}
          {!translation &&
            all.map((one) => (
              <button key={one.language} type="button" class="in-message" onClick={() => setChosen(one.language)}>
                {t('talk.showTranslation', { Language: languageName(one.language) })}
              </button>
            ))}
        </div>
      )}
      <span ref={end} class="message-end" aria-hidden="true" />
    </div>
  );
}
