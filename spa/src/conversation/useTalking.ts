import { type InfiniteData, type QueryKey, type UseInfiniteQueryResult, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Conversation } from '../api/client.ts';
import { language } from '../i18n/catalogue.ts';
import { keepTrack } from '../parts/written.ts';
import { DraftKeeper } from './draft.ts';
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
};

/** What is the same on both sides of a conversation: the thread, what is being written, sending, and taking back. */
export type Talking = ReturnType<typeof useTalking>;

export function useTalking<Page>({ caseCopyId, portOf, queryKey, query, conversationIn }: Of<Page>) {
  const client = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const writing = useMemo(() => {
    const port = portOf(caseCopyId);
    const refresh = () => void client.invalidateQueries({ queryKey });
    const draft = new DraftKeeper(port);
    const undoing = new Undoing({
      undo: port.undo,
      onUndone: (taken) => {
        draft.restore(taken);
        field.current?.focus();
      },
      onAnswer: refresh,
    });
    const sending = new Sending({
      send: (id, text) => port.send(id, text, language.peek()),
      onBegin: () => draft.hold(),
      onEnd: () => draft.release(),
      onSent: (_, text) => {
        draft.sent(text);
        undoing.forget();
        refresh();
      },
    });
    return { port, draft, sending, undoing };
  }, [portOf, caseCopyId]);

  useEffect(() => {
    const { draft, undoing } = writing;
    void draft.load();
    const release = keepTrack(draft.written);
    const hide = () => {
      if (document.hidden) draft.lastWords();
      else void draft.refresh();
    };
    const left = () => draft.lastWords();
    const back = () => void draft.flush();
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', left);
    addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      removeEventListener('pagehide', left);
      removeEventListener('online', back);
      undoing.stop();
      // Until the last words are saved, the page still knows of them.
      void draft.flush().finally(release);
    };
  }, [writing]);

  const pages = useMemo(() => (query.data?.pages ?? []).map(conversationIn), [query.data]);
  const messages = useMemo(() => inOrder(pages), [pages]);
  const newest = pages[0];
  /** The server's clock minus this browser's, in milliseconds. */
  const offset = newest ? Date.parse(newest.now) - query.dataUpdatedAt : 0;
  return { ...writing, field, query, messages, newest, offset };
}
