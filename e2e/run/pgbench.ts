// Finds Postgres' own benchmark program, and installs it where it can.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installFromDebian } from './debian.ts';

const debian = '/usr/lib/postgresql';

function findPgbench(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...(process.env.PATH ?? '').split(delimiter), ...versions].map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
}

/** The program; fails with what to do about it. */
export async function ensurePgbench(): Promise<string> {
  const trouble = findPgbench() ? '' : await installFromDebian('postgresql');
  const found = findPgbench();
  if (found) return found;
  throw new Error(`There is no pgbench to measure against. Install Postgres' programs ("apt-get install postgresql" on Debian, as root).\n${trouble}`);
}
