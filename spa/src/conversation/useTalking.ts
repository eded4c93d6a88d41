import { type InfiniteData, type QueryKey, type UseInfiniteQueryResult, useQueryClient } from '@tanstack/preact-query';
import { createRef } from 'preact';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import type { Conversation, Message } from '../api/client.ts';
import { serverAhead } from '../api/serverClock.ts';
import { keeperFor, leaveKeeper } from '../attachments/keepers.ts';
import { useKeptFiles } from '../attachments/useKeptFiles.ts';
import { trackMessage } from '../parts/underWay.ts';
import { goingOn, leaveTalk, takeBack } from './goingOn.ts';
import { draftFor, keepDraft } from './keepDraft.ts';
import type { ConversationPort } from './port.ts';
import { Sending } from './sending.ts';
import { inOrder } from './thread.ts';
import { Undoing } from './undoing.ts';

type Of<Page> = {
  caseCopyId: string;
  portOf: (caseCopyId: string) => ConversationPort;
  queryKey: QueryKey;
  query: UseInfiniteQueryResult<InfiniteData<Page>>;
  /** The conversation in what was fetched. */
  conversationIn: (page: Page) => Conversation;
  /** The same page with another conversation in it. */
  withConversation: (page: Page, conversation: Conversation) => Page;
  /** One may no longer write here: what there is to know of that is to be asked for. */
  onGone?: () => unknown;
};

/** What is the same on both sides of a conversation: the thread, what is being written, sending, and taking back. */
export type Talking = ReturnType<typeof useTalking>;

export function useTalking<Page>(of: Of<Page>) {
  const { caseCopyId, portOf, queryKey, query, conversationIn, withConversation } = of;
  const client = useQueryClient();
  const writing = useMemo(() => {
    const port = portOf(caseCopyId);
    const place = port.attachmentsKey.join('/');
    return goingOn<ReturnType<typeof begin>>(place) ?? begin(port, place);
  }, [portOf, caseCopyId]);
  writing.gone.tell = of.onGone;

  function begin(port: ConversationPort, place: string) {
    const field = createRef<HTMLTextAreaElement>();
    const gone = { tell: of.onGone };
    const refresh = () => void client.invalidateQueries({ queryKey });
    // What the server has answered is seen at once, also where the line goes before the thread is fetched anew.
    const show = (change: (messages: Message[]) => Message[]) =>
      client.setQueryData<InfiniteData<Page>>(
        queryKey,
        (known) => known && { ...known, pages: known.pages.map(onFirst(change)) },
      );
    const onFirst = (change: (messages: Message[]) => Message[]) => (page: Page, i: number) => {
      const talk = conversationIn(page);
      return i > 0 ? page : withConversation(page, { ...talk, messages: change(talk.messages) });
    };
    const wordsOf = (id: string) =>
      client
        .getQueryData<InfiniteData<Page>>(queryKey)
        ?.pages.flatMap((page) => conversationIn(page).messages)
        .find(({ messageId }) => messageId === id)?.text;
    const draft = draftFor(place, port);
    const files = keeperFor(place, port);
    const refreshFiles = () => void client.invalidateQueries({ queryKey: port.attachmentsKey });
    const undoing = new Undoing({
      undo: port.undo,
      onUndone: (taken, messageId) => {
        draft.restore(taken, wordsOf(messageId) !== '');
        refreshFiles();
        show((messages) => messages.filter((message) => message.messageId !== messageId));
        field.current?.focus();
      },
      onAnswer: refresh,
    });
    const sending = new Sending({
      place,
      files,
      send: (messageId, message) => port.send(messageId, { ...message, draft: draft.sending(messageId) }),
      onBegin: () => draft.hold(),
      onEnd: (unsure) => {
        draft.release(unsure);
        refreshFiles();
      },
      onGone: () => {
        refresh();
        void gone.tell?.();
      },
      onSent: (message, text, attachments) => {
        draft.sent(text);
        files.sent(attachments);
        show((messages) => [...messages.filter(({ messageId }) => messageId !== message.messageId), message]);
        undoing.forget();
        refresh();
      },
    });
    return { port, place, field, gone, draft, files, sending, undoing };
  }

  // Before anything else happens: what goes on there is taken back as it was found.
  useLayoutEffect(() => {
    const { undoing, place } = writing;
    const close = takeBack(place) ?? open(writing);
    undoing.back();
    return () => {
      undoing.leave();
      leaveTalk(place, writing, close);
    };
  }, [writing]);

  const pages = useMemo(() => (query.data?.pages ?? []).map(conversationIn), [query.data]);
  const messages = useMemo(() => inOrder(pages), [pages]);
  const newest = pages[0];
  useEffect(() => writing.sending.seen(messages), [writing, messages]);
  useKeptFiles(writing.port, writing.files, newest?.canWrite !== false);
  return { ...writing, query, messages, newest, offset: serverAhead.value };
}

/** Keeps what is being written, and lets the whole page know of it; gives what ends that. */
function open({ draft, files, sending, place }: Pick<Talking, 'draft' | 'files' | 'sending' | 'place'>): () => void {
  const leave = keepDraft(draft, place, () => files.retryAll());
  const release = trackMessage(sending.underWay);
  return () => {
    release();
    leaveKeeper(place);
    leave();
  };
}
