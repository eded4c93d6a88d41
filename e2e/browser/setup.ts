// Before the browser tests: build what has changed, and forget the demos of earlier runs.
import { rm } from 'node:fs/promises';
import { buildPrograms, buildSpa } from '../demo/build.ts';
import { testDemos } from './fixtures.ts';

export default async function setup(): Promise<void> {
  await rm(testDemos, { recursive: true, force: true });
  await buildSpa();
  await buildPrograms();
}
