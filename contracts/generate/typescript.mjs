// TypeScript types, made by openapi-typescript: `components["schemas"]["X"]`, and each schema under its own name.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { readContracts } from './sources.mjs';

const banner = '// Made from the contract by `npm run generate`; change the contract instead.\n\n';

/** What TypeScript code uses; barnevern.yaml arrives inside fagsystem.yaml. */
const wanted = ['fagsystem', 'portal', 'live'];

/** Writes NAME.d.ts below target and returns their paths. */
export async function generateTypeScript(folder, target) {
  const work = await mkdtemp(join(tmpdir(), 'contracts-'));
  try {
    const documents = await readContracts(folder);
    for (const [name, document] of documents) await writeFile(join(work, `${name}.yaml`), JSON.stringify(document));
    await mkdir(target, { recursive: true });
    const written = [];
    for (const [name] of documents.filter(([name]) => wanted.includes(name))) {
      const ast = await openapiTS(pathToFileURL(join(work, `${name}.yaml`)), {
        rootTypes: true,
        rootTypesNoSchemaPrefix: true,
        silent: true,
      });
      await writeFile(join(target, `${name}.d.ts`), banner + astToString(ast));
      written.push(`${name}.d.ts`);
    }
    return written;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
