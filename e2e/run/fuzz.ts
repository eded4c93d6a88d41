// Each fuzz target of the Go code for some seconds, beyond the seeds that every test run tries.
import { execute, judged, type Counts, type Finished, type Outcome } from './suite.ts';

const atOnce = 2;
const each = '6s';

export interface Target {
  name: string;
  package: string;
}

/** Reads `go test -list`: the names of a package's targets, then a line that names the package. */
export function targetsIn(listed: string): Target[] {
  const targets: Target[] = [];
  let names: string[] = [];
  for (const line of listed.split('\n')) {
    if (/^Fuzz\w*$/.test(line)) names.push(line);
    const of = /^ok\s+(\S+)/.exec(line)?.[1];
    if (of) {
      targets.push(...names.map((name) => ({ name, package: of })));
      names = [];
    }
  }
  if (names.length > 0) throw new Error(`The package of ${names.join(', ')} isn't named.`);
  return targets;
}

/**
 * Tells whether a target failed. Go up to 1.26 sometimes calls it a failure that its own time was over
 * (https://go.dev/issue/75804); an input that fails is always written down.
 */
export function failed({ code, out }: Finished): boolean {
  if (code === 0) return false;
  const onlyOver = /^--- FAIL: .*\n\s+context deadline exceeded\nFAIL$/m.test(out);
  return !onlyOver || /Failing input written|panic/.test(out);
}

/** Finds the targets by itself; finding none is a failure. */
export async function fuzz(databaseUrl: string): Promise<Outcome> {
  const env = { DATABASE_URL: databaseUrl };
  const listed = await execute('go', ['test', '-list', '^Fuzz', './...'], env);
  if (listed.code !== 0) return judged({ passed: 0, failed: 1, skipped: 0 }, listed, listed.out);
  const waiting = targetsIn(listed.out);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const troubles: string[] = [];
  const lane = async (): Promise<void> => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const arguments_ = ['test', '-run', '^$', '-fuzz', `^${target.name}$`, '-fuzztime', each, '-fuzzminimizetime', '20x', '-parallel', '1', target.package];
      const finished = await execute('go', arguments_, env);
      if (failed(finished)) {
        counts.failed++;
        troubles.push(`${target.package} ${target.name}\n${finished.out}`);
      } else counts.passed++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return judged(counts, { code: counts.failed, out: '' }, troubles.join('\n'));
}
