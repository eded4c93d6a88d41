// A run of chaos holds everything that can go wrong, and its seed says in which order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from './faults.ts';
import { deck, random } from './random.ts';

const dealt = (seed: number, times: number) => {
  const deal = deck(random(seed), faults);
  return Array.from({ length: times }, () => deal().kind);
};
const all = faults.map(({ kind }) => kind).sort();

test('as many faults as the list has are all of the list, and so are the next ones', () => {
  for (let seed = 0; seed < 100; seed++) {
    const kinds = dealt(seed, 2 * faults.length);
    assert.deepEqual(kinds.slice(0, faults.length).sort(), all);
    assert.deepEqual(kinds.slice(faults.length).sort(), all);
  }
});

test('the same seed deals in the same order, another in another', () => {
  assert.deepEqual(dealt(1, 50), dealt(1, 50));
  assert.notDeepEqual(dealt(1, 50), dealt(2, 50));
});
