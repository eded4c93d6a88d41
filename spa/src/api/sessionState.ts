import { signal } from '@preact/signals';
import { written } from '../parts/written.ts';

/** Somebody was logged in on this page and isn't any more: nothing personal is shown from then on. */
export const sessionEnded = signal(false);

/** The session ended before the last words were saved. */
export const wordsLost = signal(false);

let somebodyWas = false;

/** Passes on who is logged in, and remembers that somebody was. */
export function loggedIn<T>(me: T): T {
  somebodyWas = true;
  return me;
}

/** The session is over for certain. */
export function endSession(): void {
  if (sessionEnded.peek()) return;
  const state = written.peek();
  wordsLost.value = state === 'saving' || state === 'unsaved';
  sessionEnded.value = true;
}

/** The server says that there is no session. Before anybody was logged in here that only means: show the log-in page. */
export function noteEnd(): void {
  if (somebodyWas) endSession();
}
