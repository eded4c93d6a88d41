// A program that the demo runs: its log in a file, ready when its health endpoint says so, stopped or killed at will.
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface ChildOptions {
  name: string;
  command: string;
  args?: string[];
  env: Record<string, string>;
  logFile: string;
  /** Answers 200 once the program can be used. */
  health: string;
  readyWithinMs?: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a program needs of this process' own environment; nothing else leaks into it. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'TEMP'];

export class Child {
  private process: ChildProcess | undefined;
  private exit: Promise<void> = Promise.resolve();

  constructor(readonly options: ChildOptions) {}

  get running(): boolean {
    return this.process !== undefined;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Starts the program and waits until it is ready. */
  async start(env: Record<string, string> = {}): Promise<void> {
    if (this.process) return;
    const { command, args = [], logFile } = this.options;
    const base = Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
    const log = openSync(logFile, 'a');
    // A process group of its own: Ctrl-C reaches only this process, which then stops everything in order.
    const child = spawn(command, args, { env: { ...base, ...this.options.env, ...env }, stdio: ['ignore', log, log], detached: process.platform !== 'win32' });
    closeSync(log);
    this.process = child;
    let failure: Error | undefined;
    child.once('error', (error) => (failure = error));
    this.exit = new Promise((resolve) => child.once('close', () => resolve()));
    void this.exit.then(() => {
      if (this.process === child) this.process = undefined;
    });
    const until = Date.now() + (this.options.readyWithinMs ?? 60_000);
    while (!(await this.healthy())) {
      if (failure || this.process !== child) throw new Error(`${this.options.name} did not start.\n${failure?.message ?? (await this.lastWords())}`);
      if (Date.now() > until) {
        await this.kill();
        throw new Error(`${this.options.name} was not ready in time.\n${await this.lastWords()}`);
      }
      await pause(20);
    }
  }

  private async healthy(): Promise<boolean> {
    try {
      return (await fetch(this.options.health, { signal: AbortSignal.timeout(2000) })).ok;
    } catch {
      return false;
    }
  }

  /** The end of the log, for a message about what went wrong. */
  private async lastWords(): Promise<string> {
    const lines = (await readFile(this.options.logFile, 'utf8')).trimEnd().split('\n');
    return `The last lines of ${this.options.logFile}:\n${lines.slice(-15).join('\n')}`;
  }

  /** Lets it finish what it is doing; after ten seconds it is killed. */
  async stop(): Promise<void> {
    const child = this.process;
    if (!child) return;
    child.kill('SIGTERM');
    const slow = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await this.exit;
    clearTimeout(slow);
  }

  /** As in a crash. */
  async kill(): Promise<void> {
    this.process?.kill('SIGKILL');
    await this.exit;
  }
}
