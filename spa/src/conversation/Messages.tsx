import type { ComponentChildren } from 'preact';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { End } from './End.tsx';
import { News } from './News.tsx';
import { Thread } from './Thread.tsx';
import { useArrivals } from './useArrivals.ts';
import { useKeptPlace } from './useKeptPlace.ts';
import type { Talking } from './useTalking.ts';

type Props = {
  talking: Talking;
  contactName: string;
  /** The server knows how far one has read. */
  onMarked: () => Promise<unknown>;
  /** The case copy in which one can have receipts of one's own messages. */
  receiptsIn?: string;
  /** Whom one can call while a message can't come forward. */
  call?: ComponentChildren;
  /** What stands under the newest message. */
  children?: ComponentChildren;
};

/** The thread as both sides see it, from the oldest message that is fetched to the newest. */
export function Messages({ talking, contactName, onMarked, receiptsIn, call, children }: Props) {
  const { port, messages, newest, offset, undoing } = talking;
  const arrived = useArrivals(messages);
  useKeptPlace(messages[0]?.messageId);
  return (
    <>
      <Thread
        messages={messages}
        readPosition={newest?.readPosition ?? 0}
        offset={offset}
        contactName={contactName}
        onRead={(position) => port.markRead(position).then(onMarked)}
        addressOf={port.attachmentContentAddress}
        onUndo={(messageId) => undoing.start(messageId)}
        receiptsIn={receiptsIn}
        call={call}
        undoing={undoing.state.value === 'undoing' || undoing.state.value === 'waits'}
      />
      {newest?.otherSideParked && <Stuck words={t('talk.otherWaits')} call={call} />}
      {newest?.colleagueParked && <Stuck words={t('talk.colleagueWaits')} />}
      {children}
      <End arrived={arrived} empty={messages.length === 0} />
      <News messages={messages} arrived={arrived} contactName={contactName} />
    </>
  );
}

/** Something that is written here doesn't arrive before a human has looked at it. */
function Stuck({ words, call }: { words: string; call?: ComponentChildren }) {
  return (
    <div class="note" data-color="wait" role="status">
      <Icon name="warn" />
      <div class="words">
        <p>{words}</p>
        {call}
      </div>
    </div>
  );
}

/** With the oldest message the button is gone, and the focus it had. */
function toThread(): void {
  const { activeElement, body } = document;
  if (activeElement === body) document.querySelector<HTMLElement>('.thread')?.focus({ preventScroll: true });
}

/** The way to what was written before; it stands above the thread. */
export function Older({ talking: { query } }: { talking: Talking }) {
  if (!query.hasNextPage) return null;
  return (
    <button
      type="button"
      class="ds-button older"
      data-variant="tertiary"
      aria-busy={query.isFetchingNextPage || undefined}
      onClick={() => void query.fetchNextPage().then(toThread)}
    >
      {t('talk.older')}
    </button>
  );
}
