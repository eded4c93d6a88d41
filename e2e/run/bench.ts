// `npm run bench`: Go's benchmarks, one room after the other, on a durable Postgres of their own. Times differ from
// machine to machine; ratios within one run don't, so these are what it says. A benchmark that has an aim reports
// "ratio" with "at-least" or "at-most"; a sub-benchmark called "without" is what its siblings are measured against.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../demo/folders.ts';
import { startPostgres } from '../postgres/server.ts';
import { lines, measured, missed } from './measured.ts';
import { ensurePgbench } from './pgbench.ts';
import { execute } from './suite.ts';

/** Skipped, renamed or without its aim, none of these passes for reached. */
const demanded = ['Accept', 'CommitToSocket', 'IdleSocket', 'FanOut', 'FortyPages', 'StreamDocument', 'FirstByte', 'ParallelStreams'];

/** The packages that have benchmarks. */
function packages(): string[] {
  const tests = readdirSync(join(root, 'bff'), { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('_test.go'));
  const folders = tests.filter((entry) => /^func Benchmark/m.test(readFileSync(join(entry.parentPath, entry.name), 'utf8'))).map((entry) => entry.parentPath);
  return [...new Set(folders)].sort().map((folder) => `./${relative(root, folder)}`);
}

async function main(): Promise<boolean> {
  const pgbench = await ensurePgbench();
  const postgres = await startPostgres({ name: 'the benchmarks', url: process.env.DATABASE_URL, durable: true });
  try {
    let whole = true;
    const all = [];
    for (const one of packages()) {
      const { code, out } = await execute('go', ['test', '-run=^$', '-bench=.', '-timeout=20m', one], { DATABASE_URL: postgres.url('postgres'), PGBENCH: pgbench });
      whole &&= code === 0;
      if (code !== 0) process.stdout.write(out);
      const found = measured(out);
      all.push(...found);
      process.stdout.write(lines(found).map((line) => `${line}\n`).join(''));
    }
    const short = missed(all, demanded);
    process.stdout.write(short.length > 0 ? `bench: short of the aim: ${short.join(', ')}\n` : `bench: every aim is reached\n`);
    return whole && short.length === 0;
  } finally {
    await postgres.dispose();
  }
}

process.exitCode = (await main()) ? 0 : 1;
