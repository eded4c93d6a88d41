// Builds what the demo runs: the browser app, the two Go programs, the documents' PDFs. What hasn't changed isn't built.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cache, root } from './folders.ts';

/** Runs a command to its end; what it printed is in the error when it fails. */
export async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  child.stderr.on('data', (data) => (said += String(data)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" failed (${code}):\n${said.slice(-4000)}`);
  return said;
}

const leftOut = new Set(['node_modules', 'dist', '.cache']);

async function* filesBelow(path: string): AsyncGenerator<string> {
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (leftOut.has(entry.name)) continue;
    const full = join(path, entry.name);
    if (entry.isDirectory()) yield* filesBelow(full);
    else yield full;
  }
}

async function contentHash(paths: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const full = join(root, path);
    const files = /\.\w+$/.test(path) ? [full] : filesBelow(full);
    for await (const file of files) {
      if (existsSync(file)) hash.update(file.slice(root.length)).update('\0').update(await readFile(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/** Builds the browser app where it has changed since, or `always`; says whether it did. */
export async function buildSpa({ always = false } = {}): Promise<boolean> {
  const stamp = join(cache, 'spa.sha256');
  const wanted = await contentHash(['spa', 'i18n', 'contracts/portal.d.ts', 'package-lock.json']);
  const built = existsSync(join(root, 'spa/dist/index.html')) && existsSync(stamp) ? await readFile(stamp, 'utf8') : '';
  if (built === wanted && !always) return false;
  await run('npm', ['run', '--silent', 'build', '--workspace', 'spa']);
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
  return true;
}

/** Builds the portal and the fagsystem's stand-in; Go knows by itself what has changed. */
export async function buildPrograms(): Promise<void> {
  const out = join(cache, 'bin');
  await mkdir(out, { recursive: true });
  await run('go', ['build', '-tags', 'nodynamic', '-o', `${out}/`, './bff/cmd/portal', './e2e/fagsystem/cmd/fagsystem']);
}

/**
 * Builds everything. The portal holds the app, so it is linked last; but on a new machine what it is made of takes
 * longest, so Go begins at once. That first run may meet the app's files half made: whether it succeeds doesn't matter.
 */
export async function buildAll(onStep: (what: string, ms: number) => void): Promise<void> {
  const started = Date.now();
  const early = run('go', ['build', '-tags', 'nodynamic', './bff/...', './e2e/fagsystem/...']).catch(() => undefined);
  const built = await buildSpa();
  onStep(built ? 'Built the browser app' : 'Browser app is up to date', Date.now() - started);
  await early;
  await buildPrograms();
  onStep('Built the portal and the fagsystem stand-in', Date.now() - started);
}

/** The day in Oslo, as the documents' maker takes it. */
export const osloDay = (at: Date): string => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Oslo' }).format(at);

/** Makes the demo's documents with their dates counted from a day; says where they are. */
export async function makeDocuments(day: string): Promise<string> {
  const folder = join(cache, 'documents', day);
  const stamp = `${folder}.sha256`;
  const wanted = await contentHash(['e2e/documents']);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return folder;
  await run(process.execPath, [join(root, 'e2e/documents/pdf/make.mjs'), '--out', folder, '--date', day]);
  await writeFile(stamp, wanted);
  return folder;
}
