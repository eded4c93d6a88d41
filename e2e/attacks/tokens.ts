// Rows 3, 4 and 10: tokens with every field spoiled, answers of another provider, and forged log-outs.
import { randomUUID } from 'node:crypto';
import { citizenClientId, employeeClientId } from '../demo/settings.ts';
import { attack, firstOf, pause, type Attack } from './attack.ts';
import type { Claims, Forgery } from './forger.ts';
import { send, told, type Answer } from './http.ts';
import type { Visitor } from './visitor.ts';

const anyone = { person: 'rania', level: 'idporten-loa-high' };

async function outcome(answer: Answer, visitor: Visitor): Promise<string> {
  const session = visitor.session !== undefined && (await visitor.isIn());
  return `${told(answer)}, ${session ? 'a session' : 'no session'}`;
}

const refused = '303 to /sorry/login-failed, no session';

const forged = (what: string, expected: string, forgery: Forgery): Attack =>
  attack(3, what, expected, async (stage) => {
    const { answer, visitor } = await stage.forgedLogIn(forgery);
    return outcome(answer, visitor);
  });

/** One claim is something else, or is missing. */
const claim = (what: string, name: string, value: unknown, expected = refused): Attack =>
  forged(`the ID token’s ${name} ${what}`, expected, {
    claims: ({ [name]: _, ...others }) => (value === undefined ? others : { ...others, [name]: value }),
  });

const seconds = (from: number): number => Math.floor(Date.now() / 1000) + from;

