import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, targetsIn } from './fuzz.ts';

test('finds the targets of each package', () => {
  const listed = ['?   \tm/a\t[no test files]', 'FuzzOne', 'FuzzTwo', 'ok  \tm/b\t0.01s', 'ok  \tm/c\t0.02s [no tests to run]', 'FuzzThree', 'ok  \tm/d\t(cached)', ''].join('\n');
  assert.deepEqual(targetsIn(listed), [
    { name: 'FuzzOne', package: 'm/b' },
    { name: 'FuzzTwo', package: 'm/b' },
    { name: 'FuzzThree', package: 'm/d' },
  ]);
  assert.throws(() => targetsIn('FuzzOne\n'));
});

test('a target has failed when an input did, and not because its time was over', () => {
  assert.equal(failed({ code: 0, out: 'PASS' }), false);
  const over = 'fuzz: elapsed: 10s, execs: 7\n--- FAIL: FuzzOne (10.21s)\n    context deadline exceeded\nFAIL\nexit status 1\n';
  assert.equal(failed({ code: 1, out: over }), false);
  assert.equal(failed({ code: 1, out: `${over}Failing input written to testdata/fuzz/FuzzOne/1` }), true);
  assert.equal(failed({ code: 1, out: '--- FAIL: FuzzOne (0.1s)\n    --- FAIL: FuzzOne (0.00s)\n        x_test.go:3: wrong\nFAIL\n' }), true);
  assert.equal(failed({ code: 1, out: 'panic: context deadline exceeded' }), true);
  assert.equal(failed({ code: 2, out: '# m/b\nbuild failed' }), true);
});
