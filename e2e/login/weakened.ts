// Proof that the tables can fail: a portal that forgets one check, built from the same sources with that check taken
// out, lets the very lines through that are about it.
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

/** Builds the portal with one place of one file otherwise; nothing in the project changes. */
async function build(file: string, place: RegExp, otherwise: string): Promise<string> {
  const source = join(root, file);
  const text = await readFile(source, 'utf8');
  assert.match(text, place, `${file} has changed: name the check anew`);
  const folder = join(cache, 'login-tests');
  const [changed, overlay, program] = ['weakened.go', 'overlay.json', 'portal-weakened'].map((name) => join(folder, name)) as [string, string, string];
  await writeFile(changed, text.replace(place, otherwise));
  await writeFile(overlay, JSON.stringify({ Replace: { [source]: changed } }));
  await run('go', ['build', '-overlay', overlay, '-o', program, './bff/cmd/portal']);
  return program;
}

export function weakened(setting: () => Setting): void {
  describe('a portal that forgets to compare the nonce', () => {
    test("lets in who comes with another log-in's token, and the table says so", async () => {
      const command = await build('bff/login/token.go', /subtle\.ConstantTimeCompare\(\[\]byte\(token\.[nN]once\), \[\]byte\([\w.]+\)\) != 1/, 'subtle.ConstantTimeCompare(nil, nil) != 1');
      const replica = setting().demo.portals[1]!;
      await replica.stop();
      const forgetful = new Child({ ...replica.options, command });
      await forgetful.start();
      try {
        const door = setting().citizens;
        const { issuer } = door.forger.issuer.options;
        const lines = mutations.common(issuer, 'portal-citizen', 'http://other.example').filter(({ field, what }) => field === 'nonce' && /missing|another log-in/.test(what));
        assert.equal(lines.length, 2);
        for (const line of lines) {
          const holder: Browser = (await logIn(setting(), door, { person: door.other })).browser;
          await assert.rejects(play(setting(), door, line, holder, 1), assert.AssertionError, `the table doesn't see it: ${line.what}`);
          await play(setting(), door, line, (await logIn(setting(), door, { person: door.other })).browser, 0);
        }
      } finally {
        await forgetful.stop();
        await replica.start();
      }
    });
  });
}
