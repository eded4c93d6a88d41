// Proof that chaos can fail: it finds out portals that break a promise, at faults which the portal as it is gets through.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { buildPrograms } from '../demo/build.ts';
import { buildWeakened } from '../demo/weakened.ts';
import { chaos, failures } from './chaos.ts';
import { weaknesses } from './weakened.ts';

describe('chaos', { concurrency: 2 }, () => {
  before(buildPrograms);

  test('finds nothing wrong in the portal at the same faults', async () => {
    const faults = weaknesses.flatMap((one) => one.faults);
    const verdict = await chaos({ kills: faults, more: { kills: 1, within: 0 }, seed: 1 });
    assert.equal(verdict.kills, faults.length + 1, 'one more strikes where the second isn’t held');
    // How long it took is the other run's: this one shares the machine.
    assert.deepEqual(failures({ ...verdict, p99AfterFaultMs: 0 }), []);
  });

  for (const { name, what, weakenings, faults, seen } of weaknesses) {
    test(`finds it out where ${what}`, async () => {
      const program = await buildWeakened(name, weakenings);
      const verdict = await chaos({ kills: faults, seed: 1, scene: { program } });
      assert.ok(verdict.accepted > 0);
      assert.ok(verdict[seen] > 0, `${seen}=0: ${JSON.stringify(verdict)}`);
    });
  }
});
