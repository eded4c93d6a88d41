// Proof that the tables can fail: a portal that forgets some checks, built from the same sources with those taken
// out, lets the very lines through that are about them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Child } from '../demo/child.ts';
import { buildWeakened, type Weakening } from '../demo/weakened.ts';
import type { Browser } from './browser.ts';
import * as mutations from './mutations.ts';
import { logIn, type Setting } from './setting.ts';
import { play } from './tokens.ts';

const forgetful: Weakening[] = [
  { file: 'bff/login/token.go', from: /subtle\.ConstantTimeCompare\(\[\]byte\(token\.nonce\), \[\]byte\([\w.]+\)\) != 1/, to: 'subtle.ConstantTimeCompare(nil, nil) != 1' },
  { file: 'bff/login/token.go', from: /\["typ"\]; has &&/, to: '["typ"]; has && false &&' },
  { file: 'bff/login/token.go', from: /len\(token\.audience\) != 1 \|\|/, to: 'len(token.audience) == 0 ||' },
  { file: 'bff/login/callback.go', from: /!ok \|\| !level\.AtLeast\(p\.Level\)/, to: '!ok' },
];

/** The lines of the tables that are about those checks, by field and what is wrong. */
const about = ['nonce missing', "nonce another log-in's", 'typ an access token', 'aud ours and another one', 'acr substantial where somebody who is logged in wanted high'];

export function weakened(setting: () => Setting): void {
  describe('a portal that forgets to compare the nonce, the type, other audiences and the level', () => {
    test('lets in whom it should not, and the tables say so line by line', async () => {
      const command = await buildWeakened('login', forgetful);
      const replica = setting().demo.portals[1]!;
      await replica.stop();
      const portal = new Child({ ...replica.options, command });
      await portal.start();
      try {
        const door = setting().citizens;
        const { issuer } = door.forger.issuer.options;
        const all = [...mutations.common(issuer, 'portal-citizen', 'http://other.example'), ...mutations.citizens];
        const holder = async (): Promise<Browser> => (await logIn(setting(), door, { person: door.other })).browser;
        for (const name of about) {
          const line = all.find(({ field, what }) => `${field} ${what}` === name);
          assert.ok(line, `the tables have no line "${name}"`);
          await assert.rejects(play(setting(), door, line, await holder(), 1), assert.AssertionError, `the table doesn't see it: ${name}`);
          await play(setting(), door, line, await holder(), 0);
        }
      } finally {
        await portal.stop();
        await replica.start();
      }
    });
  });
}
