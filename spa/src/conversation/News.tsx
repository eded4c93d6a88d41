import { useRef } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { fullName } from '../parts/Name.tsx';
import { promiseWords } from '../reading/PromiseLine.tsx';
import { stateWords } from './MessageState.tsx';

/** Longer messages are only announced; one reads them where they stand. */
const aloud = 300;

type Props = { messages: Message[]; arrived: Message[]; contactName: string };

/** Tells a screen reader what is new, politely: a message that comes, and how far one's own newest has come. */
export function News({ messages, arrived, contactName }: Props) {
  const theirs = arrived.filter(({ mine }) => !mine);
  const moved = useMoved(messages);
  return (
    <div class="ds-sr-only">
      <p role="status">
        {theirs.length > 1 ? (
          t('talk.news', { Count: theirs.length })
        ) : (
          <One message={messages.find(({ messageId }) => messageId === theirs[0]?.messageId)} />
        )}
      </p>
      <p role="status">
        {moved && stateWords(moved, contactName)}
        {moved?.undoUntil && `. ${t('state.undoHint')}`}
      </p>
    </div>
  );
}

/** One's own newest message, if its state has become another since the thread was shown first. */
function useMoved(messages: Message[]): Message | undefined {
  const states = useRef<Map<string, string> | null>(null);
  const moved = useRef<string | undefined>(undefined);
  states.current ??= new Map(messages.map(({ messageId, state }) => [messageId, state]));
  const own = messages.findLast(({ mine }) => mine);
  if (!own) return undefined;
  if (states.current.get(own.messageId) !== own.state) moved.current = own.messageId;
  states.current.set(own.messageId, own.state);
  return moved.current === own.messageId ? own : undefined;
}

function One({ message }: { message: Message | undefined }) {
  if (!message) return null;
  if (message.withdrawn) return <>{t('talk.withdrawn')}</>;
  if (message.answerBy) return <>{promiseWords(message)}</>;
  const from = t('talk.newsFrom', { Name: fullName(message.authorName) });
  if (message.text === '' && message.attachments?.length) return <>{`${from}. ${t('files.news')}`}</>;
  const what = whatItIs(message);
  return (
    <>
      {from}
      {what && `: ${what}`}
      {message.text !== '' && message.text.length <= aloud && (
        <>
          {what ? '. ' : ': '}
          <span lang={message.language}>{message.text}</span>
        </>
      )}
      {message.afraidOfBeingKnown && `. ${t(what ? 'views.afraidMark' : 'afraid.theyAll')}`}
      {message.afraidParts?.length ? `. ${t('afraid.theyParts')}` : null}
    </>
  );
}

/** As it is called where it stands: what somebody asks for, says in a view or answers to one may come without other words. */
function whatItIs({ accessRequest, request, view, on, answersTo, understood, consent }: Message): string {
  if (understood) return t(`talk.understood.${understood.answer}`);
  if (accessRequest) return t('talk.access.asks');
  if (request) return t(`ask.${request.kind}`);
  if (view) return t(`views.kind.${view.moment}`);
  if (on) return t(`views.kind.${on.kind}`);
  if (consent) return t('talk.consent.line');
  return answersTo ? t('views.answer') : '';
}
