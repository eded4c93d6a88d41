import { expect, test, vi } from 'vitest';
import { leaveNow, shiftCounter, tapMeant } from './leave.ts';

test('the page is empty before anything is sent, the session’s end outlives the page, and the address replaces this one', () => {
  document.body.innerHTML = '<p>Vedtak</p>';
  const order: string[] = [];
  leaveNow({
    beacon: (url) => order.push(`beacon ${url} ${document.body.textContent}`),
    go: (url) => order.push(`go ${url}`),
  });
  expect(order).toEqual(['beacon /leave ', 'go /leave']);
});

function press(counter: ReturnType<typeof shiftCounter>, key: string) {
  counter.down({ key });
  counter.up({ key });
}

test('three presses of Shift alone leave', () => {
  const left = vi.fn();
  let at = 0;
  const counter = shiftCounter(left, () => at);
  for (let i = 0; i < 3; i += 1) {
    at += 1000;
    press(counter, 'Shift');
  }
  expect(left).toHaveBeenCalledTimes(1);
});

test('capital letters, another key in between and slow presses don’t', () => {
  const left = vi.fn();
  let at = 0;
  const counter = shiftCounter(left, () => at);
  for (let i = 0; i < 5; i += 1) {
    counter.down({ key: 'Shift' });
    press(counter, 'A');
    counter.up({ key: 'Shift' });
  }
  press(counter, 'Shift');
  press(counter, 'Shift');
  press(counter, 'x');
  press(counter, 'Shift');
  for (let i = 0; i < 4; i += 1) {
    at += 6000;
    press(counter, 'Shift');
  }
  expect(left).not.toHaveBeenCalled();
});

test('the second half of a double tap on something else doesn’t leave; a tap on the button does, however soon and often', () => {
  let at = 1000;
  const tap = tapMeant(() => at);
  tap.down(false, 300, 700);
  at += 100;
  tap.down(true, 303, 702);
  expect(tap.meant()).toBe(false);
  at += 100;
  // A frightened finger goes on tapping.
  tap.down(true, 303, 702);
  at += 300;
  tap.down(true, 303, 702);
  expect(tap.meant()).toBe(true);
  // From a link elsewhere straight to the button.
  tap.down(false, 40, 200);
  at += 50;
  tap.down(true, 303, 702);
  expect(tap.meant()).toBe(true);
});
