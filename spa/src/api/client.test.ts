import { QueryObserver } from '@tanstack/preact-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { markRead } from './actions.ts';
import { answer, api, silence } from './client.ts';
import { Failure, mayBeDone } from './failure.ts';
import { contextQuery, makeQueryClient } from './queries.ts';

/** Longer than any ordinary answer may take the server. */
const serverGivesUp = 30_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const given = (end: unknown) => new DOMException(`given up: ${String(end)}`, 'AbortError');

/** A line that takes everything and gives nothing back, as a network's log-in page or a mast that went away. */
function deadLine() {
  const line = vi.fn(
    (_: Request, { signal }: RequestInit = {}) =>
      new Promise<Response>((_, reject) => {
        if (signal?.aborted) reject(given('at once'));
        signal?.addEventListener('abort', () => reject(given('later')));
      }),
  );
  vi.stubGlobal('fetch', line);
  return line;
}

/** A line on which the pieces of an answer come this far apart; after `lost` of them nothing comes any more. */
function slowLine(pieces: string[], apart: number, lost = pieces.length) {
  vi.stubGlobal('fetch', async (_: Request, { signal }: RequestInit = {}) => {
    const words = new TextEncoder();
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      start: (to) => signal?.addEventListener('abort', () => to.error(given('in the middle'))),
      async pull(to) {
        if (at === pieces.length) return to.close();
        if (at === lost) return new Promise(() => {});
        await new Promise((resolve) => setTimeout(resolve, apart));
        to.enqueue(words.encode(pieces[at++]));
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'application/json' } });
  });
}

/** What has become of a call so far. */
function watched<T>(call: Promise<T>) {
  const seen: { data?: T; error?: unknown } = {};
  call.then(
    (data) => {
      seen.data = data;
    },
    (error: unknown) => {
      seen.error = error;
    },
  );
  return seen;
}

const context = () => watched(answer(api.GET('/api/public/context')));

test('a question that nobody answers is given up as one without a line, after the server would have', async () => {
  deadLine();
  const seen = context();
  expect(silence).toBeGreaterThan(serverGivesUp);
  await vi.advanceTimersByTimeAsync(silence - 1);
  expect(seen).toEqual({});
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.error).toBeInstanceOf(Failure);
  expect(seen.error).toMatchObject({ code: 'offline', status: 0 });
});

test('an answer without content is one, though a browser gives it a body and takes none for it', async () => {
  const empty = Object.defineProperty(new Response(null, { status: 204 }), 'body', { value: new ReadableStream() });
  class Strict extends Response {
    constructor(body?: BodyInit | null, init?: ResponseInit) {
      if (body && init?.status === 204) throw new TypeError('Response with null body status cannot have body');
      super(body, init);
    }
  }
  vi.stubGlobal('Response', Strict);
  vi.stubGlobal('fetch', async () => empty);
  await expect(markRead('a', 1)).resolves.toBeUndefined();
});

test('what was pressed and has no answer may be done all the same', async () => {
  deadLine();
  const seen = watched(markRead('a', 1));
  await vi.advanceTimersByTimeAsync(silence);
  expect(seen.error).toMatchObject({ code: 'offline' });
  expect(mayBeDone(seen.error)).toBe(true);
});

test('an answer that comes slowly comes, however long it takes', async () => {
  const pieces = ['{"munici', 'palities"', ':[', ']', '}'];
  slowLine(pieces, silence - 1);
  const seen = context();
  await vi.advanceTimersByTimeAsync(pieces.length * silence);
  expect(seen).toEqual({ data: { municipalities: [] } });
});

test('an answer that stops in the middle is given up', async () => {
  slowLine(['{"munici', 'palities":[]}'], 1000, 1);
  const seen = context();
  await vi.advanceTimersByTimeAsync(1000 + silence - 1);
  expect(seen).toEqual({});
  await vi.advanceTimersByTimeAsync(1);
  expect(seen.error).toMatchObject({ code: 'offline', status: 0 });
});

test('who asks may give up sooner, and before it is asked', async () => {
  const line = deadLine();
  const sooner = new AbortController();
  const seen = watched(answer(api.GET('/api/public/context', { signal: sooner.signal })));
  await vi.advanceTimersByTimeAsync(0);
  expect(line).toHaveBeenCalledTimes(1);
  sooner.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(seen.error).toMatchObject({ code: 'offline' });
  const never = watched(answer(api.GET('/api/public/context', { signal: sooner.signal })));
  await vi.advanceTimersByTimeAsync(0);
  expect(never.error).toMatchObject({ code: 'offline' });
});

test('an answer without a body is one', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  const seen = watched(markRead('a', 1).then(() => 'done'));
  await vi.advanceTimersByTimeAsync(0);
  expect(seen).toEqual({ data: 'done' });
});

test('a page says at once that its question was given up: it was asked once', async () => {
  const line = deadLine();
  const client = makeQueryClient();
  const observer = new QueryObserver(client, contextQuery);
  const stop = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(silence);
  expect(observer.getCurrentResult().status).toBe('error');
  expect(line).toHaveBeenCalledTimes(1);
  stop();
  client.clear();
});