export const tokens: Attack[] = [
  forged('to compare: the same provider with nothing spoiled', '303 to /, a session', {}),
  claim('is another issuer', 'iss', 'https://evil.example'),
  claim('is the issuer with a slash', 'iss', 'http://127.0.0.1/'),
  claim('is missing', 'iss', undefined),
  claim('is another client', 'aud', 'another-client'),
  claim('is empty', 'aud', []),
  claim('is missing', 'aud', undefined),
  claim('names another client too, without saying for whom it was made', 'aud', [citizenClientId, 'another-client']),
  claim('is the employees’ client', 'aud', employeeClientId),
  claim('is another client', 'azp', 'another-client'),
  claim('is long past', 'exp', seconds(-3600)),
  claim('is missing', 'exp', undefined),
  claim('is a text', 'exp', 'tomorrow'),
  claim('is an hour ahead', 'iat', seconds(3600)),
  claim('is an hour ago', 'iat', seconds(-3600)),
  claim('is missing', 'iat', undefined),
  claim('is an hour ahead', 'nbf', seconds(3600)),
  claim('is another one', 'nonce', 'another'),
  claim('is empty', 'nonce', ''),
  claim('is missing', 'nonce', undefined),
  claim('is null', 'nonce', null),
  claim('is missing', 'sub', undefined),
  claim('is empty', 'sub', ''),
  claim('is missing', 'auth_time', undefined),
  claim('is in the future', 'auth_time', seconds(3600)),
  claim('is a day ago', 'auth_time', seconds(-86_400)),
  claim('has line ends in it', 'sid', 'a\r\nb'),
  claim('is 300 characters long', 'sid', 'x'.repeat(300)),
  forged('the ID token’s pid stands under PID', '303 to /sorry/no-national-number, a session', { claims: ({ pid, ...others }) => ({ ...others, PID: pid }) }),
  forged('unsigned (alg none)', refused, { header: (h) => ({ ...h, alg: 'none' }), key: 'none' }),
  forged('unsigned, while it says RS256', refused, { key: 'none' }),
  forged('signed with the public key as a secret (HS256)', refused, { header: (h) => ({ ...h, alg: 'HS256' }), key: 'secret' }),
  forged('signed with another key under the right name', refused, { key: 'other' }),
  forged('signed with a key that nobody knows', refused, { header: (h) => ({ ...h, kid: 'unknown' }), key: 'other' }),
  forged('a key of its own in the header', refused, { header: (h) => ({ ...h, kid: 'mine', jwk: { kty: 'oct', k: 'AAAA' } }), key: 'other' }),
  forged('a key from an address in the header', refused, { header: (h) => ({ ...h, kid: 'mine', jku: 'http://127.0.0.1:1/jwks', x5u: 'http://127.0.0.1:1/' }), key: 'other' }),
  forged('a part of the header that must be understood', refused, { header: (h) => ({ ...h, crit: ['b64'], b64: false }) }),
  forged('the body changed after it was signed', refused, {
    token: (token) => {
      const [head, body, signature] = token.split('.');
      const claims = JSON.parse(Buffer.from(body!, 'base64url').toString()) as Claims;
      return `${head}.${Buffer.from(JSON.stringify({ ...claims, pid: '02861052047' })).toString('base64url')}.${signature}`;
    },
  }),
  forged('the signature cut off', refused, { token: (token) => token.split('.').slice(0, 2).join('.') }),
  forged('no JWT at all', refused, { token: () => 'hello' }),
  forged('the token request refused', refused, { answer: { status: 400, body: '{"error":"invalid_grant"}' } }),
  forged('the answer without an ID token', refused, { answer: { status: 200, body: '{"access_token":"x"}' } }),
  attack(3, 'a code of another log-in in one’s own callback (code injection)', refused, async (stage) => {
    const [attacker, victim] = [stage.stranger(), stage.stranger()];
    const stolen = new URL(await victim.untilCallback(anyone)).searchParams.get('code')!;
    const own = new URL(await attacker.untilCallback({ person: 'omar', level: 'idporten-loa-high' }));
    own.searchParams.set('code', stolen);
    return outcome(await attacker.open(own.href), attacker);
  }),
  attack(3, 'a code that has been used, in a new log-in of the same browser', refused, async (stage) => {
    const visitor = stage.stranger();
    const first = await visitor.untilCallback(anyone);
    await visitor.open(first);
    await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    const second = new URL(await visitor.untilCallback(anyone));
    second.searchParams.set('code', new URL(first).searchParams.get('code')!);
    return outcome(await visitor.open(second.href), visitor);
  }),
  attack(3, 'thirty tokens with keys that nobody knows: how often the keys are fetched', 'refused each time, the keys fetched at most twice', async (stage) => {
    const { forger, portal } = await stage.forged();
    const before = forger.asked.get('/jwks') ?? 0;
    forger.forgery = { header: (h) => ({ ...h, kid: `unknown-${randomUUID()}` }), key: 'other' };
    try {
      for (let i = 0; i < 30; i++) {
        const visitor = stage.stranger();
        visitor.via = portal;
        await visitor.open(await visitor.untilCallback(anyone));
        if (visitor.session) return 'somebody got in';
      }
    } finally {
      forger.forgery = {};
    }
    const fetched = (forger.asked.get('/jwks') ?? 0) - before;
    return fetched <= 2 ? 'refused each time, the keys fetched at most twice' : `the keys were fetched ${fetched} times`;
  }),
];

const mixedUp = (what: string, callback: (query: URLSearchParams) => void): Attack =>
  attack(4, what, refused, async (stage) => {
    const { forger, portal } = await stage.forged();
    const visitor = stage.stranger();
    visitor.via = portal;
    forger.forgery = { callback };
    try {
      return await outcome(await visitor.open(await visitor.untilCallback(anyone)), visitor);
    } finally {
      forger.forgery = {};
    }
  });

