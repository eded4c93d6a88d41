import { effect } from '@preact/signals';
import { sessionEnded } from '../api/sessionState.ts';
import type { Sending } from './sending.ts';

type Left<Writing> = { writing: Writing; takeBack: () => () => void };

/** By place: conversations that were left while a message waited for its files. In this page's memory only. */
const left = new Map<string, Left<unknown>>();

/** What was being written there, where it goes on. */
export function goingOn<Writing>(place: string): Writing | undefined {
  return left.get(place)?.writing as Writing | undefined;
}

/** Somebody is back: gives what ends it, which is theirs again. */
export const takeBack = (place: string): (() => void) | undefined => left.get(place)?.takeBack();

/**
 * The page of a conversation is left. A message that waits for its files is sent all the same when they are there; where that
 * fails, it is told to whoever comes back. Everything else ends here, and with the session this does too: the next one may be
 * somebody else's.
 */
export function leaveTalk(place: string, writing: { sending: Sending }, close: () => void): void {
  const { sending } = writing;
  if (sending.state.peek().is !== 'waiting') {
    close();
    return;
  }
  const forget = () => {
    stop();
    left.delete(place);
    return close;
  };
  left.set(place, { writing, takeBack: forget });
  let over = false;
  const stop = effect(() => {
    const ended = sessionEnded.value;
    if (over || !(ended || sending.state.value.is === 'writing')) return;
    over = true;
    queueMicrotask(() => {
      sending.dontWait();
      if (left.get(place)?.takeBack === forget) forget()();
    });
  });
}
