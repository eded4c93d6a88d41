import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SaidRequest } from '../accessRequests/SaidRequest.tsx';
import type { Message } from '../api/client.ts';
import { RequestCard } from '../asking/RequestCard.tsx';
import { MessageFiles } from '../attachments/MessageFiles.tsx';
import { ConsentInThread } from '../consents/ConsentInThread.tsx';
import { t } from '../i18n/catalogue.ts';
import { UnderstoodCard } from '../inshort/UnderstoodCard.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { Withheld } from '../parts/Withheld.tsx';
import { PromiseLine } from '../reading/PromiseLine.tsx';
import { SaidInThread } from '../views/SaidInThread.tsx';
import { AfraidNote, AfraidText } from './AfraidText.tsx';
import { useTranslation } from './useTranslation.tsx';

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
  const end = useSeen(onSeen);
  const { translation, choice } = useTranslation(message);
  const shown = translation ?? message;
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
  if (message.lost)
    return (
      <div class="message" data-mine={message.mine || undefined} data-withdrawn>
        <p>{t('talk.lost')}</p>
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
  // Where what was said stands in parts, its translation stands below them: the parts have none of their own.
  const inParts = !!(message.view || message.answersTo);
  const { text, language, direction } = shown;
  const card = cardOf(inParts ? message : { ...message, text, language, direction });
  if (card)
    return (
      <div class="message" data-mine={message.mine || undefined} data-request>
        {card}
        {inParts && translation && (
          <p class="said-text" lang={language} dir={direction}>
            {text}
          </p>
        )}
        {choice}
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
      <Withheld withheld={message.withheld} words={message.text} />
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
      {choice}
      <span ref={end} class="message-end" aria-hidden="true" />
    </div>
  );
}

/** What isn't a message has a card of its own. */
function cardOf(message: Message): VNode | null {
  if (message.understood) return <UnderstoodCard said={message.understood} />;
  if (message.consent) return <ConsentInThread message={message} />;
  if (message.accessRequest) return <SaidRequest message={message} />;
  if (message.view || message.on || message.answersTo) return <SaidInThread message={message} />;
  if (message.request) return <RequestCard request={message.request} message={message} />;
  return null;
}
