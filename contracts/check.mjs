// Says which generated files are not what the contracts say: `npm run check:contracts`.
// A second run without a change in between only compares checksums.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { contracts, generate } from './generate.mjs';
import { names } from './generate/sources.mjs';

const remembered = join(contracts, '..', 'node_modules', '.cache', 'contracts', 'checked');

/** Every generated file that is in the project, relative to the contracts. */
async function committed() {
  const found = (await readdir(contracts)).filter((file) => file.endsWith('.d.ts'));
  for (const name of names.filter((name) => existsSync(join(contracts, name)))) {
    for (const file of await readdir(join(contracts, name))) {
      if (file.endsWith('.gen.go')) found.push(join(name, file));
    }
  }
  return found.sort();
}

/** One checksum over the contracts, what makes code of them, and that code. */
async function checksum() {
  const sources = [
    ...names.map((name) => `${name}.yaml`),
    ...(await readdir(join(contracts, 'generate'))).map((file) => join('generate', file)),
    'generate.mjs',
    'package.json',
  ];
  const hash = createHash('sha256');
  for (const path of [...sources, ...(await committed())].sort()) {
    const file = join(contracts, path);
    hash.update(path).update('\0').update(existsSync(file) ? await readFile(file) : 'missing').update('\0');
  }
  return hash.digest('hex');
}

async function staleFiles() {
  const fresh = await mkdtemp(join(tmpdir(), 'contracts-check-'));
  try {
    const expected = await generate(fresh);
    const all = [...new Set([...expected, ...(await committed())])].sort();
    const stale = [];
    for (const path of all) {
      const [made, kept] = [join(fresh, path), join(contracts, path)];
      const same = existsSync(made) && existsSync(kept) && (await readFile(made)).equals(await readFile(kept));
      if (!same) stale.push(path);
    }
    return stale;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

const sum = await checksum();
const unchanged = existsSync(remembered) && (await readFile(remembered, 'utf8')) === sum;
const stale = unchanged ? [] : await staleFiles();
if (stale.length > 0) {
  console.error('Not what the contracts say; run `npm run generate` and commit the result:');
  for (const path of stale) console.error(`  contracts/${path}`);
  process.exit(1);
}
await mkdir(dirname(remembered), { recursive: true });
await writeFile(remembered, sum);
console.log('The generated code is what the contracts say.');
