import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { ContactPerson, Conversation as Page } from '../api/client.ts';
import { caseQuery, conversationQuery, keys } from '../api/queries.ts';
import { Ask } from '../asking/Ask.tsx';
import { t } from '../i18n/catalogue.ts';
import { StepUp } from '../login/StepUp.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { AnswerNote } from '../reading/AnswerNote.tsx';
import { CallInstead } from '../reading/CallInstead.tsx';
import { Reading } from '../reading/Reading.tsx';
import { nameOfReader, readerOf } from '../reading/reader.ts';
import { useActing } from '../shell/caseCopy.tsx';
import { AfraidMark } from './AfraidMark.tsx';
import { Composer } from './Composer.tsx';
import { FirstMessage } from './FirstMessage.tsx';
import { Messages, Older } from './Messages.tsx';
import { NoMoreWriting } from './NoMoreWriting.tsx';
import { citizenPort } from './port.ts';
import { UndoNote } from './UndoNote.tsx';
import { useTalking } from './useTalking.ts';
import './conversation.css';

const itself = (page: Page) => page;

/** How do I reach someone, did it arrive, what did they say? */
export function Conversation() {
  const { me, caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const client = useQueryClient();
  const query = useInfiniteQuery(conversationQuery(caseCopyId));
  const talking = useTalking({
    caseCopyId,
    portOf: citizenPort,
    queryKey: keys.conversation(caseCopyId),
    query,
    conversationIn: itself,
    withConversation: (_, conversation) => conversation,
    onGone: () => client.invalidateQueries({ queryKey: keys.me }),
  });
  const { messages, newest } = talking;
  const [understood, setUnderstood] = useState(false);

  // Whom one writes to, and when somebody reads, is known from the case too where the conversation doesn't come.
  const known = useQuery({ ...caseQuery(caseCopyId), enabled: query.isError && !newest }).data;
  const contact = newest ? newest.contactPerson : known?.contactPerson;
  const office = newest ? newest.office : known?.office;
  const contactName = contact ? fullName(contact.name) : t('talk.contactPerson');
  const readerName = nameOfReader(contact);
  // Where it isn't known whether it is the first, it is read once too often rather than never.
  const askFirst = me.under18 && !understood && (newest ? newest.beforeFirstMessage : query.isError);

  return (
    <div class="talk">
      <header class="stack" style={{ '--gap': '0.25rem' }}>
        <h1>{contact ? t('talk.with', { Name: contactName }) : t('nav.conversation')}</h1>
        <Ask contactName={readerName} slim />
      </header>
      <Older talking={talking} />
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
        <Messages
          talking={talking}
          contactName={contactName}
          receiptsIn={caseCopyId}
          call={<CallInstead contact={contact} />}
          onMarked={() => client.invalidateQueries({ queryKey: keys.caseCopy(caseCopyId), exact: true })}
        >
          {newest.answer && (
            <AnswerNote answer={newest.answer} contact={contact} justTold={!!messages[messages.length - 1]?.answerBy} />
          )}
          {/* Here, where the page arrives, it is seen. */}
          {caseCopy.may.documentsNeedStepUp && <StepUp slim />}
        </Messages>
      )}
      <UndoNote undoing={talking.undoing} />
      <Reading office={office} contact={contact} offset={talking.offset} />
      <NoMoreWriting
        writing={newest?.canWrite ?? true}
        closed={caseCopy.closed ?? false}
        contact={contact}
        draft={talking.draft}
      />
      {askFirst && (newest?.canWrite ?? true) && (
        <FirstMessage contactName={contactName} onRead={() => setUnderstood(true)} />
      )}
      {!askFirst && (newest?.canWrite ?? query.isError) && (
        <Composer talking={talking} who={<WhoGetsIt contact={contact} />}>
          <AfraidMark
            draft={talking.draft}
            field={talking.field}
            withFiles={talking.files.files.value.length > 0}
            who={{ young: me.under18, name: readerName }}
          />
        </Composer>
      )}
    </div>
  );
}

function WhoGetsIt({ contact }: { contact: ContactPerson | undefined }) {
  if (!contact) return <span>{t('talk.goesToContact')}</span>;
  return <span>{t('talk.goesTo', { Name: fullName(readerOf(contact)) })}</span>;
}
