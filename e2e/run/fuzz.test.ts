import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, targetsIn } from './fuzz.ts';

test('finds the targets of a file of tests', () => {
  const text = 'package b_test\n\nfunc FuzzOne(f *testing.F) {\n\tf.Fuzz(func FuzzNot(t *testing.T) {})\n}\n\nfunc TestTwo(t *testing.T) {}\n\nfunc FuzzThree(fuzz *testing.F) {}\n';
  assert.deepEqual(targetsIn('bff/b/some_test.go', text), [
    { name: 'FuzzOne', package: './bff/b' },
    { name: 'FuzzThree', package: './bff/b' },
  ]);
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
