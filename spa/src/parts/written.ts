import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** How the words that somebody is writing stand with the server; `nothing` where nothing is being written. */
export type WrittenState = 'nothing' | 'saved' | 'saving' | 'unsaved';

/** Something that is being written: where it stands, and how to save it now. */
export type Written = { state: ReadonlySignal<WrittenState>; save: () => Promise<void> };

const open = signal<readonly Written[]>([]);
const worst: WrittenState[] = ['unsaved', 'saving', 'saved'];

/** Everything that is being written on this page taken together: what stands worst counts. */
export const written = computed<WrittenState>(() => {
  const states = open.value.map(({ state }) => state.value);
  return worst.find((state) => states.includes(state)) ?? 'nothing';
});

/** True in the last seconds of a session: each word is then saved as soon as it is there. */
export const hurry = signal(false);

/** Lets this page know of something that is being written, until the function that comes back is called. */
export function keepTrack(one: Written): () => void {
  open.value = [...open.value, one];
  return () => {
    open.value = open.value.filter((other) => other !== one);
  };
}

/** Saves everything that is being written; false if some of it couldn't be saved in time. */
export async function saveAll(patience = 8000): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([Promise.all(open.peek().map((one) => one.save())), tooLong]);
  clearTimeout(timer);
  const now = written.peek();
  return now === 'nothing' || now === 'saved';
}
