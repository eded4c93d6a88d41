// `npm run bench`: Go's benchmarks, one room after the other, on a Postgres of their own. Times differ from machine to
// machine; ratios within one run don't, so these are what it says: a sub-benchmark called "without" is what its siblings
// are measured against.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../demo/folders.ts';
import { startPostgres } from '../postgres/server.ts';
import { execute } from './suite.ts';

interface Measured {
  group: string;
  way: string;
  nanoseconds: number;
}

/** What `go test -bench` printed: Benchmark…/way-PROCESSORS, runs, ns/op. */
function measured(out: string): Measured[] {
  const found = [...out.matchAll(/^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns\/op/gm)];
  return found.map(([, name = '', time = '']) => {
    const cut = name.lastIndexOf('/');
    return { group: cut < 0 ? name : name.slice(0, cut), way: name.slice(cut + 1), nanoseconds: Number(time) };
  });
}

/** One line for each benchmark, with how many times as fast it is as the way without. */
function lines(all: Measured[]): string[] {
  return all.map((one) => {
    const without = all.find((other) => other.group === one.group && other.way === 'without');
    const ratio = without && without !== one ? `  ${(without.nanoseconds / one.nanoseconds).toFixed(1)} times as fast as without` : '';
    return `${one.group} ${one.way}`.padEnd(28) + `${(one.nanoseconds / 1000).toFixed(1)} µs`.padStart(12) + ratio;
  });
}

/** The packages that have benchmarks. */
function packages(): string[] {
  const tests = readdirSync(join(root, 'bff'), { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('_test.go'));
  const folders = tests.filter((entry) => /^func Benchmark/m.test(readFileSync(join(entry.parentPath, entry.name), 'utf8'))).map((entry) => entry.parentPath);
  return [...new Set(folders)].sort().map((folder) => `./${relative(root, folder)}`);
}

async function main(): Promise<boolean> {
  const postgres = await startPostgres({ name: 'the benchmarks', url: process.env.DATABASE_URL });
  try {
    let whole = true;
    for (const one of packages()) {
      const { code, out } = await execute('go', ['test', '-run=^$', '-bench=.', one], { DATABASE_URL: postgres.url('postgres') });
      whole &&= code === 0;
      process.stdout.write(code === 0 ? `${lines(measured(out)).join('\n')}\n` : out);
    }
    return whole;
  } finally {
    await postgres.dispose();
  }
}

process.exitCode = (await main()) ? 0 : 1;
