// Reads the contracts and gives them the form a generator understands.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Every contract, by the name of its file and of its Go package. */
export const names = ['barnevern', 'fagsystem', 'portal', 'live'];

/** The contracts as [name, OpenAPI document] pairs. */
export async function readContracts(folder) {
  return Promise.all(
    names.map(async (name) => [name, toOpenApi(parse(await readFile(join(folder, `${name}.yaml`), 'utf8')))]),
  );
}

/**
 * An AsyncAPI document's payload schemas as an OpenAPI document, so that one set of generators serves both. AsyncAPI's
 * discriminator is only the property's name; OpenAPI's also says which value means which schema.
 */
function toOpenApi(document) {
  if (!document.asyncapi) return document;
  const schemas = structuredClone(document.components.schemas);
  for (const schema of Object.values(schemas)) {
    if (typeof schema.discriminator !== 'string' || !schema.oneOf) continue;
    const propertyName = schema.discriminator;
    const mapping = {};
    for (const { $ref } of schema.oneOf) {
      const variant = schemas[$ref.split('/').at(-1)];
      for (const value of variant.properties[propertyName].enum) mapping[value] = $ref;
    }
    schema.discriminator = { propertyName, mapping };
  }
  return { openapi: '3.0.3', info: document.info, paths: {}, components: { schemas } };
}
