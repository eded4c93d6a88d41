// Keys exchanged underneath: the provider's, announced by nobody, and the portal's own, in either order.
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { after, describe, test } from 'node:test';
import { header, strangerSigns } from './forgeries.ts';
import { endsAt, isAlive, logIn, LogIn, sessions, type Door, type Setting } from './setting.ts';
import { ProviderKey } from './token.ts';

export function keys(setting: () => Setting): void {
  describe("the provider's keys", () => {
    for (const world of ['citizens', 'entra', 'ansattporten'] as const) {
      test(`${world}: exchanged between two log-ins, the next one succeeds after one look at the new keys`, async () => {
        const door = setting()[world];
        for (const ends of [0, 1] as const) await logIn(setting(), door, { ends });
        door.forger.issuer.rotateKeys();
        const read = door.forger.count('jwks');
        for (const ends of [0, 1, 0, 1] as const) {
          const { end, browser } = await logIn(setting(), door, { ends });
          assert.equal(endsAt(end), door.prefix || '/');
          assert.ok(await isAlive(setting(), door, browser, ends));
        }
        assert.equal(door.forger.count('jwks'), read + 2, 'each replica reads them once');
      });
    }

    test('exchanged while somebody picks their e-ID, that log-in succeeds', async () => {
      const door = setting().citizens;
      const one = await new LogIn(setting(), door, { ends: 1 }).begin();
      door.forger.issuer.rotateKeys();
      assert.equal(endsAt(await (await one.pick()).finish()), '/');
    });

    test('a key that was withdrawn signs nothing any more, once the new ones are known', async () => {
      const door = setting().entra;
      const withdrawn = new ProviderKey(door.forger.issuer.signingKey);
      const { kid } = door.forger.issuer.signingKey as { kid: string };
      door.forger.issuer.rotateKeys();
      assert.equal(endsAt((await logIn(setting(), door)).end), '/employee');
      const there = await sessions(setting());
      const { end } = await door.forger.forging(
        (token) => withdrawn.sign({ ...token, header: { ...token.header, kid } }),
        () => logIn(setting(), door),
      );
      assert.equal(endsAt(end), '/employee/sorry/login-failed');
      assert.equal(await sessions(setting()), there);
    });

    test('a stream of tokens with unknown keys makes the portal ask for them a few times, not each time', async () => {
      const door = setting().citizens;
      const read = door.forger.count('jwks');
      for (let i = 0; i < 30; i++) {
        const forgery = i % 2 ? header('kid', `unknown-${i}`) : strangerSigns({ kid: `stranger-${i}` });
        const { end } = await door.forger.forging(forgery, () => logIn(setting(), door, { ends: i % 4 < 2 ? 0 : 1 }));
        assert.equal(endsAt(end), '/sorry/login-failed');
      }
      // Two replicas, three at once each, and one more every ten seconds.
      const asked = door.forger.count('jwks') - read;
      assert.ok(asked <= 12, `asked ${asked} times for 30 tokens`);
      assert.equal(endsAt((await logIn(setting(), door)).end), '/', 'right ones are taken all the while');
    });
  });

  describe("the portal's own keys", () => {
    const makeKey = (): JsonWebKey & { kid: string } => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' } as never;
    };
    const open = ({ kty, n, e, kid, alg, use }: Record<string, unknown>): JsonWebKey => ({ kty, n, e, kid, alg, use }) as JsonWebKey;
    const file = (): string => setting().demo.secrets.citizenKeyFile;
    /** The last one is the newest. */
    const write = (...set: JsonWebKey[]): Promise<void> => writeFile(file(), JSON.stringify({ keys: set }));
    const register = (door: Door, ...set: object[]): void => door.forger.issuer.registerKeys({ keys: set.map((key) => open(key as never)) });
    const provenBy = async (door: Door): Promise<string> => {
      assert.equal(endsAt((await logIn(setting(), door)).end), '/');
      return door.forger.provenBy.at(-1)!;
    };

    let before: string | undefined;
    const current = async (): Promise<JsonWebKey & { kid: string }> => {
      const text = await readFile(file(), 'utf8');
      before ??= text;
      const read = JSON.parse(text) as { keys?: never[] };
      return read.keys ? read.keys[0]! : (read as never);
    };
    after(async () => {
      if (before === undefined) return;
      await writeFile(file(), before);
      setting().citizens.forger.issuer.registerKeys({ keys: [open(JSON.parse(before) as never)] });
    });

    test('exchanged without a restart, registered at the provider first: every log-in succeeds', async () => {
      const door = setting().citizens;
      const [old, next] = [await current(), makeKey()];
      register(door, old, next);
      assert.equal(await provenBy(door), old.kid);
      await write(old, next);
      assert.equal(await provenBy(door), next.kid);
      await write(next);
      register(door, next);
      assert.equal(await provenBy(door), next.kid);
    });

    test('exchanged without a restart, given to the portal first: every log-in succeeds', async () => {
      const door = setting().citizens;
      const [old, next] = [await current(), makeKey()];
      await write(old, next);
      assert.equal(await provenBy(door), old.kid, 'the provider knows only the old one');
      register(door, old, next);
      assert.ok([old.kid, next.kid].includes(await provenBy(door)));
      await write(next);
      register(door, next);
      assert.equal(await provenBy(door), next.kid);
    });
  });
}
