import { describe, expect, it, vi } from 'vitest';
import { Failure } from '../api/failure.ts';
import { type Ask, firstPart, Source, Trouble } from './source.ts';

const bytes = (size: number, from = 0) => Uint8Array.from({ length: size }, (_, i) => (from + i) % 251);

/** A server with one file, which a test can exchange; `meddle` sees each answer first. */
function serve(size: number, meddle: (range: string, answer: () => Response) => Response = (_, answer) => answer()) {
  const file = { content: bytes(size), tag: '"1"' };
  const asked: string[] = [];
  const ask: Ask = async (range) => {
    asked.push(range);
    const [first = 0, last = 0] = range.slice('bytes='.length).split('-').map(Number);
    return meddle(range, () => {
      if (first >= file.content.length && file.content.length > 0) throw new Failure('internal', 416);
      const part = file.content.slice(first, last + 1);
      if (file.content.length === 0) return new Response(null, { status: 200, headers: { 'Content-Length': '0' } });
      return new Response(part, {
        status: 206,
        headers: {
          ETag: file.tag,
          'Content-Range': `bytes ${first}-${first + part.length - 1}/${file.content.length}`,
        },
      });
    });
  };
  const pause = vi.fn(async () => undefined);
  const progress = vi.fn();
  return { file, asked, pause, progress, source: new Source({ ask, pause, progress }) };
}

/** Much faster than to compare them as objects. */
const same = (one: Uint8Array, other: Uint8Array) => Buffer.from(one).equals(Buffer.from(other));

const still = new AbortController().signal;

/** A body that gives some bytes and then breaks. */
function broken(part: Uint8Array): ReadableStream<Uint8Array> {
  let given = false;
  return new ReadableStream({
    pull(control) {
      if (given) control.error(new TypeError('network error'));
      else control.enqueue(part);
      given = true;
    },
  });
}

const why = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  return error instanceof Trouble ? error.why : error;
};

