import { signal } from '@preact/signals';

/** The server's clock minus this browser's, in milliseconds, by the last answer that told the time; 0 before any has. */
export const serverAhead = signal(0);

/** What time it is at the server, in milliseconds since 1970. */
export const serverTime = (): number => Date.now() + serverAhead.value;

/**
 * Takes the time (ISO 8601) from an answer that has come this moment. Later is too late: what is kept of an answer grows
 * old, and it is stamped anew when something is put into it here.
 */
export function atItsTime<Answer extends { now: string }>(answer: Answer): Answer {
  serverAhead.value = Date.parse(answer.now) - Date.now();
  return answer;
}
