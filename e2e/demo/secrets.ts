// Keys and tokens of one demo, made on its first start and never shared with another.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { municipalities } from '../people/people.ts';

interface Jwks {
  keys: JsonWebKey[];
}

export interface Secrets {
  citizenKeyFile: string;
  citizenJwks: Jwks;
  employeeKeyFile: string;
  employeeJwks: Jwks;
  fagsystemTokenFile: string;
  fagsystemToken: string;
  /** What each municipality's fagsystem signs its webhooks with, and the file with it. */
  webhooks: Record<string, { secret: string; secretFile: string }>;
  notificationsTokenFile: string;
  notificationsToken: string;
}

async function onceWritten(file: string, make: () => string): Promise<string> {
  if (!existsSync(file)) await writeFile(file, make(), { mode: 0o600 });
  return readFile(file, 'utf8');
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' });
}

async function clientKey(file: string): Promise<Jwks> {
  const { kty, n, e, kid, alg, use } = JSON.parse(await onceWritten(file, newKey)) as Record<string, string>;
  return { keys: [{ kty, n, e, kid, alg, use } as JsonWebKey] };
}

/** Reads the secrets in a folder, making what is missing. */
export async function prepareSecrets(folder: string): Promise<Secrets> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(folder, name);
  const token = (name: string): Promise<string> => onceWritten(file(name), () => randomBytes(32).toString('base64url'));
  return {
    citizenKeyFile: file('citizen-login.jwk'),
    citizenJwks: await clientKey(file('citizen-login.jwk')),
    employeeKeyFile: file('employee-login.jwk'),
    employeeJwks: await clientKey(file('employee-login.jwk')),
    fagsystemTokenFile: file('fagsystem.token'),
    fagsystemToken: await token('fagsystem.token'),
    webhooks: Object.fromEntries(
      await Promise.all(
        municipalities.map(async ({ id }) => {
          const name = `webhooks-${id}.secret`;
          return [id, { secretFile: file(name), secret: await onceWritten(file(name), () => `whsec_${randomBytes(32).toString('base64')}`) }] as const;
        }),
      ),
    ),
    notificationsTokenFile: file('notifications.token'),
    notificationsToken: await token('notifications.token'),
  };
}