describe('a file in parts', () => {
  it('asks for the beginning and then only for what is wanted', async () => {
    const s = serve(1_000_000);
    expect(same(await s.source.open(still), bytes(firstPart))).toBe(true);
    expect(s.source.size).toBe(1_000_000);
    expect(await s.source.part(500_000, 500_100, still)).toEqual(s.file.content.slice(500_000, 500_100));
    expect(s.asked).toEqual([`bytes=0-${firstPart - 1}`, 'bytes=500000-500099']);
    expect(s.progress).toHaveBeenLastCalledWith(100, 100);
  });

  it('takes a short file with the first question', async () => {
    const s = serve(500);
    expect(await s.source.open(still)).toEqual(bytes(500));
    expect(s.source.size).toBe(500);
  });

  it('takes the whole from a server that knows no parts, its length said or not', async () => {
    for (const headers of [{ 'Content-Length': '300000' }, {}]) {
      const s = serve(10, () => new Response(bytes(300_000), { status: 200, headers: headers as HeadersInit }));
      expect((await s.source.open(still)).length).toBe(300_000);
      expect(s.source.size).toBe(300_000);
    }
  });

  it('says that there is nothing in it', async () => {
    expect(await why(serve(0).source.open(still))).toBe('empty');
    const none = serve(10, () => {
      throw new Failure('internal', 416);
    });
    expect(await why(none.source.open(still))).toBe('empty');
  });

  it('says that it is gone, to who opens it and to who is reading', async () => {
    let gone = false;
    const s = serve(1_000_000, (_, answer) => {
      if (gone) throw new Failure('not-found', 404);
      return answer();
    });
    await s.source.open(still);
    gone = true;
    expect(await why(s.source.part(200_000, 200_100, still))).toBe('gone');
    expect(
      await why(
        serve(5, () => {
          throw new Failure('not-found', 404);
        }).source.open(still),
      ),
    ).toBe('gone');
  });

  it('never puts two files together', async () => {
    for (const exchange of [
      (file: { content: Uint8Array; tag: string }) => {
        file.tag = '"2"';
      },
      (file: { content: Uint8Array; tag: string }) => {
        file.content = bytes(900_000);
      },
      (file: { content: Uint8Array; tag: string }) => {
        file.content = bytes(100_000);
      },
    ]) {
      const s = serve(1_000_000);
      await s.source.open(still);
      exchange(s.file as never);
      expect(await why(s.source.part(500_000, 500_100, still))).toBe('changed');
    }
    const whole = serve(1_000_000);
    await whole.source.open(still);
    const again = new Source({
      ask: async (range) =>
        range.startsWith('bytes=0-')
          ? new Response(bytes(firstPart), {
              status: 206,
              headers: { 'Content-Range': `bytes 0-${firstPart - 1}/1000000` },
            })
          : new Response(bytes(1_000_000)),
      pause: async () => undefined,
    });
    await again.open(still);
    expect(await why(again.part(500_000, 500_100, still))).toBe('changed');
  });

  it('goes on where it broke off, and asks for the rest only', async () => {
    let breaks = 2;
    const s = serve(1_000_000, (range, answer) => {
      const response = answer();
      if (range.startsWith('bytes=0-') || breaks-- <= 0) return response;
      const from = Number(/\d+/.exec(range)?.[0]);
      return new Response(broken(bytes(1000, from)), { status: 206, headers: response.headers });
    });
    await s.source.open(still);
    expect(same(await s.source.part(400_000, 500_000, still), s.file.content.slice(400_000, 500_000))).toBe(true);
    expect(s.asked.slice(1)).toEqual(['bytes=400000-499999', 'bytes=401000-499999', 'bytes=402000-499999']);
  });

  it('takes a beginning that broke off for no document', async () => {
    const s = serve(1_000_000, (_, answer) => {
      const { headers } = answer();
      return new Response(bytes(1000), { status: 206, headers });
    });
    expect(await why(s.source.open(still))).toMatchObject({ code: 'unavailable' });
    expect(s.asked).toHaveLength(3);
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect(await why(s.source.open(still))).toMatchObject({ code: 'offline' });
  });

  it('counts a beginning that came at the second try once', async () => {
    let breaks = true;
    const s = serve(1_000_000, (_, answer) => {
      const response = answer();
      if (!breaks) return response;
      breaks = false;
      return new Response(broken(bytes(1000)), { status: 206, headers: response.headers });
    });
    await s.source.open(still);
    expect(s.progress).toHaveBeenLastCalledWith(firstPart, firstPart);
  });

  it('gives up for now after three times, and can be asked again', async () => {
    let away = false;
    const s = serve(1_000_000, (_, answer) => {
      if (away) throw new Failure('fagsystem-unavailable', 503);
      return answer();
    });
    await s.source.open(still);
    away = true;
    expect(await why(s.source.part(200_000, 200_100, still))).toMatchObject({ code: 'fagsystem-unavailable' });
    expect(s.pause).toHaveBeenCalledTimes(2);
    // Nothing is under way any more, and the bar says so.
    const [here, wanted] = s.progress.mock.lastCall ?? [];
    expect(here).toBe(wanted);
    away = false;
    expect(await s.source.part(200_000, 200_100, still)).toEqual(s.file.content.slice(200_000, 200_100));
  });

  it('asks once where asking again never helps, and not at all for who has left', async () => {
    const ended = serve(5, () => {
      throw new Failure('session-ended', 401);
    });
    expect(await why(ended.source.open(still))).toMatchObject({ code: 'session-ended' });
    expect(ended.asked).toHaveLength(1);
    const left = new AbortController();
    const s = serve(5, () => {
      left.abort();
      throw new Failure('offline', 0);
    });
    await why(s.source.open(left.signal));
    expect(s.asked).toHaveLength(1);
  });

  it('refuses bytes from another place than was asked for', async () => {
    const s = serve(1_000_000);
    await s.source.open(still);
    const wrong = new Source({
      ask: async (range) =>
        new Response(bytes(10), {
          status: 206,
          headers: { 'Content-Range': range.startsWith('bytes=0-') ? 'bytes 0-9/1000' : 'bytes 0-9/1000' },
        }),
      pause: async () => undefined,
    });
    await wrong.open(still);
    expect(await why(wrong.part(500, 510, still))).toBe('broken');
  });

  it('takes a line on which nothing comes any more for none, and asks anew', async () => {
    vi.useFakeTimers();
    const answered = async (body: BodyInit, headers: HeadersInit) => new Response(body, { status: 206, headers });
    const silent = (signal: AbortSignal, begun: Uint8Array[]) =>
      new ReadableStream<Uint8Array>({
        start(control) {
          for (const piece of begun) control.enqueue(piece);
          signal.addEventListener('abort', () => control.error(signal.reason));
        },
      });
    const all = bytes(1_000_000);
    const asked: string[] = [];
    const source = new Source({
      ask: (range, signal) => {
        asked.push(range);
        const [first = 0, last = 0] = range.slice('bytes='.length).split('-').map(Number);
        const headers = { 'Content-Range': `bytes ${first}-${last}/${all.length}` };
        // First no answer at all, and later one that stops in the middle.
        if (asked.length === 1)
          return new Promise((_, no) => signal.addEventListener('abort', () => no(new Failure('offline', 0))));
        if (asked.length === 3) return answered(silent(signal, [all.slice(first, first + 1000)]), headers);
        return answered(all.slice(first, last + 1), headers);
      },
      pause: async () => undefined,
    });
    const opened = source.open(still);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await opened).length).toBe(firstPart);
    const part = source.part(400_000, 500_000, still);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(same(await part, all.slice(400_000, 500_000))).toBe(true);
    expect(asked.slice(1)).toEqual(['bytes=0-131071', 'bytes=400000-499999', 'bytes=401000-499999']);
  });

  it('waits for what comes slowly, as long as it comes', async () => {
    vi.useFakeTimers();
    const asked = vi.fn();
    const source = new Source({
      ask: async () => {
        asked();
        let given = 0;
        const slowly = new ReadableStream<Uint8Array>({
          async pull(control) {
            await new Promise((resolve) => setTimeout(resolve, 10_000));
            control.enqueue(bytes(10, given));
            given += 10;
            if (given === 100) control.close();
          },
        });
        return new Response(slowly, { status: 206, headers: { 'Content-Range': 'bytes 0-99/100' } });
      },
    });
    const opened = source.open(still);
    await vi.advanceTimersByTimeAsync(120_000);
    expect((await opened).length).toBe(100);
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
