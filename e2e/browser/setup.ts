// Before the browser tests: build what has changed, and forget the demos of earlier runs.
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPrograms, buildSpa } from '../demo/build.ts';
import { endLeftovers } from '../demo/leftovers.ts';
import { testDemos } from './fixtures.ts';

export default async function setup(): Promise<void> {
  if (existsSync(testDemos)) {
    for (const demo of await readdir(testDemos)) await endLeftovers(join(testDemos, demo));
  }
  await rm(testDemos, { recursive: true, force: true });
  await buildSpa();
  await buildPrograms();
}
