import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/preact-query';
import { renderHook, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { conversation } from '../../test/fixtures.ts';
import type { Attachment } from '../api/client.ts';
import { api, type Conversation, type Message, type NewMessage } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { conversationQuery, keys } from '../api/queries.ts';
import { endSession, sessionEnded } from '../api/sessionState.ts';
import type { DraftFile } from '../attachments/keeper.ts';
import { messageUnderWay } from '../parts/underWay.ts';
import type { ConversationPort } from './port.ts';
import { undoSecondsLeft } from './undo.ts';
import { useTalking } from './useTalking.ts';

const began = Date.parse('2026-03-02T12:00:00Z');
/** This phone's clock is three minutes slow. */
const slow = 3 * 60_000;
const justSent = 'just-sent';
const minutes = (n: number) => vi.setSystemTime(began - slow + n * 60_000);
const serverTime = () => Date.now() + slow;

/** A file of which the test decides whether it arrives. */
const line = vi.hoisted(() => ({ arrive: (_: unknown): void => undefined, fail: (_: unknown): void => undefined }));
vi.mock('../attachments/upload.ts', () => ({
  upload: () =>
    new Promise((resolve, reject) => {
      line.arrive = resolve;
      line.fail = reject;
    }),
}));

/** The conversation is answered as often as `answers` says; later questions stay open, as on a line that is cut. */
function visits(answers: number) {
  const asked = vi.spyOn(api, 'GET');
  const answered = (_: unknown, { params }: { params: { query: { beforePosition?: number } } }) => {
    if (asked.mock.calls.length > answers) return new Promise(() => undefined);
    const now = new Date(serverTime()).toISOString();
    const data: Conversation = { ...conversation, now, more: params.query.beforePosition === undefined };
    return Promise.resolve({ data, response: new Response() });
  };
  asked.mockImplementation(answered as never);
  const id = `copy-${Math.random()}`;
  const send = vi.fn(async (_messageId: string, _message: NewMessage) => {
    const undoUntil = new Date(serverTime() + 10_000).toISOString();
    return { ...(conversation.messages[3] as Message), messageId: justSent, undoUntil };
  });
  const port = {
    attachmentsKey: ['files', id],
    listAttachments: () => new Promise(() => undefined),
    loadDraft: () => new Promise(() => undefined),
    saveDraft: () => new Promise(() => undefined),
    attachmentAddress: (attachmentId: string) => attachmentId,
    send,
  } as unknown as ConversationPort;
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  const wrapper = ({ children }: { children: ComponentChildren }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const portOf = () => port;
  const show = () =>
    renderHook(
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
  return { show, send, port };
}

const open = (answers: number) => visits(answers).show().result;

/** A message that waits for its photo, and a page that is left then. */
async function leftWaiting() {
  const { show, send } = visits(1);
  const { result, unmount } = show();
  await waitFor(() => expect(result.current.newest).toBeDefined());
  const { draft, files, sending } = result.current;
  draft.edit('Her er bildet');
  files.add([new File(['x'], 'rommet.png')]);
  await sending.submit(() => ({ text: draft.text.peek() }));
  expect(sending.state.value).toEqual({ is: 'waiting' });
  unmount();
  const [{ attachmentId }] = files.files.value as readonly [DraftFile];
  const photo: Attachment = { attachmentId, name: 'rommet.png', size: 1, mediaType: 'image/png', state: 'READY' };
  return { show, send, photo };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  minutes(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  sessionEnded.value = false;
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

test('files that are taken back put no words before what is written since', async () => {
  const { show, send, port } = visits(1);
  port.undo = async () => ({ text: 'og en', revision: 1 });
  const { result } = show();
  await waitFor(() => expect(result.current.newest).toBeDefined());
  const { draft, sending, undoing } = result.current;
  const files = { ...(conversation.messages[3] as Message), messageId: justSent, text: '', undoUntil: '' };
  send.mockResolvedValueOnce(files);
  await sending.submit(() => ({ text: 'Hei' }));
  draft.edit('og en ting');
  undoing.start(justSent);
  await waitFor(() => expect(undoing.state.value).toBe('undone'));
  expect(draft.text.value).toBe('og en ting');
});

test('a message that waits for its files is sent when they are there, also from another page', async () => {
  const { show, send, photo } = await leftWaiting();
  expect(messageUnderWay.value).toBe('waiting');
  line.arrive(photo);
  await waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  expect(send.mock.calls[0]?.[1]).toMatchObject({ text: 'Her er bildet', attachments: [photo.attachmentId] });
  await waitFor(() => expect(messageUnderWay.value).toBe('nothing'));
  const { result } = show();
  expect(result.current.sending.state.value).toEqual({ is: 'writing' });
  expect(result.current.files.files.value).toEqual([]);
});

test('whoever comes back before that finds it waiting as it was left, and what they write goes with it', async () => {
  const { show, send, photo } = await leftWaiting();
  const { result } = show();
  expect(result.current.sending.state.value).toEqual({ is: 'waiting' });
  result.current.draft.edit('Her er bildet av rommet');
  line.arrive(photo);
  await waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  expect(send.mock.calls[0]?.[1]).toMatchObject({ text: 'Her er bildet av rommet' });
});

test('where it could never go, that is told to whoever comes back', async () => {
  const { show, send } = await leftWaiting();
  line.fail(new Failure('attachment-unusable', 422, { detail: 'No photo' }));
  await waitFor(() => expect(messageUnderWay.value).toBe('stopped'));
  const { result } = show();
  expect(result.current.sending.state.value).toEqual({ is: 'refused', fault: 'files' });
  expect(result.current.draft.text.value).toBe('Her er bildet');
  expect(send).not.toHaveBeenCalled();
});

test('with the session it is over: nothing is sent in what may be somebody else’s', async () => {
  const { send, photo } = await leftWaiting();
  endSession();
  await waitFor(() => expect(messageUnderWay.value).toBe('nothing'));
  line.arrive(photo);
  await new Promise((resolve) => setTimeout(resolve));
  expect(send).not.toHaveBeenCalled();
});
