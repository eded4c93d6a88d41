import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** A file that is only on this device yet; `stopped` where it gets no further by now. */
export type FileUnderWay = { id: string; name: string; part: number; stopped: boolean };

/** What becomes of a message that was to be sent: it waits for its files, is being sent, or never went. */
export type MessageUnderWay = 'nothing' | 'waiting' | 'sending' | 'stopped';

/** Several pages' worth of one thing; each counts until the function that comes back is called. */
function together<T>() {
  const all = signal<readonly ReadonlySignal<T>[]>([]);
  const track = (one: ReadonlySignal<T>) => {
    all.value = [...all.peek(), one];
    return () => {
      all.value = all.peek().filter((other) => other !== one);
    };
  };
  return { all, track };
}

const files = together<readonly FileUnderWay[]>();
const messages = together<MessageUnderWay>();
const most: MessageUnderWay[] = ['sending', 'waiting', 'stopped'];

/** Lets every page know of files that are on their way. */
export const trackFiles = files.track;

/** Lets every page know of a message that is to be sent. */
export const trackMessage = messages.track;

/** Every file that would be lost with this page. */
export const filesUnderWay = computed(() => files.all.value.flatMap((one) => one.value));

/** The messages of all conversations taken together: what still happens counts first. */
export const messageUnderWay = computed<MessageUnderWay>(() => {
  const states = messages.all.value.map((one) => one.value);
  return most.find((state) => states.includes(state)) ?? 'nothing';
});

const letGone: Signal<boolean> = signal(false);

/** The page is left for good, whatever is under way: the browser doesn't ask any more. */
export function letGo(): void {
  letGone.value = true;
}

/** A call is no leaving, but browsers ask as if it were. Nobody who calls for help is asked about files. */
let calling = false;
const noteCall = (event: MouseEvent) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.protocol.startsWith('http')) return;
  calling = true;
  setTimeout(() => {
    calling = false;
  });
};

const ask = (event: BeforeUnloadEvent) => {
  if (calling) return;
  event.preventDefault();
  // Older browsers ask only where it is said in this way.
  event.returnValue = true;
};

const lost = computed(() => !letGone.value && filesUnderWay.value.length > 0);

// Only while something would be lost: a page that listens isn't kept by the browser for coming back to.
effect(() => {
  if (!lost.value) return;
  addEventListener('click', noteCall, true);
  addEventListener('beforeunload', ask);
  return () => {
    removeEventListener('click', noteCall, true);
    removeEventListener('beforeunload', ask);
  };
});
