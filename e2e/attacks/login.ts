// Rows 1, 2, 5 and 7: log-ins that were begun by somebody else, many at once, planted sessions and planted cookies.
import { attack, firstOf, type Attack } from './attack.ts';
import { send, told, type Answer } from './http.ts';
import type { Stage } from './stage.ts';
import { sessionCookie, type Visitor } from './visitor.ts';

const rania = { person: 'rania', level: 'idporten-loa-high' };

/** What a callback came to: where it led, and whether anybody is logged in after it. */
async function outcome(answer: Answer, visitor: Visitor): Promise<string> {
  const session = visitor.session !== undefined && (await visitor.isIn());
  return `${told(answer)}, ${session ? 'a session' : 'no session'}`;
}

const refused = '303 to /sorry/login-failed, no session';

const changed = (url: string, change: (query: URLSearchParams) => void): string => {
  const target = new URL(url);
  change(target.searchParams);
  return target.href;
};

/** A callback of a real log-in, changed before the browser follows it. */
const withCallback = (what: string, expected: string, change: (query: URLSearchParams) => void): Attack =>
  attack(1, what, expected, async (stage) => {
    const visitor = stage.stranger();
    const answer = await visitor.open(changed(await visitor.untilCallback(rania), change));
    return outcome(answer, visitor);
  });

const pendingCookies = (visitor: Visitor): string[] => [...visitor.cookies.keys()].filter((name) => name.startsWith('__Host-login-'));

export const loginForgery: Attack[] = [
  attack(1, 'an attacker sends a victim the link of a finished log-in (log-in CSRF); the code must stay unspent', `${refused}; the code was never redeemed`, async (stage) => {
    const attacker = stage.stranger();
    const callback = await attacker.untilCallback(rania);
    const victim = stage.stranger();
    const came = await outcome(await victim.open(callback), victim);
    // The provider redeems a code once: that it still works shows that the portal didn't call.
    await attacker.open(callback);
    return `${came}; ${attacker.session ? 'the code was never redeemed' : 'the code was redeemed'}`;
  }),
  attack(1, 'the victim has a log-in of their own under way when the link comes', `${refused}; their own still ends well`, async (stage) => {
    const attacker = stage.stranger();
    const victim = stage.stranger();
    const own = await victim.untilCallback({ person: 'omar', level: 'idporten-loa-high' });
    const came = await outcome(await victim.open(await attacker.untilCallback(rania)), victim);
    await victim.open(own);
    const me = (await victim.get('/api/citizen/me')).text;
    return `${came}; ${me.includes('Omar') ? 'their own still ends well' : 'their own is lost'}`;
  }),
  withCallback('a callback with an invented state', refused, (query) => query.set('state', 'A'.repeat(43))),
  withCallback('a callback with an empty state', refused, (query) => query.set('state', '')),
  withCallback('a callback without a state', refused, (query) => query.delete('state')),
  withCallback('a callback with the state twice', refused, (query) => query.append('state', query.get('state') ?? '')),
  withCallback('a callback with two codes', refused, (query) => query.append('code', 'another')),
  withCallback('a callback without a code', refused, (query) => query.delete('code')),
  withCallback('a callback with an invented code', refused, (query) => query.set('code', 'A'.repeat(43))),
  withCallback('a callback that says it is an error', '303 to /sorry/login-cancelled, no session', (query) => {
    query.delete('code');
    query.set('error', 'access_denied');
  }),
  withCallback('a callback with an error that holds markup and line ends', refused, (query) => {
    query.delete('code');
    query.set('error', '<script>alert(1)</script>\r\nSet-Cookie: a=b');
  }),
  attack(1, 'a callback with an error and no cookie of ours', refused, async (stage) => {
    const visitor = stage.stranger();
    return outcome(await visitor.open(`${stage.portal.url}/login/callback?error=access_denied&state=x`), visitor);
  }),
  attack(1, 'a callback replayed in the same browser, after log-out', `303 to /, a session; again: ${refused}`, async (stage) => {
    const visitor = stage.stranger();
    const callback = await visitor.untilCallback(rania);
    const before = new Map(visitor.cookies);
    const first = await outcome(await visitor.open(callback), visitor);
    await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    for (const [name, value] of before) visitor.cookies.set(name, value);
    return `${first}; again: ${await outcome(await visitor.open(callback), visitor)}`;
  }),
  attack(1, 'the same callback twice at the same time, on both replicas', 'one session', async (stage) => {
    const visitor = stage.stranger();
    const callback = await visitor.untilCallback(rania);
    const both = stage.portals.map((portal) => visitor.through(portal));
    await Promise.all(both.map((one) => one.open(callback)));
    const sessions = both.filter(({ session }) => session).length;
    return sessions === 1 ? 'one session' : `${sessions} sessions`;
  }),
  attack(1, 'a stale callback: half an hour has gone by', refused, async (stage) => {
    const visitor = stage.stranger();
    const callback = await visitor.untilCallback(rania);
    await stage.rows('UPDATE pending_login SET ends_at = now()');
    return outcome(await visitor.open(callback), visitor);
  }),
  attack(1, 'the state of one log-in with the cookie value of another', refused, async (stage) => {
    const visitor = stage.stranger();
    const first = await visitor.untilCallback(rania);
    const [name] = pendingCookies(visitor);
    await visitor.begin();
    const [other] = pendingCookies(visitor).filter((one) => one !== name);
    visitor.cookies.set(name!, visitor.cookies.get(other!)!);
    return outcome(await visitor.open(first), visitor);
  }),
  attack(1, 'two cookies of the pending log-in, one of them planted', refused, async (stage) => {
    const visitor = stage.stranger();
    const callback = await visitor.untilCallback(rania);
    const [name] = pendingCookies(visitor);
    const answer = await visitor.get(new URL(callback).pathname + new URL(callback).search, { cookie: `${name}=planted; ${visitor.cookieHeader}` });
    return outcome(answer, visitor);
  }),
  attack(1, 'a log-in begun at one host and finished at another of ours', refused, async (stage) => {
    const visitor = stage.stranger();
    const callback = new URL(await visitor.untilCallback(rania));
    const answer = await visitor.get(callback.pathname + callback.search, { host: stage.portals[1].host });
    return outcome(answer, visitor);
  }),
  attack(1, 'the callback as a POST from another site (response_mode=form_post)', '403 origin-refused, no session', async (stage) => {
    const visitor = stage.stranger();
    const callback = new URL(await visitor.untilCallback(rania));
    const answer = await visitor.ask({
      method: 'POST',
      path: callback.pathname,
      headers: { origin: stage.demo.addresses.citizensLogin, 'content-type': 'application/x-www-form-urlencoded' },
      body: callback.search.slice(1),
    });
    return outcome(answer, visitor);
  }),
];

