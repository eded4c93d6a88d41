// Which keys the pages ask for, and which nothing asks for.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

/** Keys may be written out, or put together from a beginning and a value of the API (`type.${entry.type}`). */
export function usage(keys, folder) {
  const texts = sources(fileURLToPath(folder));
  const all = (pattern) => texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found]) => found));
  const asked = new Set(all(/\bt\(\s*['"]([^'"]+)['"]/g));
  const named = new Set(all(/['"]([a-z]+(?:\.[A-Za-z0-9_-]+)+)['"]/g));
  const beginnings = [...new Set(all(/`([a-z]+\.(?:[A-Za-z0-9_-]+\.)*)\$\{/g))];
  return {
    missing: [...asked].filter((key) => !keys.includes(key)),
    unused: keys.filter((key) => !key.startsWith('srv.') && !named.has(key) && !beginnings.some((b) => key.startsWith(b))),
  };
}
