// Row 29: keys change while people are logged in.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../demo/build.ts';
import { program } from '../demo/folders.ts';
import { prepareSecrets } from '../demo/secrets.ts';
import { attack, firstOf, within, type Attack } from './attack.ts';
import { told } from './http.ts';
import type { Stage } from './stage.ts';

/** Restarts one replica after the other, as a new version is rolled out. */
async function restart(stage: Stage): Promise<void> {
  for (const portal of stage.running) {
    await portal.stop();
    await portal.start();
  }
}

export const rotations: Attack[] = [
  attack(29, 'the provider changes its keys while people are logged in', 'nobody is logged out; log-ins succeed within 15 s', async (stage) => {
    const { forger, portal } = await stage.forged();
    const before = stage.stranger();
    before.via = portal;
    await before.logIn('rania');
    forger.rotate();
    const after = stage.stranger();
    after.via = portal;
    let answer = await after.logIn('rania');
    // Unknown keys are looked up now and then only: spoiled tokens may just have used that up.
    await within(15_000, async () => after.session !== undefined || (answer = await after.logIn('rania')) === undefined);
    return firstOf('nobody is logged out; log-ins succeed within 15 s', !(await before.isIn()) && 'somebody was logged out', !after.session && `the next log-in: ${told(answer)}`);
  }),
  attack(29, 'tokens with the key that the provider has given up', '303 to /sorry/login-failed, no session', async (stage) => {
    const { forger, portal } = await stage.forged();
    const old = forger.header;
    forger.rotate();
    const first = stage.stranger();
    first.via = portal;
    await within(15_000, async () => first.session !== undefined || (await first.logIn('rania')) === undefined);
    forger.forgery = { header: () => old, key: 'other' };
    const visitor = stage.stranger();
    visitor.via = portal;
    const answer = await visitor.logIn('rania');
    forger.forgery = {};
    return `${told(answer)}, ${visitor.session ? 'a session' : 'no session'}`;
  }),
  attack(29, 'ID-porten’s stand-in changes its keys, on both replicas', 'nobody is logged out; the next log-ins succeed', async (stage) => {
    const before = await stage.fresh('rania');
    stage.demo.citizensLogin.issuers[0]!.rotateKeys();
    const troubles: string[] = [];
    for (const portal of stage.portals) {
      const after = stage.stranger();
      after.via = portal;
      const answer = await after.logIn('omar');
      if (!after.session) troubles.push(told(answer));
    }
    return firstOf('nobody is logged out; the next log-ins succeed', !(await before.isIn()) && 'somebody was logged out', troubles[0]);
  }),
  attack(29, 'the portal gets a new client key before the provider knows it, then the provider forgets the old one', '303 to /, then 303 to /', async (stage) => {
    const issuer = stage.demo.citizensLogin.issuers[0]!;
    const { citizenJwks, citizenKeyFile } = await prepareSecrets(join(stage.folder, 'secrets'));
    const old = JSON.parse(await readFile(citizenKeyFile, 'utf8')) as Record<string, string>;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const fresh = { ...privateKey.export({ format: 'jwk' }), kid: 'the-new-one', alg: 'RS256', use: 'sig' };
    const keyFile = join(stage.folder, 'two-keys.jwks');
    await writeFile(keyFile, JSON.stringify({ keys: [old, fresh] }), { mode: 0o600 });
    const change = (file: Record<string, unknown>): Record<string, unknown> => ({ ...file, citizenLogin: { ...(file.citizenLogin as object), keyFile } });
    const portal = await stage.extra({ name: 'two-keys', change });
    const logIn = async (): Promise<string> => {
      const visitor = stage.stranger();
      visitor.via = portal;
      return told(await visitor.logIn('omar').catch(() => visitor.get('/login')));
    };
    try {
      const first = await logIn();
      const { kty, n, e, kid, alg, use } = fresh as Record<string, string>;
      issuer.registerKeys({ keys: [{ kty, n, e, kid, alg, use } as JsonWebKey] });
      return `${first}, then ${await logIn()}`;
    } finally {
      issuer.registerKeys(citizenJwks);
      await portal.child.stop();
    }
  }),
  attack(29, 'a new encryption key: made, made active, everything wrapped anew, each time with a restart', 'nobody is logged out, drafts can be read', async (stage) => {
    const folder = join(stage.folder, 'vault-keys');
    const rania = await stage.fresh('rania');
    const path = `/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/conversation/draft`;
    const { revision } = JSON.parse((await rania.get(path)).text) as { revision: number };
    await rania.api('PUT', path, { text: 'written before the new key', revision });
    const old = await readFile(join(folder, 'active'), 'utf8');
    const name = `attack-${Date.now()}`;
    await writeFile(join(folder, `kek-${name}.key`), `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    await restart(stage);
    await writeFile(join(folder, 'active'), `${name}\n`);
    await restart(stage);
    const said = await run(program('portal'), ['rewrap'], stage.demo.portals[0]!.options.env);
    const [here, there] = await Promise.all(stage.portals.map((portal) => rania.through(portal).get(path)));
    return firstOf(
      'nobody is logged out, drafts can be read',
      old.trim() === name && 'the key is the old one',
      !/^[1-9]\d* keys were wrapped anew/.test(said) && `rewrap said: ${said.trim()}`,
      !(await rania.isIn()) && 'somebody was logged out',
      [here!, there!].map((answer) => !answer.text.includes('written before') && told(answer)).find(Boolean),
    );
  }),
  attack(29, 'both replicas are killed and start again', 'nobody is logged out', async (stage) => {
    const people = await Promise.all([stage.fresh('rania'), stage.fresh('ingrid', { world: 'employee' })]);
    for (const portal of stage.demo.portals) {
      await portal.kill();
      await portal.start();
    }
    const alive = await Promise.all(people.map((one) => one.isIn()));
    return alive.every(Boolean) ? 'nobody is logged out' : 'somebody was logged out';
  }),
];
