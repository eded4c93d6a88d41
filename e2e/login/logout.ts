// Out again: from the portal, by the provider's frame, and by the provider's server, on every replica and socket.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Browser, type Answer, type Live } from './browser.ts';
import { endsAt, isAlive, logIn, sessions, type Door, type Setting } from './setting.ts';
import { ProviderKey, strangersKey, takeApart, type Token } from './token.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';
/** How soon everything of a session must be over. */
const soon = 1000;

/** What a form or a frame on a page holds. */
const attribute = (page: string, pattern: RegExp): string => {
  const found = pattern.exec(page)?.[1];
  assert.ok(found, `no ${pattern} in\n${page}`);
  return found.replaceAll('&amp;', '&').replaceAll('&#43;', '+');
};

const input = (page: string, name: string): string => attribute(page, new RegExp(`name="${name}" value="([^"]*)"`));

interface LoggedIn {
  door: Door;
  browser: Browser;
  sid: string;
  sub: string;
  sockets: Live[];
}

export function logOut(setting: () => Setting): void {
  const doors = { citizens: () => setting().citizens, entra: () => setting().entra, ansattporten: () => setting().ansattporten };

  /** Somebody with a tab at each replica. */
  async function loggedIn(door: Door, person?: string): Promise<LoggedIn> {
    const { browser, end } = await logIn(setting(), door, person ? { person } : {});
    assert.equal(endsAt(end), door.prefix || '/');
    const { sid, sub } = takeApart(door.forger.lastToken).claims as { sid: string; sub: string };
    const sockets = await Promise.all(setting().replicas.map((at) => browser.live(`${setting().portal}/api/${door.world}/live`, at)));
    return { door, browser, sid, sub, sockets };
  }

  /** Sees that within a second there is nothing left of a session, anywhere. */
  async function isOver(one: LoggedIn, since: number): Promise<void> {
    const patience = AbortSignal.timeout(3 * soon);
    const late = new Promise<number>((resolve) => patience.addEventListener('abort', () => resolve(NaN)));
    const codes = await Promise.all(one.sockets.map(({ closed }) => Promise.race([closed, late])));
    const took = Date.now() - since;
    assert.deepEqual(codes, [4401, 4401], 'how the sockets were closed');
    assert.ok(took <= soon, `sockets were closed after ${took} ms`);
    for (const replica of [0, 1] as const) assert.equal(await isAlive(setting(), one.door, one.browser, replica), false);
  }

  async function isUntouched(one: LoggedIn): Promise<void> {
    for (const replica of [0, 1] as const) assert.ok(await isAlive(setting(), one.door, one.browser, replica));
  }

  const end = ({ sockets }: LoggedIn): void => sockets.forEach((socket) => socket.end());

  const atPortal = (one: LoggedIn, path: string, replica: 0 | 1 = 0): Promise<Answer> =>
    one.browser.ask(setting().portal + one.door.prefix + path, { form: {}, headers: { origin: setting().portal }, at: setting().replicas[replica] });

  /** Logs out at the provider: its page, its frame (as a browser would load it), its question. */
  async function atProvider(one: LoggedIn, page: Answer, { frame = true } = {}): Promise<Answer> {
    assert.equal(page.status, 200, page.text);
    const framed = attribute(page.text, /<iframe [^>]*src="([^"]+)"/);
    // A frame of another site comes without the portal's cookies.
    if (frame) assert.equal((await new Browser().ask(framed, { at: setting().replicas[1] })).status, 200);
    return one.browser.ask(`${one.door.forger.issuer.options.issuer}/logout/confirm`, { form: { xsrf: input(page.text, 'xsrf'), logout: 'yes' } });
  }

  describe('log-out', () => {
    for (const [name, door] of Object.entries(doors)) {
      test(`${name}: begun at the portal by POST, it ends here, then at the provider, and returns`, async () => {
        const one = await loggedIn(door());
        const old = one.browser.copy();
        const since = Date.now();
        const page = await atPortal(one, '/logout', 1);
        assert.equal(page.status, 200);
        assert.equal(one.browser.cookie(one.door.cookie), undefined);
        await isOver({ ...one, browser: old }, since);
        const action = attribute(page.text, /<form method="post" action="([^"]+)"/);
        assert.equal(action, `${door().forger.issuer.options.issuer}/logout`);
        const form = Object.fromEntries(['id_token_hint', 'client_id', 'post_logout_redirect_uri'].map((field) => [field, input(page.text, field)]));
        const back = await atProvider(one, await one.browser.ask(action, { form }));
        assert.equal(back.location.split('?')[0], `${setting().portal}${door().prefix}/logged-out`);
        // Nothing is left at the provider: asked again, it shows an error and leads nowhere.
        const again = await one.browser.ask(action, { form });
        assert.deepEqual([again.status, again.location], [400, '']);
      });

      test(`${name}: begun at the provider, its frame ends the session on both replicas, with every socket`, async () => {
        const one = await loggedIn(door());
        const other = await loggedIn(door(), door().other);
        const page = await one.browser.ask(`${door().forger.issuer.options.issuer}/logout`);
        const framed = attribute(page.text, /<iframe [^>]*src="([^"]+)"/);
        const since = Date.now();
        const answer = await new Browser().ask(framed, { at: setting().replicas[1] });
        assert.equal(answer.status, 200);
        assert.match(String(answer.headers['content-security-policy']), new RegExp(`frame-ancestors [^;]*${new URL(one.door.forger.issuer.options.issuer).origin}`));
        assert.equal(answer.headers['x-frame-options'], undefined, 'it may be framed');
        await isOver(one, since);
        await isUntouched(other);
        end(other);
      });

      test(`${name}: begun at the provider, its server ends the session on both replicas, with every socket`, async () => {
        const one = await loggedIn(door());
        const other = await loggedIn(door(), door().other);
        const page = await one.browser.ask(`${door().forger.issuer.options.issuer}/logout`);
        const since = Date.now();
        await atProvider(one, page, { frame: false });
        await isOver(one, since);
        await isUntouched(other);
        end(other);
      });
    }

    test("a frame with an invented session, another provider or none, or at the other world's door ends nothing", async () => {
      const one = await loggedIn(setting().citizens);
      const { issuer } = one.door.forger.issuer.options;
      const elsewhere = setting().entra.forger.issuer.options.issuer;
      const queries: [string, Record<string, string>][] = [
        ['/login', { iss: issuer, sid: randomUUID() }],
        ['/login', { iss: elsewhere, sid: one.sid }],
        ['/login', { iss: `${issuer}/`, sid: one.sid }],
        ['/login', { sid: one.sid }],
        ['/login', { iss: issuer }],
        ['/employee/login', { iss: issuer, sid: one.sid }],
        ['/employee/login', { iss: elsewhere, sid: one.sid }],
      ];
      for (const [path, query] of queries) {
        await new Browser().ask(`${setting().portal}${path}/frontchannel-logout?${new URLSearchParams(query)}`);
        assert.ok(await isAlive(setting(), one.door, one.browser), `${path} ${JSON.stringify(query)}`);
      }
      await isUntouched(one);
      end(one);
    });

    const right = (one: LoggedIn): Token => {
      const now = Math.floor(Date.now() / 1000);
      const { options, signingKey } = one.door.forger.issuer;
      return {
        header: { alg: 'RS256', typ: 'logout+jwt', kid: (signingKey as { kid: string }).kid },
        claims: { iss: options.issuer, aud: options.client.clientId, iat: now, exp: now + 120, jti: randomUUID(), events: { [event]: {} }, sid: one.sid, sub: one.sub },
      };
    };
    const tell = (token: string, prefix = ''): Promise<Answer> =>
      new Browser().ask(`${setting().portal}/hooks${prefix}/login/backchannel-logout`, { form: { logout_token: token }, at: setting().replicas[1] });
    const withClaims = (claims: Record<string, unknown>) => (t: Token, key: ProviderKey): string => key.sign({ ...t, claims: { ...t.claims, ...claims } });
    const without = (name: string) => (t: Token, key: ProviderKey): string => {
      const { [name]: _, ...claims } = t.claims;
      return key.sign({ ...t, claims });
    };

    const forged: [string, (right: Token, key: ProviderKey, one: LoggedIn) => string][] = [
      ['unsigned', (t) => `${Buffer.from(JSON.stringify({ ...t.header, alg: 'none' })).toString('base64url')}.${Buffer.from(JSON.stringify(t.claims)).toString('base64url')}.`],
      ["a stranger's signature", (t, key) => key.sign(t, 'RSA-SHA256', strangersKey.privateKey)],
      ['signed with the public key as secret', (t, key) => key.signWithPublicKey({ ...t, header: { ...t.header, alg: 'HS256' } }, 'pem')],
      ['the ID token of the very session', (_t, _key, one) => one.door.forger.lastToken],
      ['an ID token by its type', (t, key) => key.sign({ ...t, header: { ...t.header, typ: 'JWT' } })],
      ['without a type', (t, key) => key.sign({ ...t, header: { alg: 'RS256', kid: t.header.kid } })],
      ['with a nonce', withClaims({ nonce: 'n' })],
      ['without the event', without('events')],
      ['with another event', withClaims({ events: { 'http://schemas.openid.net/event/other': {} } })],
      ['with the event as a word', withClaims({ events: event })],
      ['of another issuer', (t, key) => withClaims({ iss: setting().entra.forger.issuer.options.issuer })(t, key)],
      ['without an issuer', without('iss')],
      ['for another client', withClaims({ aud: 'another-client' })],
      ['for us and another client', withClaims({ aud: ['portal-citizen', 'another-client'] })],
      ['without an audience', without('aud')],
      ['an hour old', (t, key) => withClaims({ iat: Number(t.claims.iat) - 3600, exp: Number(t.claims.iat) - 3480 })(t, key)],
      ['from the future', (t, key) => withClaims({ iat: Number(t.claims.iat) + 3600, exp: Number(t.claims.iat) + 3720 })(t, key)],
      ['without a time', without('iat')],
      ['without an id', without('jti')],
      ['that names nobody', (t, key) => { const { sid: _, sub: __, ...claims } = t.claims; return key.sign({ ...t, claims }); }],
      ['whose session is a number', withClaims({ sid: 1, sub: undefined })],
      ['no token', () => 'not.a.token'],
      ['nothing', () => ''],
    ];
    for (const [what, forge] of forged) {
      test(`a logout token, ${what}: refused, the session lives`, async () => {
        const one = await loggedIn(setting().citizens);
        const answer = await tell(forge(right(one), new ProviderKey(one.door.forger.issuer.signingKey), one));
        assert.equal(answer.status, 400);
        await isUntouched(one);
        end(one);
      });
    }

    test('the same logout token with nothing wrong ends the session, and no other one, and works once', async () => {
      const [one, other] = [await loggedIn(setting().citizens), await loggedIn(setting().citizens, 'omar')];
      const token = new ProviderKey(one.door.forger.issuer.signingKey).sign(right(one));
      const there = await sessions(setting());
      assert.equal((await tell(token, '/employee')).status, 400, "at the employees' address");
      await isUntouched(one);
      const since = Date.now();
      assert.ok([200, 204].includes((await tell(token)).status));
      await isOver(one, since);
      assert.equal(await sessions(setting()), there - 1);
      await isUntouched(other);
      assert.equal((await tell(token)).status, 400, 'a second time');
      end(other);
    });
  });
}
