// Fails when the built app has grown beyond what an old phone on a slow line should have to fetch. In kB (1000), brotli.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

// The viewer of files comes only when somebody opens one; its worker is no chunk of the manifest's routes.
const limits = { entry: 80, route: 25, catalogue: 12, viewer: 130, worker: 340 };
const dist = new URL('./dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

function size(file) {
  const path = join(dist, file);
  return (existsSync(`${path}.br`) ? readFileSync(`${path}.br`) : brotliCompressSync(readFileSync(path))).length / 1000;
}

const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
const inEntry = new Set();
function collect(key, into) {
  const chunk = manifest[key];
  if (!chunk || into.has(chunk.file)) return;
  into.add(chunk.file);
  for (const css of chunk.css ?? []) into.add(css);
  for (const next of chunk.imports ?? []) collect(next, into);
}
const entryKey = Object.keys(manifest).find((key) => manifest[key] === entry);
collect(entryKey, inEntry);

const rows = [['entry', 'JS + CSS of the first page', [...inEntry].reduce((sum, f) => sum + size(f), 0)]];
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || inEntry.has(chunk.file)) continue;
  const files = new Set();
  collect(key, files);
  const own = [...files].filter((f) => !inEntry.has(f));
  const kind = /i18n\/.*\?part=/.test(key) ? 'catalogue' : key === 'src/pdf/engine.ts' ? 'viewer' : 'route';
  rows.push([kind, key, own.reduce((sum, f) => sum + size(f), 0)]);
}
for (const file of readdirSync(join(dist, 'assets')))
  if (/\.worker-.*\.js$/.test(file)) rows.push(['worker', file, size(join('assets', file))]);
if (!rows.some(([kind]) => kind === 'viewer') || !rows.some(([kind]) => kind === 'worker'))
  throw new Error('the viewer of files is in no chunk of its own');

let over = 0;
for (const [kind, name, kB] of rows.sort((a, b) => b[2] - a[2])) {
  const tooBig = kB > limits[kind];
  if (tooBig) over += 1;
  console.log(
    `${tooBig ? 'OVER' : 'ok  '} ${kB.toFixed(1).padStart(6)} of ${limits[kind]} kB  ${kind.padEnd(9)} ${name}`,
  );
}
if (over) {
  console.error(`${over} over budget`);
  process.exit(1);
}
