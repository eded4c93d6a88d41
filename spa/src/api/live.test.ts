import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { staleKeys } from './citizenLive.ts';
import { backoff, closeSessionEnded, type LiveChange, startLive } from './live.ts';

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
  await vi.advanceTimersByTimeAsync(15_000);
  expect(poll).toHaveBeenCalledWith(4);
  expect(changes).toHaveLength(2);
  socket().onopen?.();
  expect(socket().sent).toEqual([{ kind: 'resume', after: 5 }]);
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
  expect(staleKeys({ type: 'draft-changed', caseCopyId: 'c' })).toEqual([]);
});
