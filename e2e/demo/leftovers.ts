// Programs of an earlier run that outlived it, as when its terminal was killed.
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../net/processes.ts';
import { cache } from './folders.ts';

const list = (demoFolder: string): string => join(demoFolder, 'running.json');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const rememberRunning = (demoFolder: string, pids: number[]): Promise<void> =>
  writeFile(list(demoFolder), JSON.stringify({ by: process.pid, pids }));

export const forgetRunning = (demoFolder: string): Promise<void> => rm(list(demoFolder), { force: true });

/** Ends what a run left behind, if that run itself is gone and the programs are really ours (Linux can tell). */
export async function endLeftovers(demoFolder: string): Promise<void> {
  if (!existsSync(list(demoFolder)) || !existsSync('/proc/self')) return;
  const { by, pids } = JSON.parse(await readFile(list(demoFolder), 'utf8')) as { by: number; pids: number[] };
  if (isAlive(by)) return;
  for (const pid of pids) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.startsWith(cache)) continue;
    process.kill(pid, 'SIGTERM');
    for (let i = 0; i < 100 && isAlive(pid); i++) await pause(100);
  }
  await forgetRunning(demoFolder);
}
