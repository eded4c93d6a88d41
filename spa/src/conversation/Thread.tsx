import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { dayInWords, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Name } from '../parts/Name.tsx';
import { MessageStateLine } from './MessageState.tsx';
import { MessageView } from './MessageView.tsx';
import { byDay, showsState } from './thread.ts';

type Props = {
  messages: Message[];
  readPosition: number;
  /** Server's clock minus this browser's, in milliseconds. */
  offset: number;
  contactName: string;
  onRead: (position: number) => Promise<unknown>;
  /** Where a file of a message is to be had. */
  addressOf: (messageId: string, attachmentId: string) => string;
  onUndo: (messageId: string) => void;
  undoing: boolean;
  /** The case copy in which one can have receipts of one's own messages. */
  receiptsIn?: string | undefined;
  /** Whom one can call while a message can't come forward. */
  call?: ComponentChildren;
};

/** What comes is announced by News: here, older messages that one fetches would be read out too. */
export function Thread(props: Props) {
  const { messages, readPosition, offset, contactName, onRead, addressOf, onUndo, undoing, receiptsIn, call } = props;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const lastOwn = messages.findLast((m) => m.mine && !m.withdrawn)?.messageId;
  return (
    <div class="thread" role="log" tabIndex={-1} aria-live="off" aria-label={t('talk.thread')}>
      {byDay(messages).map((day) => (
        <section key={day.key} class="day" aria-label={dayInWords(day.at, now.value)}>
          <h2 class="day-name">
            <span>{dayInWords(day.at, now.value)}</span>
          </h2>
          {day.groups.map((group) => {
            const first = group[0];
            if (!first) return null;
            const details = opened.has(first.messageId);
            const hides = receiptsIn !== undefined && group.some((m) => m.mine && !showsState(m, lastOwn));
            return (
              <div key={first.messageId} class="group" data-mine={first.mine || undefined}>
                <p class="group-head">
                  {first.mine ? <span class="ds-sr-only">{t('talk.you')}</span> : <Name name={first.authorName} />}{' '}
                  <time class="number" dateTime={first.sentAt}>
                    {formatDate(first.sentAt, 'time')}
                  </time>
                  {hides && (
                    <button
                      type="button"
                      class="group-details"
                      aria-expanded={details}
                      onClick={() => setOpened(toggled(opened, first.messageId))}
                    >
                      {details ? t('talk.fewerDetails') : t('talk.details')}
                    </button>
                  )}
                </p>
                {group.map((message) => {
                  const { position } = message;
                  const unread = !message.mine && position != null && position > readPosition;
                  return (
                    <div key={message.messageId} data-message={message.messageId}>
                      <MessageView
                        message={message}
                        addressOf={addressOf}
                        onSeen={unread ? () => onRead(position) : undefined}
                      />
                      {(showsState(message, lastOwn) || (details && message.mine)) && (
                        <MessageStateLine
                          message={message}
                          offset={offset}
                          contactName={contactName}
                          onUndo={() => onUndo(message.messageId)}
                          undoing={undoing}
                          receiptIn={receiptsIn}
                          call={call}
                        />
                      )}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </section>
      ))}
    </div>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
