// Go types, clients, strict echo servers and embedded documents, made by oapi-codegen.
//
// Streaming (PDF): for a binary answer the strict server takes an io.Reader as Body, sets Content-Type, Content-Length
// (where given) and the declared headers, and copies without buffering; a declared 206 gets a type of its own. It knows
// nothing of Range: `Range` and `If-Range` reach the handler as declared header parameters. Any value with the
// operation's `Visit…Response(http.ResponseWriter) error` method is an answer, so a handler that forwards another
// server's answer, status and headers included, returns a type of its own with that method. On the client side use
// `Client` (gives *http.Response) for streams: `ClientWithResponses` reads the whole body into memory.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readContracts } from './sources.mjs';

const run = promisify(execFile);
const version = 'v2.8.2';

/** What is generated of each contract: file name → oapi-codegen's `generate` setting. */
const outputs = {
  barnevern: { types: { models: true }, spec: { 'embedded-spec': true } },
  fagsystem: {
    types: { models: true },
    client: { client: true },
    server: { 'echo-server': true, 'strict-server': true },
    spec: { 'embedded-spec': true },
  },
  portal: {
    types: { models: true },
    client: { client: true },
    server: { 'echo-server': true, 'strict-server': true },
    spec: { 'embedded-spec': true },
  },
  live: { types: { models: true } },
};

/** Writes NAME/{types,client,server,spec}.gen.go below target and returns their paths. */
export async function generateGo(folder, target) {
  const generator = await installGenerator(folder);
  const work = await mkdtemp(join(tmpdir(), 'contracts-'));
  try {
    const documents = await readContracts(folder);
    for (const [name, document] of documents) {
      await writeFile(join(work, `${name}.yaml`), JSON.stringify(withoutNullInEnums(document)));
    }
    const files = [];
    for (const [name, document] of documents) {
      await mkdir(join(target, name), { recursive: true });
      for (const [part, generated] of Object.entries(outputs[name])) {
        const path = join(name, `${part}.gen.go`);
        const config = join(work, `${name}-${part}.config`);
        await writeFile(config, JSON.stringify(configuration(name, document, generated, join(target, path))));
        files.push({ path, args: ['-config', config, join(work, `${name}.yaml`)] });
      }
    }
    await Promise.all(files.map(({ args }) => run(generator, args)));
    return files.map(({ path }) => path);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function configuration(name, document, generated, output) {
  const referring = JSON.stringify(document).includes('"barnevern.yaml#');
  return {
    package: name,
    output,
    generate: generated,
    'import-mapping': referring ? { 'barnevern.yaml': 'innbyggertjenesten/contracts/barnevern' } : {},
    compatibility: { 'always-prefix-enum-values': true },
    'output-options': {
      'skip-prune': true,
      'prefer-skip-optional-pointer-on-container-types': true,
    },
  };
}

/**
 * OpenAPI wants null among the values of a nullable enum; oapi-codegen would make a constant "<nil>" of it and call that
 * text valid. In Go a nullable enum is a pointer, so the constant has no use.
 */
function withoutNullInEnums(node) {
  if (Array.isArray(node)) return node.map(withoutNullInEnums);
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutNullInEnums(value)]));
  if (copy.nullable === true && Array.isArray(copy.enum)) copy.enum = copy.enum.filter((value) => value !== null);
  return copy;
}

/** Builds the generator once per version, outside of go.mod, and returns its path. */
async function installGenerator(folder) {
  const bin = join(folder, '..', 'node_modules', '.cache', `oapi-codegen-${version}`);
  const program = join(bin, process.platform === 'win32' ? 'oapi-codegen.exe' : 'oapi-codegen');
  if (!existsSync(program)) {
    await run('go', ['install', `github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@${version}`], {
      env: { ...process.env, GOBIN: bin },
    });
  }
  return program;
}