export const mixUps: Attack[] = [
  mixedUp('the answer says it is from another provider', (query) => query.set('iss', 'https://ansattporten.no')),
  mixedUp('the answer doesn’t say from whom it is, though the provider promised to', (query) => query.delete('iss')),
  mixedUp('the answer says it is from two providers', (query) => query.append('iss', 'https://ansattporten.no')),
  mixedUp('the answer says it is from nobody', (query) => query.set('iss', '')),
  attack(4, 'an employee’s answer at the citizens’ callback', refused, async (stage) => {
    const visitor = stage.stranger('employee');
    const callback = await visitor.untilCallback({ person: 'ingrid' }, '/employee/login?municipality=fjordvik');
    const answer = await visitor.open(callback.replace('/employee/login/callback', '/login/callback'));
    return `${told(answer)}, ${visitor.cookies.has('__Host-session') || visitor.session ? 'a session' : 'no session'}`;
  }),
  attack(4, 'a citizen’s answer at the employees’ callback', '303 to /employee/sorry/login-failed, no session', async (stage) => {
    const visitor = stage.stranger();
    const callback = await visitor.untilCallback(anyone);
    const answer = await visitor.open(callback.replace('/login/callback', '/employee/login/callback'));
    return `${told(answer)}, ${visitor.session || visitor.cookies.has('__Host-employee') ? 'a session' : 'no session'}`;
  }),
  attack(4, 'one municipality’s employee with the code of another municipality’s provider', '303 to /employee/sorry/login-failed, no session', async (stage) => {
    const visitor = stage.stranger('employee');
    const lyngmo = new URL(await visitor.untilCallback({ person: 'petter' }, '/employee/login?municipality=lyngmo'));
    const fjordvik = new URL(await visitor.untilCallback({ person: 'ingrid' }, '/employee/login?municipality=fjordvik'));
    fjordvik.searchParams.set('code', lyngmo.searchParams.get('code')!);
    return outcome(await visitor.open(fjordvik.href), visitor);
  }),
];

const hook = '/hooks/login/backchannel-logout';
const event = 'http://schemas.openid.net/event/backchannel-logout';

interface Told {
  claims?: (claims: Claims) => Claims;
  header?: (header: Claims) => Claims;
  key?: Forgery['key'];
  spoil?: (token: string) => string;
  path?: string;
  body?: (token: string) => string;
  twice?: boolean;
  method?: string;
}

/** Somebody logs in by the attackers' provider; then a log-out comes that is right in everything but what is spoiled. */
const loggedOut = (what: string, expected: string, { claims = (c) => c, header = (h) => h, key, spoil = (t) => t, path = hook, body, twice, method = 'POST' }: Told): Attack =>
  attack(10, what, expected, async (stage) => {
    const sid = `sid-${randomUUID()}`;
    const { forger, portal, visitor } = await stage.forgedLogIn({ claims: (c) => ({ ...c, sid }) });
    if (!visitor.session) return 'nobody could log in';
    const token = spoil(forger.sign(header({ ...forger.header, typ: 'logout+jwt' }), claims({ iss: forger.issuer, aud: citizenClientId, iat: seconds(0), exp: seconds(120), jti: randomUUID(), sid, events: { [event]: {} } }), key));
    const say = (): Promise<Answer> =>
      send(portal.port, { method, path, headers: { host: stage.portal.host, 'content-type': 'application/x-www-form-urlencoded' }, body: body?.(token) ?? `logout_token=${token}` });
    let answer = await say();
    if (twice) answer = await say();
    await pause(50);
    return `${answer.status}, the session ${(await visitor.isIn()) ? 'lives' : 'is over'}`;
  });

const alive = '400, the session lives';

const front = (what: string, expected: string, query: (sid: string, issuer: string) => string): Attack =>
  attack(10, what, expected, async (stage) => {
    const sid = `sid-${randomUUID()}`;
    const { forger, portal, visitor } = await stage.forgedLogIn({ claims: (c) => ({ ...c, sid }) });
    if (!visitor.session) return 'nobody could log in';
    await send(portal.port, { path: `/login/frontchannel-logout?${query(sid, forger.issuer)}`, headers: { host: stage.portal.host } });
    return `the session ${(await visitor.isIn()) ? 'lives' : 'is over'}`;
  });

