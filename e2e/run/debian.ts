// Programs that the tests need and that npm and Go don't bring: from Debian's packages, where we may install them.
import { existsSync } from 'node:fs';
import { execute } from './suite.ts';

/** Whether packages can be installed here at all. */
export const isDebianRoot = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs packages; answers what went wrong, or nothing. */
export async function installFromDebian(...packages: string[]): Promise<string> {
  if (!isDebianRoot()) return '';
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await execute('apt-get', ['update', '-qq'], env);
  const installed = await execute('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env);
  return installed.code === 0 ? '' : `${updated.out}\n${installed.out}`.slice(-1500);
}
