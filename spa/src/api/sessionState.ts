import { signal } from '@preact/signals';

/** Somebody was logged in on this page and isn't any more: nothing personal is shown from then on. */
export const sessionEnded = signal(false);
