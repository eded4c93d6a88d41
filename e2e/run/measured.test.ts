import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines, measured, missed } from './measured.ts';

const out = `goos: linux
BenchmarkIdleSocket-2   \t       1\t2809047786 ns/op\t     17931 B/plain-socket\t      9491 B/socket\t         0.6500 at-most\t         0.5293 ratio
BenchmarkFanOut-2       \t       1\t34258695552 ns/op\t         0.9000 at-least\t     94739 bare-events/s\t     39995 events/s\t         0.4222 ratio
BenchmarkSession/look/without-2   \t   10000\t    200000 ns/op
BenchmarkSession/look/cache-2     \t 1000000\t      2000 ns/op
PASS
`;

test('what falls short of its aim is named, and what reaches it is not', () => {
  assert.deepEqual(missed(measured(out)), ['FanOut']);
  const [idle, fanOut, , cache] = lines(measured(out));
  assert.match(idle!, /^IdleSocket +at most 0\.65 +0\.5293 +reached +17931 B\/plain-socket, 9491 B\/socket$/);
  assert.match(fanOut!, /MISSED/);
  assert.match(cache!, /100\.0 times as fast as without/);
});

test('an aim without a result is missed', () => {
  assert.deepEqual(missed(measured('BenchmarkAccept-2 \t 1\t5 ns/op\t 0.6000 at-least\n')), ['Accept']);
});

test('what must be measured and is not is missed', () => {
  assert.deepEqual(missed(measured(out), ['IdleSocket', 'CommitToSocket']), ['FanOut', 'CommitToSocket']);
  assert.deepEqual(missed(measured('BenchmarkAccept-2 \t 1\t5 ns/op\n'), ['Accept']), ['Accept']);
});
