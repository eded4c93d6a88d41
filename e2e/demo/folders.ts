// Where the demo keeps what it makes. Nothing of it is committed.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What can be made anew at any time: programs, the documents' PDFs, checksums. */
export const cache = join(root, '.cache');

/** The demo that `npm start` runs: its keys, settings and logs, and its data where Postgres can read it. */
export const demoFolder = join(root, '.demo');

export const program = (name: string): string => join(cache, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
