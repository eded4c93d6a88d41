// Finds a virus scanner for the demo and the tests, and installs one where it can.
import { clamdMissing, findClamd } from '../demo/clamd.ts';
import { installFromDebian } from './debian.ts';

/** Makes sure that there is a clamd; answers what is wrong where there is none. */
export async function ensureClamd(): Promise<string> {
  if (findClamd()) return '';
  const trouble = await installFromDebian('clamav-daemon');
  return findClamd() ? '' : `${clamdMissing}\n${trouble}`.trim();
}