export const manyTabs: Attack[] = [
  attack(2, 'two tabs log in at once and come back in the other order', 'both succeed', async (stage) => {
    const visitor = stage.stranger();
    const first = await visitor.untilCallback(rania);
    const second = await visitor.untilCallback(rania);
    const answers = [await visitor.open(second), await visitor.open(first)];
    return firstOf('both succeed', answers.map(told).some((came) => came !== '303 to /') && answers.map(told).join(', '), !(await visitor.isIn()) && 'nobody is in');
  }),
  attack(2, 'two tabs log in at once, each on another replica', 'both succeed', async (stage) => {
    const visitor = stage.stranger();
    const first = await visitor.untilCallback(rania);
    visitor.via = stage.portals[1];
    const second = await visitor.untilCallback(rania);
    const answers = [await visitor.open(first)];
    visitor.via = stage.portals[0];
    answers.push(await visitor.open(second));
    return firstOf('both succeed', answers.map(told).some((came) => came !== '303 to /') && answers.map(told).join(', '));
  }),
  attack(2, 'six tabs log in at once', 'all succeed', async (stage) => {
    const visitor = stage.stranger();
    const callbacks: string[] = [];
    for (let i = 0; i < 6; i++) callbacks.push(await visitor.untilCallback(rania));
    const answers: string[] = [];
    for (const callback of callbacks) answers.push(told(await visitor.open(callback)));
    return answers.every((came) => came === '303 to /') ? 'all succeed' : answers.join(', ');
  }),
  attack(2, 'forty log-ins begun and given up in one browser', 'at most 8 cookies stay', async (stage) => {
    const visitor = stage.stranger();
    let most = 0;
    for (let i = 0; i < 40; i++) {
      await visitor.begin();
      most = Math.max(most, pendingCookies(visitor).length);
    }
    return most <= 8 ? 'at most 8 cookies stay' : `${most} cookies`;
  }),
];

const oldIsGone = async (stage: Stage, old: Visitor, value: string): Promise<string> => {
  const answer = await old.get(`/api/${old.world}/me`, { cookie: `${sessionCookie(old.world)}=${value}` });
  return answer.status === 401 ? 'the old one is dead' : `the old one answers ${told(answer)}`;
};

