import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, failures, type PlaywrightReport } from './stories.ts';

const story = (title: string, status: 'expected' | 'unexpected' | 'flaky', ...messages: string[]) => ({
  title,
  file: 'talk.spec.ts',
  line: 7,
  tests: [{ status, results: [{ errors: messages.map((message) => ({ message })), attachments: [] }, { errors: [], attachments: [] }] }],
});

const report: PlaywrightReport = {
  suites: [{ specs: [story('fine', 'expected')], suites: [{ specs: [story('broken', 'unexpected', '\u001b[31mtoo wide\u001b[39m', 'no name'), story('late', 'flaky', 'not yet there')] }] }],
};

test('each story that failed says all that was wrong at its first look, in plain letters', () => {
  assert.equal(failures(report).trim(), 'FAILED: talk.spec.ts:7 broken\n\ntoo wide\nno name\n\nheld only at the second look: talk.spec.ts:7 late\n\nnot yet there');
});

test('what stopped the run before any story is told', () => {
  assert.equal(failures({ errors: [{ message: 'no browser' }] }), 'no browser');
});

test('a second look is allowed to two stories, and to none that fails again', () => {
  const stats = { expected: 100, unexpected: 0, flaky: 2, skipped: 1 };
  assert.deepEqual(counted({ stats }), { passed: 102, failed: 0, skipped: 1 });
  assert.deepEqual(counted({ stats: { ...stats, flaky: 3 } }), { passed: 100, failed: 3, skipped: 1 });
  assert.deepEqual(counted({ stats: { ...stats, unexpected: 1 } }), { passed: 102, failed: 1, skipped: 1 });
});
