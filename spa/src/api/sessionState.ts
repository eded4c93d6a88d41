import { signal } from '@preact/signals';
import { filesUnderWay, letGo, messageUnderWay } from '../parts/underWay.ts';
import { written } from '../parts/written.ts';

/** Somebody was logged in on this page and isn't any more: nothing personal is shown from then on. */
export const sessionEnded = signal(false);

/** The session ended before the last words were saved. */
export const wordsLost = signal(false);

/** It ended before these were here: files, and a message that waited for its files. */
export const leftBehind = signal({ files: false, message: false });

let somebodyWas = false;
/** Set while another session takes this one's place: whether this one's end was heard of. */
let replacing: { over: boolean } | null = null;

/** Passes on who is logged in, and remembers that somebody was. */
export function loggedIn<T>(me: T): T {
  somebodyWas = true;
  return me;
}

/**
 * Does what puts another session in this one's place, and then leaves the page. On a slow line the page hears that its own
 * session is over before it hears that the other is there: that is no end, unless what was done fails.
 */
export async function replaceSession(replace: () => Promise<unknown>): Promise<void> {
  const heard = { over: false };
  replacing = heard;
  try {
    await replace();
    letGo();
  } catch (failure) {
    replacing = null;
    if (heard.over) endSession();
    throw failure;
  }
}

/** The session is over for certain. */
export function endSession(): void {
  if (sessionEnded.peek()) return;
  if (replacing) {
    replacing.over = true;
    return;
  }
  const state = written.peek();
  wordsLost.value = state === 'saving' || state === 'unsaved';
  leftBehind.value = { files: filesUnderWay.peek().length > 0, message: messageUnderWay.peek() === 'waiting' };
  letGo();
  sessionEnded.value = true;
}

/** The server says that there is no session. Before anybody was logged in here that only means: show the log-in page. */
export function noteEnd(): void {
  if (somebodyWas) endSession();
}