export const fixation: Attack[] = [
  attack(5, 'a session cookie planted before the log-in', 'a new id; the planted one opens nothing', async (stage) => {
    const visitor = stage.stranger();
    const planted = 'A'.repeat(43);
    visitor.session = planted;
    await visitor.logIn('rania');
    const opens = await stage.stranger().get('/api/citizen/me', { cookie: `__Host-session=${planted}` });
    return firstOf('a new id; the planted one opens nothing', visitor.session === planted && 'the planted id was taken over', opens.status !== 401 && `the planted one: ${told(opens)}`);
  }),
  attack(5, 'an attacker plants a live session of their own, and the victim logs in', 'a new id; the old one is dead', async (stage) => {
    const attacker = await stage.fresh('frode');
    const planted = attacker.session!;
    const victim = stage.stranger();
    victim.session = planted;
    await victim.logIn('rania');
    return `${victim.session === planted ? 'the same id' : 'a new id'}; ${await oldIsGone(stage, attacker, planted)}`;
  }),
  attack(5, 'the next person logs in in the same browser', 'a new id; the old one is dead', async (stage) => {
    const visitor = await stage.fresh('rania');
    const old = visitor.session!;
    await visitor.logIn('omar');
    return `${visitor.session === old ? 'the same id' : 'a new id'}; ${await oldIsGone(stage, visitor, old)}`;
  }),
  attack(5, 'step-up to a higher level', 'a new id; the old one is dead', async (stage) => {
    const visitor = await stage.fresh('rania', { level: 'substantial' });
    const old = visitor.session!;
    await visitor.logIn('rania', { path: '/login?level=high' });
    return `${visitor.session === old ? 'the same id' : 'a new id'}; ${await oldIsGone(stage, visitor, old)}`;
  }),
  attack(5, 'an employee logs in over an earlier session', 'a new id; the old one is dead', async (stage) => {
    const visitor = await stage.fresh('ingrid', { world: 'employee' });
    const old = visitor.session!;
    await visitor.logIn('ingrid');
    return `${visitor.session === old ? 'the same id' : 'a new id'}; ${await oldIsGone(stage, visitor, old)}`;
  }),
  attack(5, "a citizen's session value in the employees' cookie", '401 session-ended', async (stage) => {
    const { session } = await stage.citizen('rania');
    return told(await stage.stranger('employee').get('/api/employee/me', { cookie: `__Host-employee=${session}` }));
  }),
  attack(5, "an employee's session value in the citizens' cookie", '401 session-ended', async (stage) => {
    const { session } = await stage.employee('ingrid');
    return told(await stage.stranger().get('/api/citizen/me', { cookie: `__Host-session=${session}` }));
  }),
];

/** A request of somebody who is logged in, with the cookies as `write` says. */
const withCookies = (what: string, expected: string, write: (session: string) => string | string[]): Attack =>
  attack(7, what, expected, async (stage) => {
    const rania = await stage.citizen('rania');
    return told(await send(stage.portal.port, { path: '/api/citizen/me', headers: { host: stage.portal.host, cookie: write(rania.session!) } }));
  });

export const cookies: Attack[] = [
  withCookies('a sibling host tosses a second session cookie, after ours', '401 session-ended', (own) => `__Host-session=${own}; __Host-session=tossed`),
  withCookies('a sibling host tosses a second session cookie, before ours', '401 session-ended', (own) => `__Host-session=tossed; __Host-session=${own}`),
  withCookies('the same session cookie twice', '401 session-ended', (own) => `__Host-session=${own}; __Host-session=${own}`),
  withCookies('two Cookie headers with one session cookie each', '401 session-ended', (own) => [`__Host-session=${own}`, '__Host-session=tossed']),
  withCookies('the session under a name without the __Host- prefix', '401 session-ended', (own) => `session=${own}`),
  withCookies('the session under the name in small letters', '401 session-ended', (own) => `__host-session=${own}`),
  withCookies('a session cookie with a tail', '401 session-ended', (own) => `__Host-session=${own}x`),
  withCookies('a session cookie of 4 000 characters', '401 session-ended', () => `__Host-session=${'A'.repeat(4000)}`),
  withCookies('a session cookie in quotes with a NUL escape', '401 session-ended', (own) => `__Host-session="${own}\\000"`),
  attack(7, 'what the session cookie says of itself', 'Path=/; HttpOnly; Secure; SameSite=Lax, no Domain', async (stage) => {
    const visitor = stage.stranger();
    const answer = await visitor.logIn('rania');
    const line = answer.headers['set-cookie']?.find((one) => one.startsWith('__Host-session=')) ?? 'no cookie';
    return `${line.split('; ').slice(1).join('; ')}, ${/domain/i.test(line) ? 'a Domain' : 'no Domain'}`;
  }),
  attack(7, 'a language cookie with markup in it', '200, never repeated', async (stage) => {
    const answer = await stage.stranger().get('/', { cookie: 'lang="><script>alert(1)</script>' });
    return `${answer.status}, ${answer.text.includes('alert(1)') ? 'repeated' : 'never repeated'}`;
  }),
];
