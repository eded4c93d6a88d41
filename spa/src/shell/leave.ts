import { t } from '../i18n/catalogue.ts';
import { letGo } from '../parts/underWay.ts';

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
  letGo();
  around.beacon('/leave');
  around.go('/leave');
}

/** A second tap this soon (in milliseconds) and this near (in pixels) belongs to the first. */
const doubleTap = { within: 400, near: 40 };

/**
 * Tells a tap that is meant for a button from the second half of a double tap that began on what stood there before: what is
 * sent makes a form lower, and the button above it comes down under the finger.
 */
export function tapMeant(clock: () => number = () => performance.now()) {
  let elsewhere = { at: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
  let meant = true;
  return {
    down(onButton: boolean, x: number, y: number) {
      const soon = clock() - elsewhere.at <= doubleTap.within;
      meant = !(soon && Math.hypot(x - elsewhere.x, y - elsewhere.y) <= doubleTap.near);
      if (!onButton) elsewhere = { at: clock(), x, y };
    },
    meant: () => meant,
  };
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
