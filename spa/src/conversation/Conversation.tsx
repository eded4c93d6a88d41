import { useInfiniteQuery, useQueryClient } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import type { ContactPerson } from '../api/client.ts';
import { conversationQuery, keys } from '../api/queries.ts';
import { Ask } from '../asking/Ask.tsx';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { StepUp } from '../login/StepUp.tsx';
import { now } from '../parts/clock.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { Composer } from './Composer.tsx';
import { End } from './End.tsx';
import { FirstMessage } from './FirstMessage.tsx';
import { citizenPort } from './port.ts';
import { Thread } from './Thread.tsx';
import { inOrder } from './thread.ts';
import { useWriting } from './useWriting.ts';
import './conversation.css';

/** How do I reach someone, did it arrive, what did they say? */
export function Conversation() {
  const { me, caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const client = useQueryClient();
  const query = useInfiniteQuery(conversationQuery(caseCopyId));
  const newest = query.data?.pages[0];
  const messages = useMemo(() => inOrder(query.data?.pages ?? []), [query.data]);
  const offset = newest ? Date.parse(newest.now) - query.dataUpdatedAt : 0;
  const [understood, setUnderstood] = useState(false);
  const [undoFault, setUndoFault] = useState(false);
  const { draft, sending, port } = useWriting(citizenPort, caseCopyId, () => {
    setUndoFault(false);
    void client.invalidateQueries({ queryKey: keys.conversation(caseCopyId) });
  });

  const contact = newest?.contactPerson;
  const contactName = contact ? fullName(contact.name) : t('talk.contactPerson');
  const askFirst = newest?.beforeFirstMessage === true && me.under18 && !understood;

  const onRead = (position: number) =>
    port.markRead(position).then(() => client.invalidateQueries({ queryKey: keys.caseCopy(caseCopyId), exact: true }));
  const onUndo = async (messageId: string) => {
    try {
      draft.restore(await port.undo(messageId));
      setUndoFault(false);
    } catch {
      setUndoFault(true);
    }
    await client.invalidateQueries({ queryKey: keys.conversation(caseCopyId) });
  };

  return (
    <div class="talk">
      <header class="stack" style={{ '--gap': '0.25rem' }}>
        <h1>{contact ? t('talk.with', { Name: contactName }) : t('nav.conversation')}</h1>
        <Ask contactName={contactName} slim />
      </header>
      {query.hasNextPage && (
        <button
          type="button"
          class="ds-button older"
          data-variant="tertiary"
          aria-busy={query.isFetchingNextPage || undefined}
          onClick={() => void query.fetchNextPage()}
        >
          {t('talk.older')}
        </button>
      )}
      {query.error && (
        <FailureNote error={query.error} retry={() => void query.refetch()} stillWorks={caseCopy.may.conversation} />
      )}
      {query.isPending && !query.error && <Loading lines={[4, 3, 5, 3]} />}
      {newest && !newest.historyAvailable && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t('talk.noHistory')}</span>
        </p>
      )}
      {newest && messages.length === 0 && newest.historyAvailable && !askFirst && (
        <div class="empty">
          <Icon name="talk" />
          <p>{t('talk.emptyTitle', { Name: contactName })}</p>
          <p class="quiet">{t('talk.emptyIdeas')}</p>
        </div>
      )}
      {newest && (
        <Thread
          messages={messages}
          readPosition={newest.readPosition}
          offset={offset}
          contactName={contactName}
          onRead={onRead}
          onUndo={(id) => void onUndo(id)}
        />
      )}
      {/* Here, where the page arrives, it is seen. */}
      {caseCopy.may.documentsNeedStepUp && <StepUp slim />}
      <End count={messages.length} lastMine={messages[messages.length - 1]?.mine ?? false} />
      {undoFault && (
        <p class="note" data-color="neutral" role="alert">
          {t('state.undoTooLate')}
        </p>
      )}
      {newest && !newest.canWrite && <p class="note">{t('talk.cannotWrite')}</p>}
      {askFirst && newest?.canWrite && <FirstMessage contactName={contactName} onRead={() => setUnderstood(true)} />}
      {!askFirst && (newest?.canWrite ?? query.isError) && (
        <Composer draft={draft} sending={sending} who={<WhoGetsIt contact={contact} />} />
      )}
    </div>
  );
}

function WhoGetsIt({ contact }: { contact: ContactPerson | undefined }) {
  if (!contact) return <span>{t('talk.goesToContact')}</span>;
  const reader = contact.awayUntil && contact.standIn ? contact.standIn : contact.name;
  return (
    <span>
      {t('talk.goesTo', { Name: fullName(reader) })}
      {contact.readsNow === false && contact.readsAgainAt && (
        <>
          {'. '}
          {t('talk.readsAgain', { When: dayAndTime(contact.readsAgainAt, now.value) })}
        </>
      )}
    </span>
  );
}
