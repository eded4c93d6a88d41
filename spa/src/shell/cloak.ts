import { effect, signal } from '@preact/signals';

/** Words on the page are blurred for whoever looks over the shoulder. Lives in memory only. */
export const cloaked = signal(false);

effect(() => {
  globalThis.document?.documentElement.classList.toggle('cloaked', cloaked.value);
});
