// Every single token field wrong, through every door: the right page, no session, and the one from before untouched.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Browser } from './browser.ts';
import * as mutations from './mutations.ts';
import type { Mutation } from './mutations.ts';
import { endsAt, isAlive, logIn, sessions, type Door, type Setting } from './setting.ts';

/** Plays one line of the tables through one door, in a browser that has a session from before. */
export async function play(setting: Setting, door: Door, mutation: Mutation, holder: Browser, replica: 0 | 1 = 0): Promise<void> {
  const comesIn = mutation.end === 'in' || mutation.emptySession;
  const browser = comesIn ? new Browser() : holder.copy();
  const there = await sessions(setting);
  const { end } = await door.forger.forging(mutation.forgery, () => logIn(setting, door, { browser, query: mutation.query ?? {}, ends: replica }));
  const home = door.prefix || '/';
  assert.equal(endsAt(end), mutation.end === 'in' ? home : `${door.prefix}/sorry/${mutation.end}`);
  assert.equal(end.sets.get(door.cookie) !== undefined, Boolean(comesIn), 'a session cookie');
  assert.equal(await sessions(setting), there + (comesIn ? 1 : 0), 'sessions in the database');
  if (comesIn) return;
  assert.equal(browser.cookie(door.cookie), holder.cookie(door.cookie), 'the cookie from before');
  assert.ok(await isAlive(setting, door, browser, replica), 'the session from before');
}

export function tokens(setting: () => Setting): void {
  const doors = [
    { name: 'ID-porten', door: () => setting().citizens, more: mutations.citizens, client: 'portal-citizen' },
    { name: 'Entra ID', door: () => setting().entra, more: mutations.entra, client: 'portal-employee' },
    { name: 'Ansattporten', door: () => setting().ansattporten, more: mutations.ansattporten, client: 'portal-employee' },
  ];
  for (const { name, door, more, client } of doors) {
    describe(`one field of a token of ${name}`, () => {
      // Somebody logged in before; after a line that failed, somebody else, so that one failure doesn't cause the next.
      let holder: Browser | undefined;
      const check = async (line: Mutation): Promise<void> => {
        holder ??= (await logIn(setting(), door(), { person: door().other })).browser;
        await play(setting(), door(), line, holder).catch((error: unknown) => {
          holder = undefined;
          throw error;
        });
      };
      // The table needs addresses that are known only later; its lines don't change with them.
      const lines = (issuer: string, other: string): Mutation[] => [...mutations.common(issuer, client, other), ...more];
      lines('http://issuer.example', 'http://other.example').forEach((line, i) => {
        test(`${line.field}: ${line.what} ${line.end === 'in' ? `is fine: ${line.why}` : `ends at ${line.end}`}`, async () => {
          const other = door() === setting().citizens ? setting().entra : setting().citizens;
          await check(lines(door().forger.issuer.options.issuer, other.forger.issuer.options.issuer)[i]!);
        });
      });

      test('the token of another log-in of the same person, rightly signed, is refused', async () => {
        await logIn(setting(), door());
        const earlier = door().forger.lastToken;
        await check({ field: 'token', what: 'of another log-in', forgery: () => earlier, end: 'login-failed' });
      });

      test('untouched, the same way leads in', async () => {
        const { end, browser } = await logIn(setting(), door());
        assert.equal(endsAt(end), door().prefix || '/');
        assert.ok(await isAlive(setting(), door(), browser));
      });
    });
  }

  test('the log says that log-ins were refused, and nothing of a token or a person', async () => {
    const logs = await Promise.all(['portal.log', 'portal-2.log'].map((file) => readFile(join(setting().demo.logFolder, file), 'utf8')));
    // A correlation id may hold eleven digits in a row.
    const lines = logs.join('').replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '').split('\n');
    assert.ok(lines.some((line) => line.includes('log-in ended')));
    assert.deepEqual(lines.filter((line) => /\d{11}|eyJ[\w-]{20}|Haddad|Solbakken|Lunde|[?&]code=/.test(line)), []);
  });
}
