import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../api/failure.ts';
import type { Opened } from './engine.ts';
import { type Ask, Source, Trouble } from './source.ts';

type Fetched = { here: number; wanted: number };

type PdfState =
  | { is: 'opening' }
  | { is: 'open'; file: Opened }
  /** What went wrong: a Trouble, or a Failure that may pass. */
  | { is: 'failed'; error: unknown };

export type Pdf = {
  state: PdfState;
  fetched: Fetched | null;
  /** Why a part of an open file doesn't come for now. */
  waiting: unknown;
  /** Tries again: the missing parts, or all of it. */
  again: () => void;
};

/** Opens a file, and lets go of everything of it when the page is left. */
export function usePdf(ask: Ask): Pdf {
  const [state, setState] = useState<PdfState>({ is: 'opening' });
  const [fetched, setFetched] = useState<Fetched | null>(null);
  const [waiting, setWaiting] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;

  useEffect(() => {
    const left = new AbortController();
    const end = (error: unknown) => {
      if (left.signal.aborted) return;
      left.abort();
      setFetched(null);
      setWaiting(null);
      setState({ is: 'failed', error });
    };
    setState({ is: 'opening' });
    setWaiting(null);
    const source = new Source({
      ask: (range, signal) => latest.current(range, signal),
      progress: (here, wanted) => !left.signal.aborted && setFetched(here < wanted ? { here, wanted } : null),
    });
    (async () => {
      const engine = import('./engine.ts').catch((cause) => {
        // Offline, or an app that has been replaced since this page was opened: both pass.
        throw new Failure('offline', 0, { cause });
      });
      const [{ open }, first] = await Promise.all([engine, source.open(left.signal)]);
      left.signal.throwIfAborted();
      const file = await open(source, first, left.signal, {
        waiting: (error) => !left.signal.aborted && setWaiting(error),
        ended: end,
      });
      if (!left.signal.aborted) setState({ is: 'open', file });
    })().catch(end);
    return () => left.abort();
  }, [attempt]);

  const again = useCallback(() => {
    setWaiting(null);
    if (state.is === 'open') state.file.again();
    else setAttempt((n) => n + 1);
  }, [state]);

  // What only lacked a network comes by itself when there is one.
  const passes = waiting !== null || (state.is === 'failed' && !(state.error instanceof Trouble));
  useEffect(() => {
    if (!passes) return;
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [passes, again]);

  return { state, fetched, waiting, again };
}
