// A virus scanner for the demo and the tests: ClamAV's clamd with settings of its own. Its only signature is EICAR's,
// the harmless test pattern, so that it needs no download and starts at once.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';

/** EICAR's pattern, put together here so that no scanner finds it in this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-', 'STANDARD-', 'ANTIVIRUS-', 'TEST-FILE!', '$H+H*'].join('');

/** What to do where there is none. */
export const clamdMissing = 'There is no virus scanner (ClamAV’s clamd) on this machine: attachments wait for their check. Install it with "apt-get install clamav-daemon" on Debian, or name one in CLAMD.';

/** Limits that fit each other; those of `blindLimits` make clamd take large files and not look at them. */
export const soundLimits = { StreamMaxLength: '32M', MaxFileSize: '64M', MaxScanSize: '256M' };
export const blindLimits = { StreamMaxLength: '64M', MaxFileSize: '1M', MaxScanSize: '1M' };

/** The program: CLAMD, or where it usually is. */
export function findClamd(): string | undefined {
  return [process.env.CLAMD, '/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd', '/usr/bin/clamd'].find((path) => path && existsSync(path));
}

export class Clamd {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  /** For the portal's CLAMD_ADDRESS. */
  get address(): string {
    return `unix:${this.socket}`;
  }

  private get socket(): string {
    return join(this.folder, 'socket');
  }

  /** Starts one and waits until it answers; nothing where there is none on the machine. */
  static async start(limits: Record<string, string> = soundLimits): Promise<Clamd | undefined> {
    const program = findClamd();
    if (!program) return undefined;
    // A socket's path may not be longer than some hundred characters.
    const clamd = new Clamd(program, await mkdtemp(join(tmpdir(), 'clamd-')));
    await mkdir(clamd.signatures);
    await writeFile(join(clamd.signatures, 'eicar.ndb'), `EicarTest:0:*:${Buffer.from(eicar).toString('hex')}\n`);
    await clamd.again(limits);
    return clamd;
  }

  private get signatures(): string {
    return join(this.folder, 'signatures');
  }

  /** Starts it after `kill`. */
  async again(limits: Record<string, string> = soundLimits): Promise<void> {
    const settings = { Foreground: 'yes', DatabaseDirectory: this.signatures, TemporaryDirectory: this.folder, LocalSocket: this.socket, FixStaleSocket: 'yes', SelfCheck: '0', ...limits };
    await writeFile(join(this.folder, 'clamd.conf'), Object.entries(settings).map((pair) => pair.join(' ')).join('\n') + '\n');
    const child = spawn(this.program, ['--config-file', join(this.folder, 'clamd.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.process = child;
    let said = '';
    child.stderr.on('data', (data) => (said += String(data)));
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`clamd ended (${code}): ${said.slice(-1000)}`)));
    });
    ended.catch(() => undefined);
    await Promise.race([ended, this.answers()]);
  }

  private async answers(): Promise<void> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
      const there = await new Promise<boolean>((resolve) => {
        const socket = connect(this.socket, () => {
          socket.destroy();
          resolve(true);
        });
        socket.once('error', () => resolve(false));
      });
      if (there) return;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    throw new Error('clamd doesn’t answer');
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Ends it at once; what it is asked then isn't answered. */
  async kill(): Promise<void> {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
