// Proof that the tables can fail: a portal that forgets some checks, built from the same sources with those taken
// out, lets the very lines through that are about them.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { run } from '../demo/build.ts';
import { Child } from '../demo/child.ts';
import { cache, root } from '../demo/folders.ts';
import type { Browser } from './browser.ts';
import * as mutations from './mutations.ts';
import { logIn, type Setting } from './setting.ts';
import { play } from './tokens.ts';

interface Weakening {
  file: string;
  check: RegExp;
  otherwise: string;
}

/** Builds the portal with some checks otherwise; nothing in the project changes. */
async function build(weakenings: Weakening[]): Promise<string> {
  const folder = join(cache, 'login-tests');
  const replace: Record<string, string> = {};
  for (const [i, { file, check, otherwise }] of weakenings.entries()) {
    const source = join(root, file);
    const text = await readFile(replace[source] ?? source, 'utf8');
    assert.match(text, check, `${file} has changed: name the check anew`);
    const changed = join(folder, `weakened-${i}.go`);
    await writeFile(changed, text.replace(check, otherwise));
    replace[source] = changed;
  }
  const [overlay, program] = [join(folder, 'overlay.json'), join(folder, 'portal-weakened')];
  await writeFile(overlay, JSON.stringify({ Replace: replace }));
  await run('go', ['build', '-overlay', overlay, '-o', program, './bff/cmd/portal']);
  return program;
}

const forgetful: Weakening[] = [
  { file: 'bff/login/token.go', check: /subtle\.ConstantTimeCompare\(\[\]byte\(token\.nonce\), \[\]byte\([\w.]+\)\) != 1/, otherwise: 'subtle.ConstantTimeCompare(nil, nil) != 1' },
  { file: 'bff/login/token.go', check: /\["typ"\]; has &&/, otherwise: '["typ"]; has && false &&' },
  { file: 'bff/login/token.go', check: /len\(token\.audience\) != 1 \|\|/, otherwise: 'len(token.audience) == 0 ||' },
  { file: 'bff/login/callback.go', check: /!ok \|\| !level\.AtLeast\(p\.Level\)/, otherwise: '!ok' },
];

/** The lines of the tables that are about those checks, by field and what is wrong. */
const about = ['nonce missing', "nonce another log-in's", 'typ an access token', 'aud ours and another one', 'acr substantial where somebody who is logged in wanted high'];

export function weakened(setting: () => Setting): void {
  describe('a portal that forgets to compare the nonce, the type, other audiences and the level', () => {
    test('lets in whom it should not, and the tables say so line by line', async () => {
      const command = await build(forgetful);
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
