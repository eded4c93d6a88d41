// Programs of an earlier run that outlived it, as when its terminal was killed.
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { cache } from './folders.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export class Leftovers {
  constructor(private readonly file: string) {}

  remember(pids: number[]): Promise<void> {
    return writeFile(this.file, JSON.stringify({ by: process.pid, pids }));
  }

  async forget(): Promise<void> {
    await rm(this.file, { force: true });
  }

  /** Ends what the last run left, if that run itself is gone and the processes are really ours (Linux can tell). */
  async end(): Promise<void> {
    if (!existsSync(this.file) || !existsSync('/proc/self')) return;
    const { by, pids } = JSON.parse(await readFile(this.file, 'utf8')) as { by: number; pids: number[] };
    if (alive(by)) return;
    for (const pid of pids) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (!command.startsWith(cache)) continue;
      process.kill(pid, 'SIGTERM');
      for (let i = 0; i < 100 && alive(pid); i++) await pause(100);
    }
    await this.forget();
  }
}
