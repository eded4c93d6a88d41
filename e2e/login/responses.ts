// What a provider may answer in place of a token: the right page, no session, and the portal goes on answering.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Browser } from './browser.ts';
import type { Spoiling } from './forger.ts';
import { endsAt, isAlive, logIn, sessions, type Setting } from './setting.ts';

type Change = (body: Record<string, unknown>) => void;

const body =
  (change: Change): Spoiling =>
  (ctx) =>
    change(ctx.body as Record<string, unknown>);

const answer =
  (status: number, type: string, text: string | Buffer): Spoiling =>
  (ctx) => {
    ctx.status = status;
    ctx.body = text;
    ctx.type = type;
  };

const json = (status: number, value: unknown): Spoiling => answer(status, 'application/json', JSON.stringify(value));

/** What the provider answers, and on which page that ends; `in` where it makes no difference. */
const answers: [string, Spoiling, string][] = [
  ['no ID token', body((b) => delete b.id_token), 'login-failed'],
  ['a token type that is a proof of another kind', body((b) => (b.token_type = 'mac')), 'login-failed'],
  ['a token type in other capitals', body((b) => (b.token_type = 'bearer')), 'in'],
  ['a field that nobody knows', body((b) => (b.extra = { deep: true })), 'in'],
  ['the code is refused', json(400, { error: 'invalid_grant' }), 'login-failed'],
  ['an HTML page', answer(200, 'text/html', '<!doctype html><title>Maintenance</title>'), 'unavailable'],
  ['nothing', answer(200, 'application/json', ''), 'unavailable'],
  ['half an answer', answer(200, 'application/json', '{"id_token":"eyJ'), 'unavailable'],
  ['a list', json(200, []), 'unavailable'],
  ['a million letters', answer(200, 'application/json', `{"access_token":"x","token_type":"Bearer","id_token":"${'x'.repeat(1_000_000)}"}`), 'unavailable'],
  ['an error of its own', json(500, { error: 'server_error' }), 'unavailable'],
  ['that it is overloaded', answer(503, 'text/plain', 'try later'), 'unavailable'],
  ['that there are too many', answer(429, 'text/plain', 'try later'), 'unavailable'],
  [
    'a redirect to where the right answer is',
    (ctx) => {
      const right = JSON.stringify(ctx.body);
      ctx.status = 302;
      ctx.set('location', `data:application/json,${encodeURIComponent(right)}`);
      ctx.body = right;
    },
    'unavailable',
  ],
  [
    'a wire that is cut',
    (ctx) => {
      ctx.respond = false;
      ctx.res.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      ctx.res.write('{"id_token":');
      ctx.res.destroy();
    },
    'unavailable',
  ],
  [
    'nothing at all, for ever',
    (ctx) => {
      ctx.respond = false;
    },
    'unavailable',
  ],
];

export function responses(setting: () => Setting): void {
  describe('in place of a token the provider sends', () => {
    // Somebody logged in before; after an answer that failed, somebody else, so that one failure doesn't cause the next.
    let holder: Browser | undefined;
    for (const [what, spoiling, page] of answers) {
      test(`${what}: ${page === 'in' ? 'it makes no difference' : `ends at ${page}`}`, async () => {
        const door = setting().citizens;
        const before = (holder ??= (await logIn(setting(), door, { person: 'omar' })).browser);
        holder = undefined;
        const there = await sessions(setting());
        const browser = page === 'in' ? undefined : before.copy();
        const { end } = await door.forger.spoiling('token', spoiling, () => logIn(setting(), door, browser ? { browser } : {}));
        assert.equal(endsAt(end), page === 'in' ? '/' : `/sorry/${page}`);
        assert.equal(end.sets.get(door.cookie) !== undefined, page === 'in');
        assert.equal(await sessions(setting()), there + (page === 'in' ? 1 : 0));
        assert.ok(await isAlive(setting(), door, before), 'the session from before');
        holder = before;
      });
    }
  });
}
