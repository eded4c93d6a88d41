import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/preact-query';
import { renderHook, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conversation } from '../../test/fixtures.ts';
import { api, type Conversation, type Message } from '../api/client.ts';
import { conversationQuery, keys } from '../api/queries.ts';
import type { ConversationPort } from './port.ts';
import { undoSecondsLeft } from './undo.ts';
import { useTalking } from './useTalking.ts';

const began = Date.parse('2026-03-02T12:00:00Z');
/** This phone's clock is three minutes slow. */
const slow = 3 * 60_000;
const justSent = 'just-sent';
const minutes = (n: number) => vi.setSystemTime(began - slow + n * 60_000);
const serverTime = () => Date.now() + slow;

/** The conversation is answered as often as `answers` says; later questions stay open, as on a line that is cut. */
function open(answers: number) {
  const asked = vi.spyOn(api, 'GET');
  const answered = (_: unknown, { params }: { params: { query: { beforePosition?: number } } }) => {
    if (asked.mock.calls.length > answers) return new Promise(() => undefined);
    const now = new Date(serverTime()).toISOString();
    const data: Conversation = { ...conversation, now, more: params.query.beforePosition === undefined };
    return Promise.resolve({ data, response: new Response() });
  };
  asked.mockImplementation(answered as never);
  const id = `copy-${Math.random()}`;
  const port = {
    attachmentsKey: ['files', id],
    listAttachments: () => new Promise(() => undefined),
    loadDraft: () => new Promise(() => undefined),
    saveDraft: () => new Promise(() => undefined),
    send: async () => {
      const undoUntil = new Date(serverTime() + 10_000).toISOString();
      return { ...(conversation.messages[3] as Message), messageId: justSent, undoUntil };
    },
  } as unknown as ConversationPort;
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const wrapper = ({ children }: { children: ComponentChildren }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const portOf = () => port;
  const { result } = renderHook(
    () => {
      const query = useInfiniteQuery(conversationQuery(id));
      return useTalking<Conversation>({
        caseCopyId: id,
        portOf,
        queryKey: keys.conversation(id),
        query,
        conversationIn: (page) => page,
        withConversation: (_, changed) => changed,
      });
    },
    { wrapper },
  );
  return result;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  minutes(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a conversation that was open for five minutes gives ten seconds to take a message back, also where the line goes', async () => {
  const talking = open(1);
  await waitFor(() => expect(talking.current.newest).toBeDefined());
  minutes(5);
  await talking.current.sending.submit(() => ({ text: 'Hei' }));
  const sent = () => talking.current.messages.find(({ messageId }) => messageId === justSent);
  await waitFor(() => expect(sent()).toBeDefined());
  expect(undoSecondsLeft(sent()?.undoUntil, Date.now(), talking.current.offset)).toBe(10);
});

test('older messages that are fetched later don’t set the clock back', async () => {
  const talking = open(2);
  await waitFor(() => expect(talking.current.newest).toBeDefined());
  minutes(30);
  await talking.current.query.fetchNextPage();
  await waitFor(() => expect(talking.current.query.data?.pages).toHaveLength(2));
  expect(talking.current.offset).toBe(slow);
});
