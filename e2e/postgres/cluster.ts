// Data folders: `initdb` runs once, and every new cluster is a copy of what it made.
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive } from '../net/processes.ts';
import { postgresFolder, postgresUser, preparePrograms, type PostgresUser } from './binaries.ts';

/** Runs one of Postgres' programs to its end, as the right user, and fails with what it said. */
export async function run(program: string, args: string[], user: PostgresUser | undefined): Promise<void> {
  const child = spawn(program, args, { ...user, cwd: postgresFolder(), env: { ...process.env, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  child.stderr.on('data', (data) => (said += String(data)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program} failed (${code}):\n${said}`);
}

async function chownAll(folder: string, { uid, gid }: PostgresUser): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath ?? entry.path, entry.name), uid, gid);
  }
}

// A cluster's folder holds its data and the password of its owner, so that both move in one rename.
export const dataFolder = (cluster: string): string => join(cluster, 'data');
const passwordFile = (cluster: string): string => join(cluster, 'password');

/** The password of the cluster's owner, made with its template. */
export const clusterPassword = async (cluster: string): Promise<string> => readFile(passwordFile(cluster), 'utf8');

async function makeTemplate(bin: string, version: string, user: PostgresUser | undefined): Promise<string> {
  const place = join(postgresFolder(), `template-${version}`);
  if (existsSync(place)) return place;
  const making = `${place}.${randomUUID()}`;
  await mkdir(making, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile(making), randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (user) await chownAll(making, user);
  await run(
    join(bin, 'initdb'),
    ['-D', dataFolder(making), '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync', '--auth=scram-sha-256', `--pwfile=${passwordFile(making)}`],
    user,
  );
  try {
    await rename(making, place);
  } catch (error) {
    // Another process was quicker; its template is as good.
    await rm(making, { recursive: true, force: true });
    if (!existsSync(place)) throw error;
  }
  return place;
}

/** With owners and modes; the system's own program takes a third of the time that Node does for a thousand files. */
async function copy(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, to, { recursive: true });
  else await run('cp', ['-Rp', from, to], undefined);
}

/** Clusters of tests are named after the process that made them. */
export const throwaway = 'throwaway-';

/** Removes what killed tests left: their servers may still run, and end when their data is gone. */
async function sweep(bin: string, user: PostgresUser | undefined): Promise<void> {
  for (const name of await readdir(postgresFolder())) {
    const maker = name.startsWith(throwaway) ? Number(name.slice(throwaway.length).split('-')[0]) : NaN;
    if (Number.isNaN(maker) || isAlive(maker)) continue;
    const cluster = join(postgresFolder(), name);
    await run(join(bin, 'pg_ctl'), ['stop', '-w', '-m', 'immediate', '-D', dataFolder(cluster)], user).catch(() => undefined);
    await removeCluster(cluster);
  }
}

interface Prepared {
  bin: string;
  user: PostgresUser | undefined;
  template: string;
}

async function prepare(): Promise<Prepared> {
  const user = postgresUser();
  await mkdir(postgresFolder(), { recursive: true, mode: 0o755 });
  await chmod(postgresFolder(), 0o755);
  const { bin, version } = await preparePrograms();
  await sweep(bin, user);
  return { bin, user, template: await makeTemplate(bin, version, user) };
}

let prepared: Promise<Prepared> | undefined;

/** Makes sure that there is a cluster in the folder; says where Postgres' programs are and who runs them. */
export async function prepareCluster(cluster: string): Promise<Prepared> {
  const ready = await (prepared ??= prepare());
  if (!existsSync(passwordFile(cluster))) {
    await rm(cluster, { recursive: true, force: true });
    await mkdir(dirname(cluster), { recursive: true, mode: 0o755 });
    const making = `${cluster}.${randomUUID()}`;
    await copy(ready.template, making);
    await chmod(making, 0o700);
    await chmod(dataFolder(making), 0o700);
    await rename(making, cluster);
  }
  return ready;
}

export const removeCluster = (cluster: string): Promise<void> => rm(cluster, { recursive: true, force: true });
