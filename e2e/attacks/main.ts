// `npm run attacks`: plays every attack against a running portal with two replicas and tells, line by line, what was
// expected and what came. `-- --row 12` plays one row (several: `--row 12,13`), `-- --self-check` proves that a
// weakened portal is found out.
import { buildAll } from '../demo/build.ts';
import type { Attack } from './attack.ts';
import { endLeftovers } from '../demo/leftovers.ts';
import { groups } from './groups.ts';
import { Stage } from './stage.ts';
import { selfCheck } from './weakened.ts';
import { join } from 'node:path';
import { cache } from '../demo/folders.ts';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Plays one attack; whatever goes wrong on the way is what came. */
async function play({ play, expected }: Attack, stage: Stage): Promise<{ came: string; right: boolean }> {
  const came = await play(stage).catch((error: unknown) => `it broke off: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  return { came, right: came === expected };
}

const rowsWanted = (): Set<number> | undefined => {
  const at = process.argv.indexOf('--row');
  return at < 0 ? undefined : new Set((process.argv[at + 1] ?? '').split(',').map(Number));
};

async function playAll(stage: Stage): Promise<boolean> {
  const wanted = rowsWanted();
  let [tried, asExpected] = [0, 0];
  for (const attacks of groups) {
    for (const one of attacks) {
      if (wanted && !wanted.has(one.row)) continue;
      const began = Date.now();
      const { came, right } = await play(one, stage);
      tried++;
      if (right) asExpected++;
      const took = Date.now() - began > 2000 ? ` (${((Date.now() - began) / 1000).toFixed(0)} s)` : '';
      say(`${right ? 'ok    ' : 'FAILED'}  row ${String(one.row).padStart(2)}  ${one.what} | expected: ${one.expected} | came: ${came}${took}`);
    }
  }
  say(`attacks: tried=${tried} as_expected=${asExpected} failed=${tried - asExpected}`);
  return tried > 0 && asExpected === tried;
}

const folder = join(cache, 'attacks');
// The databases are stopped and started here: they must be our own.
delete process.env.DATABASE_URL;
delete process.env.FAGSYSTEM_DATABASE_URL;
await endLeftovers(folder);
await buildAll(() => undefined);

async function run(): Promise<boolean> {
  if (process.argv.includes('--self-check')) return selfCheck(play, say);
  const stage = await Stage.set();
  try {
    return await playAll(stage);
  } finally {
    await stage.clear();
  }
}

process.exit((await run()) ? 0 : 1);
