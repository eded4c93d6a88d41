// One part of `npm test`: a command, how its tests are counted, and what it says when something failed.
import { spawn } from 'node:child_process';
import { root } from '../demo/folders.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Outcome extends Counts {
  /** What to show of a failure; empty when all is well. */
  trouble: string;
  /** A line that says what was measured, where something was. */
  measured?: string;
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export interface Finished {
  code: number | null;
  out: string;
}

/** Runs a command and keeps what it printed. */
export function execute(command: string, args: string[], env: Record<string, string> = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    const parts: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => parts.push(data));
    child.stderr.on('data', (data: Buffer) => parts.push(data));
    child.once('error', (error) => resolve({ code: -1, out: error.message }));
    child.once('close', (code) => resolve({ code, out: Buffer.concat(parts).toString('utf8') }));
  });
}

/** A check that is right or wrong as a whole counts as one test. */
export async function check(command: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  const { code, out } = await execute(command, args, env);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, trouble: '' } : { passed: 0, failed: 1, skipped: 0, trouble: out };
}

/** A command that ended badly although every test it counted passed has still failed once. */
export function judged(counts: Counts, finished: Finished, trouble: string): Outcome {
  const failed = finished.code === 0 ? counts.failed : Math.max(1, counts.failed);
  const none = counts.passed + failed + counts.skipped === 0;
  return {
    ...counts,
    failed: none ? 1 : failed,
    trouble: none ? 'It ran no test.' : failed ? trouble || finished.out : '',
  };
}