export const forgedLogouts: Attack[] = [
  loggedOut('to compare: the provider’s own log-out', '200, the session is over', {}),
  loggedOut('an unsigned log-out', alive, { header: (h) => ({ ...h, alg: 'none' }), key: 'none' }),
  loggedOut('a log-out signed with another key', alive, { key: 'other' }),
  loggedOut('a log-out signed with the public key as a secret', alive, { header: (h) => ({ ...h, alg: 'HS256' }), key: 'secret' }),
  loggedOut('an ID token as a log-out', alive, { header: (h) => ({ ...h, typ: 'JWT' }), claims: ({ events: _, ...c }) => ({ ...c, nonce: 'x' }) }),
  loggedOut('a log-out with a nonce', alive, { claims: (c) => ({ ...c, nonce: 'x' }) }),
  loggedOut('a log-out that calls itself an access token', alive, { header: (h) => ({ ...h, typ: 'at+jwt' }) }),
  loggedOut('a log-out of another issuer', alive, { claims: (c) => ({ ...c, iss: 'https://evil.example' }) }),
  loggedOut('a log-out for another client', alive, { claims: (c) => ({ ...c, aud: 'another-client' }) }),
  loggedOut('a log-out for the employees’ client', alive, { claims: (c) => ({ ...c, aud: employeeClientId }) }),
  loggedOut('a log-out from an hour ago', alive, { claims: (c) => ({ ...c, iat: seconds(-3600), exp: seconds(-3500) }) }),
  loggedOut('a log-out from tomorrow', alive, { claims: (c) => ({ ...c, iat: seconds(86_400), exp: seconds(90_000) }) }),
  loggedOut('a log-out without an id of its own', alive, { claims: ({ jti: _, ...c }) => c }),
  loggedOut('a log-out without an event', alive, { claims: ({ events: _, ...c }) => c }),
  loggedOut('a log-out that tells of another event', alive, { claims: (c) => ({ ...c, events: { 'urn:other': {} } }) }),
  loggedOut('a log-out that names nobody', alive, { claims: ({ sid: _, ...c }) => c }),
  loggedOut('a log-out of a guessed session', '200, the session lives', { claims: (c) => ({ ...c, sid: 'guessed' }) }),
  loggedOut('a log-out that was heard before', '400, the session is over', { twice: true }),
  loggedOut('a log-out with a spoiled signature', alive, { spoil: (token) => token.slice(0, -8) + 'AAAAAAAA' }),
  loggedOut('a log-out at the employees’ address', alive, { path: '/hooks/employee/login/backchannel-logout' }),
  loggedOut('a log-out without a token', alive, { body: () => 'logout_token=' }),
  loggedOut('two tokens in one log-out', alive, { body: (token) => `logout_token=${token}&logout_token=${token}` }),
  loggedOut('a log-out of 100 kB', alive, { body: () => `logout_token=${'x'.repeat(100_000)}` }),
  front('to compare: front-channel log-out with the right issuer and session', 'the session is over', (sid, issuer) => `iss=${encodeURIComponent(issuer)}&sid=${sid}`),
  front('front-channel log-out with a guessed session', 'the session lives', (_sid, issuer) => `iss=${encodeURIComponent(issuer)}&sid=guessed`),
  front('front-channel log-out of another issuer', 'the session lives', (sid) => `iss=https://evil.example&sid=${sid}`),
  front('front-channel log-out without an issuer', 'the session lives', (sid) => `sid=${sid}`),
  front('front-channel log-out without a session', 'the session lives', (_sid, issuer) => `iss=${encodeURIComponent(issuer)}`),
  front('front-channel log-out with two sessions', 'the session lives', (sid, issuer) => `iss=${encodeURIComponent(issuer)}&sid=x&sid=${sid}`),
  attack(10, 'a log-out by GET at the back-channel address', 'no log-out', async (stage) => {
    const rania = await stage.citizen('rania');
    await send(stage.portal.port, { path: `${hook}?logout_token=x`, headers: { host: stage.portal.host } });
    return firstOf('no log-out', !(await rania.isIn()) && 'a log-out');
  }),
];
