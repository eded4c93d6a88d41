// Makes the Go and TypeScript code of the contracts: `npm run generate` writes it next to the contracts,
// `check.mjs` writes it elsewhere and compares.
import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';

/** The folder with the contracts. */
export const contracts = dirname(fileURLToPath(import.meta.url));

/** Writes everything generated below `target` and returns the paths, relative to it. */
export async function generate(target) {
  // Loaded here, because the check often needs only the folder's name.
  const [{ generateGo }, { generateTypeScript }] = await Promise.all([
    import('./generate/go.mjs'),
    import('./generate/typescript.mjs'),
  ]);
  const written = await Promise.all([generateGo(contracts, target), generateTypeScript(contracts, target)]);
  return written.flat().sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const path of await generate(contracts)) console.log(`contracts/${path}`);
}
