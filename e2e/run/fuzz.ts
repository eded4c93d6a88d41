// Each fuzz target of the Go code for some seconds, beyond the seeds that every test run tries.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../demo/folders.ts';
import { execute, judged, type Counts, type Finished, type Outcome } from './suite.ts';

const atOnce = 2;
const each = '4s';

export interface Target {
  name: string;
  package: string;
}

/** The targets of a file of tests. `go test -list` would tell them too, once it had built and run every package's tests. */
export const targetsIn = (file: string, text: string): Target[] =>
  [...text.matchAll(/^func (Fuzz\w*)\(\w+ \*testing\.F\)/gm)].map(([, name]) => ({ name: name!, package: `./${join(file, '..')}` }));

function targets(): Target[] {
  const files = ['bff', 'contracts', 'e2e', 'i18n'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }));
  return files
    .filter(({ name }) => name.endsWith('_test.go'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .flatMap((path) => targetsIn(relative(root, path), readFileSync(path, 'utf8')));
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
  const waiting = targets();
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const troubles: string[] = [];
  const lane = async (): Promise<void> => {
    for (let target = waiting.shift(); target; target = waiting.shift()) {
      const arguments_ = ['test', '-vet=off', '-run', '^$', '-fuzz', `^${target.name}$`, '-fuzztime', each, '-fuzzminimizetime', '20x', '-parallel', '1', target.package];
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
