import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { Receipt } from '../receipt/Receipt.tsx';
import { countDown, undoSecondsLeft } from './undo.ts';
import './state.css';

type Props = {
  message: Message;
  offset: number;
  contactName: string;
  onUndo: () => void;
  undoing?: boolean;
  /** The case copy in which one can have a receipt of it. */
  receiptIn?: string | undefined;
  /** Whom one can call while it can't come forward; only a citizen is told to. */
  call?: ComponentChildren;
};

function stateIcon(message: Message): IconName {
  if (message.state === 'READ') return 'seen';
  if (message.state === 'DELIVERED') return 'check';
  return message.state === 'PARKED' ? 'warn' : message.state === 'SENT' ? 'send' : 'clock';
}

/** Where the words say that one should rather call. */
export function saysToCall({ state, reason }: Pick<Message, 'state' | 'reason'>): boolean {
  return state === 'PARKED' || (state === 'NOT_DELIVERED_YET' && reason !== 'EARLIER_WAITS');
}

export function stateWords(
  message: Pick<
    Message,
    'state' | 'readAt' | 'reason' | 'request' | 'accessRequest' | 'view' | 'on' | 'understood' | 'consent'
  >,
  contactName: string,
): string {
  if (message.request || message.accessRequest || message.view || message.on || message.understood || message.consent)
    return requestWords(message, contactName);
  switch (message.state) {
    case 'SENT':
      return t('state.sent');
    case 'DELIVERED':
      return t('state.delivered');
    case 'READ':
      return message.readAt ? t('state.readAt', { When: dayAndTime(message.readAt, now.value) }) : t('state.read');
    case 'NOT_DELIVERED_YET':
      return message.reason === 'EARLIER_WAITS' ? t('state.afterEarlier') : t('state.waits', { Name: contactName });
    case 'PARKED':
      return message.reason === 'REFUSED' ? t('state.refused') : t('state.fault');
  }
}

/** What is asked for, or said in a view, isn't a message, in any language. */
export function requestWords(message: Pick<Message, 'state' | 'readAt' | 'reason'>, contactName: string): string {
  switch (message.state) {
    case 'SENT':
      return t('state.askSent');
    case 'DELIVERED':
      return t('state.askDelivered');
    case 'READ':
      return message.readAt
        ? t('state.askReadAt', { When: dayAndTime(message.readAt, now.value) })
        : t('state.askRead');
    case 'NOT_DELIVERED_YET':
      return t('state.askWaits', { Name: contactName });
    case 'PARKED':
      return message.reason === 'REFUSED' ? t('state.askRefused') : t('state.askFault');
  }
}

/** How far the message has come, as a word with a sign; for ten seconds it can be taken back. */
export function MessageStateLine({ message, offset, contactName, onUndo, undoing, receiptIn, call }: Props) {
  const [left, setLeft] = useState(() => undoSecondsLeft(message.undoUntil, Date.now(), offset));
  useEffect(() => {
    if (!message.undoUntil) return setLeft(0);
    return countDown(message.undoUntil, offset, setLeft);
  }, [message.undoUntil, offset]);
  // Also what waits behind an earlier one can still be taken back: the server says until when.
  const undoable = left > 0;
  return (
    <div class="state" data-state={message.state}>
      <p>
        <Icon name={stateIcon(message)} />
        <span>
          {stateWords(message, contactName)}
          {message.registrationId && (
            <>
              {' · '}
              {t('state.number', { Number: message.registrationId })}
            </>
          )}
        </span>
      </p>
      {saysToCall(message) && call}
      {undoable && (
        <button type="button" class="undo" aria-busy={undoing || undefined} onClick={onUndo}>
          {t('state.undo')}
          <span class="undo-time" aria-hidden="true">
            {left}
          </span>
          <span class="ds-sr-only">{t('state.undoHint')}</span>
        </button>
      )}
      {receiptIn && !undoable && !message.consent && <Receipt caseCopyId={receiptIn} messageId={message.messageId} />}
    </div>
  );
}
