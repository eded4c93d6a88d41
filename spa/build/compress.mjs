// Puts a .br and a .gz next to every text asset of the build, and writes which chunk holds the core of which language.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const text = /\.(js|mjs|css|html|svg|json|webmanifest|txt)$/;

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

for (const file of walk(dist)) {
  // The manifest is for the server, and index.html is filled in per answer: neither is served as it lies here.
  if (!text.test(file) || file.includes('/.vite/') || file.endsWith('/index.html') || statSync(file).size < 200)
    continue;
  const body = readFileSync(file);
  const br = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
  const gz = gzipSync(body, { level: 9 });
  if (br.length < body.length) writeFileSync(`${file}.br`, br);
  if (gz.length < body.length) writeFileSync(`${file}.gz`, gz);
}

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const rightToLeft = new Set(['ar', 'fa', 'fa-AF', 'ckb', 'ps', 'ur']);
const languages = {};
for (const [source, chunk] of Object.entries(manifest)) {
  const language = /i18n\/([A-Za-z-]+)\.json\?part=core$/.exec(source)?.[1];
  if (language) languages[language] = { file: `/${chunk.file}`, dir: rightToLeft.has(language) ? 'rtl' : 'ltr' };
}
writeFileSync(join(dist, '.vite/languages.json'), `${JSON.stringify(languages, null, 2)}\n`);
