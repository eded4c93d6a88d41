import { Failure } from '../api/failure.ts';

/** Why a document can't be shown, where trying again doesn't help. */
export type Why = 'gone' | 'changed' | 'empty' | 'broken' | 'locked' | 'unshowable';

export class Trouble extends Error {
  constructor(readonly why: Why) {
    super(why);
  }
}

/** Asks the server for a part of the file, as the header Range says it. */
export type Ask = (range: string, signal: AbortSignal) => Promise<Response>;

type Deps = {
  ask: Ask;
  /** Waits, before the same is tried again. */
  pause?: (milliseconds: number) => Promise<void>;
  /** How much of what was asked for is here. */
  progress?: (here: number, wanted: number) => void;
};

/** What comes with the first question: often the whole of a letter. */
export const firstPart = 128 * 1024;

/** A file that comes as a whole, from a server that knows no parts, is kept up to this size. */
const mostWhole = 60 * 1024 * 1024;

/** After these pauses the same is tried again; then it is said that it doesn't come. */
const pauses = [400, 1500];
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Where nothing comes for so long, the line is dead without saying so. */
const silence = 15_000;

/** One question and its answer. */
type Try = {
  /** Ends it, because it isn't wanted any more or nothing comes. */
  signal: AbortSignal;
  /** Something has come. */
  came: () => void;
};

/** Bytes of one file, fetched a part at a time and kept nowhere. */
export class Source {
  /** How many bytes the file has; known once it is open. */
  size = 0;
  private tag: string | null = null;
  private here = 0;
  private wanted = 0;

  constructor(private readonly deps: Deps) {}

  /** The file's first bytes, or all of them. */
  open(signal: AbortSignal): Promise<Uint8Array> {
    return this.patiently(signal, async (one) => {
      const response = await this.ask(0, firstPart, one);
      this.tag = response.headers.get('ETag');
      const came = contentRange(response);
      this.size = came ? came.total : Number(response.headers.get('Content-Length') ?? 0);
      const length = came ? came.last + 1 : this.size;
      if (length > mostWhole) throw new Trouble('unshowable');
      // What came before it broke off comes anew.
      this.here = this.wanted = 0;
      this.want(length);
      const bytes = await this.all(response, length, one);
      if (!came) this.size = bytes.length;
      if (this.size === 0) throw new Trouble('empty');
      return bytes;
    });
  }

  /** Bytes `begin` up to and without `end`; what broke off in the middle goes on where it did. */
  async part(begin: number, end: number, signal: AbortSignal): Promise<Uint8Array> {
    const part = { bytes: new Uint8Array(end - begin), begin, got: 0 };
    this.want(end - begin);
    try {
      while (part.got < end - begin) await this.patiently(signal, (one) => this.more(part, one));
    } catch (error) {
      // It isn't waited for any more.
      this.wanted -= end - begin;
      this.arrived(-part.got);
      throw error;
    }
    return part.bytes;
  }

  /** Fetches what a part still lacks, as far as it comes. */
  private async more(part: { bytes: Uint8Array; begin: number; got: number }, one: Try): Promise<void> {
    const { bytes, begin, got } = part;
    const response = await this.ask(begin + got, begin + bytes.length, one);
    const came = contentRange(response);
    // Parts of two files aren't a document.
    if (!came || came.total !== this.size || response.headers.get('ETag') !== this.tag) {
      await response.body?.cancel();
      throw new Trouble('changed');
    }
    if (came.first !== begin + got) throw new Trouble('broken');
    await read(response, one, (piece) => {
      const fits = piece.subarray(0, bytes.length - part.got);
      bytes.set(fits, part.got);
      part.got += fits.length;
      this.arrived(fits.length);
    });
    if (part.got === got) throw lost();
  }

  private async ask(begin: number, end: number, one: Try): Promise<Response> {
    try {
      const response = await this.deps.ask(`bytes=${begin}-${end - 1}`, one.signal);
      one.came();
      return response;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code === 'not-found') throw new Trouble('gone');
      if (error.status === 416) throw new Trouble(this.size === 0 ? 'empty' : 'changed');
      throw error;
    }
  }

  private async all(response: Response, length: number, one: Try): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let got = 0;
    await read(response, one, (piece) => {
      pieces.push(piece);
      got += piece.length;
      if (got > mostWhole) throw new Trouble('unshowable');
      this.arrived(piece.length);
    });
    if (length > 0 && got < length) throw lost();
    const bytes = new Uint8Array(got);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  private async patiently<T>(signal: AbortSignal, once: (one: Try) => Promise<T>): Promise<T> {
    for (const wait of pauses) {
      try {
        return await tried(signal, once);
      } catch (error) {
        if (signal.aborted || !(error instanceof Failure) || !error.passes) throw error;
        await (this.deps.pause ?? pause)(wait);
        signal.throwIfAborted();
      }
    }
    return tried(signal, once);
  }

  private want(bytes: number): void {
    // What came before was for another question: the bar begins anew.
    if (this.here >= this.wanted) this.here = this.wanted = 0;
    this.wanted += bytes;
    this.deps.progress?.(this.here, this.wanted);
  }

  private arrived(bytes: number): void {
    this.here += bytes;
    this.deps.progress?.(this.here, this.wanted);
  }
}

/** It broke off: the browser knows whether for want of a network. */
const lost = (cause?: unknown): Failure =>
  navigator.onLine ? new Failure('unavailable', 503, { cause }) : new Failure('offline', 0, { cause });

/** Tries something once, for as long as something comes. */
async function tried<T>(signal: AbortSignal, once: (one: Try) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const end = () => over.abort(signal.reason);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silent = false;
  const came = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silent = true;
      over.abort();
    }, silence);
  };
  came();
  try {
    return await once({ signal: over.signal, came });
  } catch (error) {
    throw silent ? lost(error) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Reads a body; one that breaks off is a line that was lost. */
async function read(response: Response, one: Try, piece: (bytes: Uint8Array) => void): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (;;) {
    let next: ReadableStreamReadResult<Uint8Array>;
    try {
      next = await reader.read();
    } catch (cause) {
      throw lost(cause);
    }
    if (next.done) return;
    one.came();
    try {
      piece(next.value);
    } catch (error) {
      void reader.cancel();
      throw error;
    }
  }
}

type Came = { first: number; last: number; total: number };

function contentRange(response: Response): Came | null {
  if (response.status !== 206) return null;
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '');
  if (!found) throw new Trouble('broken');
  const [first = 0, last = 0, total = 0] = found.slice(1).map(Number);
  return { first, last, total };
}
