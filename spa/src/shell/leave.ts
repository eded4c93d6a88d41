import { t } from '../i18n/catalogue.ts';

export type Surroundings = {
  beacon: (url: string) => void;
  go: (url: string) => void;
};

const browser: Surroundings = {
  beacon: (url) => {
    navigator.sendBeacon(url);
  },
  go: (url) => location.replace(url),
};

/**
 * Leaves at once: the page is neutral before anything is sent, the session's end is sent in a way that outlives the page,
 * and the address that follows replaces this one in the history and wipes what the browser kept.
 */
export function leaveNow(around: Surroundings = browser): void {
  const cover = document.createElement('div');
  cover.className = 'left';
  document.body.replaceChildren(cover);
  document.title = t('app.title');
  around.beacon('/leave');
  around.go('/leave');
}

const within = 5000;

/** Counts presses of Shift alone; three in a row, at most five seconds apart, mean "away from here". */
export function shiftCounter(onThird: () => void, clock: () => number = () => performance.now()) {
  let count = 0;
  let last = 0;
  let alone = false;
  return {
    down(event: { key: string; repeat?: boolean }) {
      if (event.key === 'Shift') {
        if (!event.repeat) alone = true;
      } else {
        alone = false;
        count = 0;
      }
    },
    up(event: { key: string }): number {
      if (event.key !== 'Shift' || !alone) return count;
      alone = false;
      const at = clock();
      count = at - last <= within ? count + 1 : 1;
      last = at;
      if (count >= 3) {
        count = 0;
        onThird();
      }
      return count;
    },
  };
}
