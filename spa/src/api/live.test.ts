import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { staleKeys } from './citizenLive.ts';
import {
  backoff,
  closeSessionEnded,
  greetWithin,
  type LiveChange,
  makeSureEvery,
  pollEvery,
  startLive,
} from './live.ts';

class FakeSocket {
  static made: FakeSocket[] = [];
  readyState = 1;
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((m: { data: string }) => void) | null = null;
  onclose: ((e: { code: number }) => void) | null = null;
  constructor() {
    FakeSocket.made.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {}
  say(frame: unknown) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function setUp() {
  const changes: LiveChange[] = [];
  const ended = vi.fn();
  const poll = vi.fn().mockResolvedValue({ position: 0, resync: false, events: [] });
  const stop = startLive({
    path: '/api/citizen/live',
    poll,
    onChange: (change) => changes.push(change),
    onEnded: ended,
    random: () => 0.5,
    open: () => new FakeSocket() as unknown as WebSocket,
  });
  const socket = () => FakeSocket.made[FakeSocket.made.length - 1] as FakeSocket;
  return { changes, ended, poll, stop, socket };
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const event = (position: number) => ({ kind: 'event', position, type: 'message-received', caseCopyId: 'c' });

test('a change comes once, and one that was missed is asked for', () => {
  const { changes, socket, stop } = setUp();
  socket().onopen?.();
  socket().say({ kind: 'hello', position: 4 });
  socket().say(event(5));
  socket().say(event(5));
  socket().say(event(8));
  expect(socket().sent).toEqual([{ kind: 'resume', after: 5 }]);
  socket().say(event(6));
  expect(changes.map((c) => c.type)).toEqual(['resync', 'message-received', 'message-received']);
  stop();
});

test('a broken connection comes back after a while and goes on where it was; until then polling does the same', async () => {
  const { changes, poll, socket, stop } = setUp();
  socket().onopen?.();
  socket().say({ kind: 'hello', position: 4 });
  socket().onclose?.({ code: 1006 });
  poll.mockResolvedValue({ position: 5, resync: false, events: [event(5)] });
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.made).toHaveLength(2);
  expect(poll).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(pollEvery);
  expect(poll).toHaveBeenCalledWith(4, false);
  expect(changes).toHaveLength(2);
  socket().onopen?.();
  expect(socket().sent).toEqual([{ kind: 'resume', after: 5 }]);
  stop();
});

test('where sockets are refused, polling goes on for as long as the page is looked at, and sockets are tried ever less often', async () => {
  const { changes, poll, socket, stop } = setUp();
  poll.mockImplementation(async (after?: number) => {
    const position = (after ?? 40) + 1;
    return { position, resync: false, events: [event(position)] };
  });
  for (let second = 0; second < 120; second += 1) {
    if (socket().onclose && socket().readyState === 1) {
      socket().readyState = 3;
      socket().onclose?.({ code: 1006 });
    }
    await vi.advanceTimersByTimeAsync(1000);
  }
  // The first asks where one is, and the page fetches all anew once; then each change is told.
  expect(changes[0]).toEqual({ type: 'resync' });
  expect(changes.slice(1).every(({ type }) => type === 'message-received')).toBe(true);
  expect(poll.mock.calls.length).toBeGreaterThan(20);
  expect(poll.mock.calls.slice(0, 3)).toEqual([
    [undefined, false],
    [41, false],
    [42, false],
  ]);
  expect(FakeSocket.made.length).toBeLessThan(14);
  const before = poll.mock.calls.length;
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(poll.mock.calls.length).toBe(before);
});

test('a socket that hangs, or opens and says nothing, is given up and polling takes over', async () => {
  for (const opens of [false, true]) {
    FakeSocket.made = [];
    const { changes, poll, socket, stop } = setUp();
    if (opens) socket().onopen?.();
    poll.mockResolvedValue({ position: 7, resync: false, events: [] });
    await vi.advanceTimersByTimeAsync(greetWithin + 1500);
    expect(FakeSocket.made.length).toBe(2);
    expect(poll).toHaveBeenCalledWith(undefined, false);
    expect(changes).toEqual([{ type: 'resync' }]);
    // What the first socket says too late counts no more.
    FakeSocket.made[0]?.say({ kind: 'hello', position: 3 });
    FakeSocket.made[0]?.say(event(8));
    expect(changes).toHaveLength(1);
    // The second is greeted: the first is forgotten, and nothing was missed.
    socket().onopen?.();
    expect(socket().sent).toEqual([{ kind: 'resume', after: 7 }]);
    socket().say({ kind: 'hello', position: 8 });
    socket().say(event(8));
    expect(changes).toHaveLength(2);
    stop();
  }
});

test('a socket that was greeted and then went deaf is found out', async () => {
  const { changes, poll, socket, stop } = setUp();
  socket().onopen?.();
  socket().say({ kind: 'hello', position: 4 });
  poll.mockResolvedValue({ position: 4, resync: false, events: [] });
  await vi.advanceTimersByTimeAsync(makeSureEvery);
  expect(poll).toHaveBeenCalledTimes(1);
  expect(FakeSocket.made).toHaveLength(1);
  poll.mockResolvedValue({ position: 5, resync: false, events: [event(5)] });
  await vi.advanceTimersByTimeAsync(0.75 * makeSureEvery + 1500);
  expect(changes.map((c) => c.type)).toEqual(['resync', 'message-received']);
  expect(FakeSocket.made).toHaveLength(2);
  stop();
});

test('what somebody does while no socket holds keeps the session alive', async () => {
  const { poll, socket, stop } = setUp();
  socket().onclose?.({ code: 1006 });
  dispatchEvent(new Event('pointerdown'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(poll).toHaveBeenLastCalledWith(undefined, true);
  await vi.advanceTimersByTimeAsync(pollEvery);
  expect(poll).toHaveBeenLastCalledWith(0, false);
  stop();
});

test('a page that isn’t looked at is silent, and is up to date at once when it is', async () => {
  const { poll, socket, stop } = setUp();
  socket().onclose?.({ code: 1006 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(poll).toHaveBeenCalledTimes(1);
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  document.dispatchEvent(new Event('visibilitychange'));
  const made = FakeSocket.made.length;
  await vi.advanceTimersByTimeAsync(120_000);
  expect(poll).toHaveBeenCalledTimes(1);
  expect(FakeSocket.made).toHaveLength(made);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(1);
  expect(poll).toHaveBeenCalledTimes(2);
  expect(FakeSocket.made).toHaveLength(made + 1);
  hidden.mockRestore();
  stop();
});

test('when the network is back the page doesn’t wait', async () => {
  const { socket, stop } = setUp();
  for (let i = 0; i < 8; i += 1) {
    socket().onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(30_000);
  }
  const made = FakeSocket.made.length;
  dispatchEvent(new Event('online'));
  expect(FakeSocket.made).toHaveLength(made + 1);
  stop();
});

test('when the session has ended there is nothing to come back for', async () => {
  const { ended, socket, stop } = setUp();
  socket().onclose?.({ code: closeSessionEnded });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ended).toHaveBeenCalledTimes(1);
  expect(FakeSocket.made).toHaveLength(1);
  stop();
});

test('waiting times spread out and have a ceiling', () => {
  expect(backoff(0, () => 1)).toBe(1000);
  expect(backoff(3, () => 0.5)).toBe(4000);
  expect(backoff(20, () => 1)).toBe(30_000);
});

test('a message makes its own conversation and case stale, and no other', () => {
  expect(staleKeys({ type: 'message-received', caseCopyId: 'c' })).toEqual([
    ['case', 'c', 'conversation'],
    ['case', 'c'],
  ]);
  // A case may have been closed: then one may do less in it, which stands in who one is.
  expect(staleKeys({ type: 'case-changed', caseCopyId: 'c' })).toEqual([['case', 'c'], ['me']]);
  expect(staleKeys({ type: 'draft-changed', caseCopyId: 'c' })).toEqual([]);
});
