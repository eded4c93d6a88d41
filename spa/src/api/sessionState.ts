import { signal } from '@preact/signals';

/** Somebody was logged in on this page and isn't any more: nothing personal is shown from then on. */
export const sessionEnded = signal(false);

let somebodyWas = false;

/** Passes on who is logged in, and remembers that somebody was. */
export function loggedIn<T>(me: T): T {
  somebodyWas = true;
  return me;
}

/** The server says that there is no session. Before anybody was logged in here that only means: show the log-in page. */
export function noteEnd(): void {
  if (somebodyWas) sessionEnded.value = true;
}
