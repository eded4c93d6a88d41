// Which keys the pages ask for, which nothing asks for, and which a page asks for without loading the part they are in.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partOf } from './parts.mjs';

/** The pages' source: path below that folder → text. */
export function sources(folder, below = '') {
  return new Map(
    readdirSync(join(fileURLToPath(folder), below), { withFileTypes: true }).flatMap((entry) => {
      const path = posix.join(below, entry.name);
      if (entry.isDirectory()) return [...sources(folder, path)];
      return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)
        ? [[path, readFileSync(join(fileURLToPath(folder), path), 'utf8')]]
        : [];
    }),
  );
}

const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);
const literals = (text) => all(text, /['"]([a-z]+(?:\.[A-Za-z0-9_-]+)+)['"]/g);
/** Keys may be written out, or put together from a beginning and a value of the API (`type.${entry.type}`). */
const beginnings = (text) => all(text, /`([a-z]+\.(?:[A-Za-z0-9_-]+\.)*)\$\{/g);

export function usage(keys, files) {
  const text = [...files.values()].join('\n');
  const named = new Set(literals(text));
  const begun = [...new Set(beginnings(text))];
  return {
    missing: [...new Set(all(text, /\bt\(\s*['"]([^'"]+)['"]/g))].filter((key) => !keys.includes(key)),
    unused: keys.filter((key) => !key.startsWith('srv.') && !named.has(key) && !begun.some((b) => key.startsWith(b))),
  };
}

/** A page that comes later, and the parts it brings: `withWords(['views'], () => import('./views/ViewsPage.tsx')…`. */
const later = /(?:withWords\(\s*\[([^\]]*)\],\s*\(\)\s*=>\s*)?\bimport\('(\.[^']+)'\)/g;

/** A page's file and all that comes with it. */
function importedBy(page, files) {
  const found = new Set();
  const open = [page];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = files.get(path);
    if (text === undefined || found.has(path)) continue;
    found.add(path);
    for (const next of all(text, /^(?:(?:import|export)\s+(?!type\b)[^'";]*?\bfrom\s+|import\s+)'(\.[^']+)'/gm))
      open.push(posix.join(posix.dirname(path), next));
  }
  return found;
}

/** What a page shows without loading the part it is in, each said once. The first page, `main.tsx`, has the core. */
export function outOfReach(keys, files) {
  const wrong = new Set();
  const seen = new Set();
  const asked = new Map(
    [...files].map(([path, text]) => {
      const [named, begun] = [new Set(literals(text)), beginnings(text)];
      return [path, keys.filter((key) => named.has(key) || begun.some((b) => key.startsWith(b)))];
    }),
  );
  const visit = (page, here) => {
    const visited = `${page} ${[...here].sort()}`;
    if (seen.has(visited)) return;
    seen.add(visited);
    for (const path of importedBy(page, files)) {
      for (const key of asked.get(path))
        if (!here.has(partOf(key)))
          wrong.add(`${path} uses ${key} of the part "${partOf(key)}", which ${page} doesn't load`);
      for (const [, brought = '', next] of files.get(path).matchAll(later))
        visit(posix.join(posix.dirname(path), next), new Set([...here, ...all(brought, /'([^']+)'/g)]));
    }
  };
  visit('main.tsx', new Set(['core']));
  return [...wrong].sort();
}
