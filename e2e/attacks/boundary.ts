// Rows 8, 9, 18 and 20: what other sites can make a browser do, where a log-in may lead, and what a cache may keep.
import { randomUUID } from 'node:crypto';
import { attack, firstOf, type Attack } from './attack.ts';
import { told } from './http.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const draftPath = (stage: Stage): string => `/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/conversation/draft`;

/** A draft's body that the portal would take, if it came from our own page. */
async function draftBody(stage: Stage, visitor: Visitor, text: string): Promise<{ text: string; revision: number }> {
  const { revision } = JSON.parse((await visitor.get(draftPath(stage))).text) as { revision: number };
  return { text, revision };
}

/** The headers of a request that is right in everything, but for what an attack changes (undefined takes one away). */
function headersOf(visitor: Visitor, change: Record<string, string | string[] | undefined>): Record<string, string | string[]> {
  const all: Record<string, string | string[] | undefined> = { ...visitor.writing, 'content-type': 'application/json', ...change };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
}

/** A forged write into somebody's draft; nothing may stand there afterwards. */
const forgedWrite = (what: string, expected: string, change: (stage: Stage) => Record<string, string | string[] | undefined>, method = 'PUT'): Attack =>
  attack(8, what, `${expected}, nothing written`, async (stage) => {
    const rania = await stage.citizen('rania');
    const text = `forged ${randomUUID()}`;
    const answer = await rania.ask({ method, path: draftPath(stage), headers: headersOf(rania, change(stage)), body: JSON.stringify(await draftBody(stage, rania, text)) });
    const after = await rania.get(draftPath(stage));
    return `${told(answer)}, ${after.text.includes(text) ? 'the draft was written' : 'nothing written'}`;
  });

const refused = '403 origin-refused';

export const forgery: Attack[] = [
  attack(8, 'to compare: the same write from our own page', '200, written', async (stage) => {
    const rania = await stage.citizen('rania');
    const text = `own ${randomUUID()}`;
    const answer = await rania.api('PUT', draftPath(stage), await draftBody(stage, rania, text));
    return `${answer.status}, ${(await rania.get(draftPath(stage))).text.includes(text) ? 'written' : 'not written'}`;
  }),
  forgedWrite('a script of another site writes', refused, () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })),
  forgedWrite('a form of another site, as urlencoded', refused, () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded', 'x-portal': undefined }), 'POST'),
  forgedWrite('a form of another site with JSON as text/plain', refused, () => ({ origin: 'https://evil.example', 'content-type': 'text/plain', 'x-portal': undefined }), 'POST'),
  forgedWrite('our Origin, but JSON as text/plain', '400 invalid-request', () => ({ 'content-type': 'text/plain' })),
  forgedWrite('our Origin, but no content type', '400 invalid-request', () => ({ 'content-type': undefined })),
  forgedWrite('a sibling host of the same site', refused, (stage) => ({ origin: `http://other.localhost:${stage.portal.port}`, 'sec-fetch-site': 'same-site' })),
  forgedWrite('our Origin, but the browser says same-site', refused, () => ({ 'sec-fetch-site': 'same-site' })),
  forgedWrite('our Origin, but the browser says cross-site', refused, () => ({ 'sec-fetch-site': 'cross-site' })),
  forgedWrite('our Origin, but the browser says that the address was typed', refused, () => ({ 'sec-fetch-site': 'none' })),
  forgedWrite('no Origin at all', refused, () => ({ origin: undefined })),
  forgedWrite('no Origin, but a Referer of ours', refused, (stage) => ({ origin: undefined, referer: `${stage.portal.url}/` })),
  forgedWrite('Origin null, as from a sandboxed frame', refused, () => ({ origin: 'null' })),
  forgedWrite('our Origin twice', refused, (stage) => ({ origin: [stage.portal.url, stage.portal.url] })),
  forgedWrite('our Origin and a foreign one', refused, (stage) => ({ origin: [stage.portal.url, 'https://evil.example'] })),
  forgedWrite('our host at another port', refused, () => ({ origin: 'http://localhost:1' })),
  forgedWrite('our host with https', refused, (stage) => ({ origin: stage.portal.url.replace('http:', 'https:') })),
  forgedWrite('our host as the beginning of another', refused, (stage) => ({ origin: `${stage.portal.url}.evil.example` })),
  forgedWrite('our Origin with a slash', refused, (stage) => ({ origin: `${stage.portal.url}/` })),
  forgedWrite("another of our own hosts' Origin", refused, (stage) => ({ origin: stage.portals[1].url })),
  forgedWrite('without X-Portal', refused, () => ({ 'x-portal': undefined })),
  forgedWrite('with X-Portal: 0', refused, () => ({ 'x-portal': '0' })),
  forgedWrite('a GET that says it is a PUT', '200', () => ({ 'x-http-method-override': 'PUT', 'x-method-override': 'PUT', 'x-http-method': 'PUT' }), 'GET'),
  forgedWrite('a POST that says it is a PUT', '404 not-found', () => ({ 'x-http-method-override': 'PUT' }), 'POST'),
  attack(8, 'every writing route of the API is asked for by GET', 'none writes, none is found', async (stage) => {
    const rania = await stage.citizen('rania');
    const copy = stage.fjordvik.copies['layla/rania'];
    const entry = stage.fjordvik.entries['layla/rania/vedtak-hjelpetiltak'];
    const paths = ['language', 'session/extend', 'logins/end-others', `cases/${copy}/conversation/read`, `cases/${copy}/entries/${entry}/opened`, `cases/${copy}/conversation/messages/${randomUUID()}/undo`];
    const found: string[] = [];
    for (const path of paths) {
      const answer = await rania.get(`/api/citizen/${path}`);
      if (answer.status !== 404) found.push(`${path}: ${told(answer)}`);
    }
    return firstOf('none writes, none is found', found[0]);
  }),
  attack(8, 'a foreign page reads with the cookie: what lets it see the answer', 'no CORS header, own-origin resources only', async (stage) => {
    const rania = await stage.citizen('rania');
    const answer = await rania.get('/api/citizen/me', { origin: 'https://evil.example' });
    const cors = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
    return firstOf('no CORS header, own-origin resources only', cors[0], answer.headers['cross-origin-resource-policy'] !== 'same-origin' && 'resources for everybody');
  }),
  attack(8, 'a preflight of a foreign page', '404 not-found, no CORS header', async (stage) => {
    const answer = await stage.stranger().ask({ method: 'OPTIONS', path: '/api/citizen/me', headers: { origin: 'https://evil.example', 'access-control-request-method': 'PUT' } });
    const cors = Object.keys(answer.headers).some((name) => name.startsWith('access-control-'));
    return `${told(answer)}, ${cors ? 'a CORS header' : 'no CORS header'}`;
  }),
];

const aliveAfter = (what: string, expected: string, ask: (visitor: Visitor) => Promise<string>): Attack =>
  attack(9, what, `${expected}, the session lives`, async (stage) => {
    const visitor = await stage.fresh('omar');
    const came = await ask(visitor);
    return `${came}, ${(await visitor.isIn()) ? 'the session lives' : 'the session is gone'}`;
  });

export const logoutForgery: Attack[] = [
  aliveAfter('log-out by a link, which is only an address of the app', '200', async (visitor) => told(await visitor.get('/logout'))),
  aliveAfter("the employees' log-out by a link", '200', async (visitor) => told(await visitor.get('/employee/logout'))),
  aliveAfter('log-out by a form of another site', refused, async (visitor) => told(await visitor.ask({ method: 'POST', path: '/logout', headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } }))),
  aliveAfter('log-out by a POST without Origin', refused, async (visitor) => told(await visitor.ask({ method: 'POST', path: '/logout' }))),
  aliveAfter('log-out by a form of a sibling host', refused, async (visitor) => told(await visitor.ask({ method: 'POST', path: '/logout', headers: { origin: visitor.home.url, 'sec-fetch-site': 'same-site' } }))),
  aliveAfter('leaving by a POST of another site', refused, async (visitor) => told(await visitor.ask({ method: 'POST', path: '/leave', headers: { origin: 'https://evil.example' } }))),
  aliveAfter('ending all other log-ins by a form of another site', refused, async (visitor) => told(await visitor.ask({ method: 'POST', path: '/api/citizen/logins/end-others', headers: { origin: 'https://evil.example' } }))),
  attack(9, 'leaving by a foreign link: it may end the session, and nothing else', '303 to https://www.yr.no/, the session is gone, storage wiped, other cookies stay', async (stage) => {
    const visitor = await stage.fresh('omar');
    visitor.cookies.set('lang', 'ar');
    const answer = await visitor.get('/leave', { 'sec-fetch-site': 'cross-site' });
    const gone = (await visitor.isIn()) ? 'the session lives' : 'the session is gone';
    const wiped = answer.headers['clear-site-data'] === '"cache", "storage"' ? 'storage wiped' : 'storage kept';
    return `${told(answer)}, ${gone}, ${wiped}, ${visitor.cookies.has('lang') ? 'other cookies stay' : 'other cookies go'}`;
  }),
  attack(9, 'a log-out from our own page ends it', '200, the session is gone, storage wiped', async (stage) => {
    const visitor = await stage.fresh('omar');
    const own = visitor.session!;
    const answer = await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    visitor.session = own;
    return `${told(answer)}, ${(await visitor.isIn()) ? 'the session lives' : 'the session is gone'}, ${answer.headers['clear-site-data'] ? 'storage wiped' : 'storage kept'}`;
  }),
];

/** Where somebody might want a log-in to lead. */
const elsewhere = [
  'https://evil.example', 'http://evil.example/', '//evil.example', '///evil.example', '////evil.example', '/\\evil.example', '\\\\evil.example', '\\/evil.example', '/\\/evil.example',
  'https:evil.example', 'https:/evil.example', 'http:\\\\evil.example', 'javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x', 'blob:x',
  '/%5cevil.example', '/%2f%2fevil.example', '/%2F/evil.example', '%2f%2fevil.example', '/%09/evil.example', '/\t/evil.example', '\t//evil.example', ' //evil.example', '/\n/evil.example', '/\r\nLocation: https://evil.example',
  '/.evil.example', '/..//evil.example', '/x/..//evil.example', '/./\\evil.example', '/@evil.example', '//user@evil.example', 'https://localhost@evil.example', '//evil.example:80', '/?next=//evil.example', '/#//evil.example',
  '/case/1#@evil.example', '/case/1?x=https://evil.example', '.evil.example', 'evil.example', '?//evil.example', '#//evil.example', '/;//evil.example', '/：//evil.example', '//evil。example', '／／evil.example', '/\u0000/evil.example', '/\u2028/evil.example',
  '/login', '/logout', '/leave', '/api/citizen/me', '/employee/login', '/employee', '/login/callback?code=x', `/${'a'.repeat(600)}`,
];
/** Paths of our own that may hold such things harmlessly. */
const harmless = new Set(['/.evil.example', '/;//evil.example', '/@evil.example']);

const readable = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 20)}… (${text.length} characters)` : text).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A browser's own reading of where a Location leads from the callback. */
function leads(portal: string, location: string): string {
  const target = new URL(location, `${portal}/login/callback`);
  if (target.origin !== portal) return `another origin: ${target.origin}`;
  return /^\/(api|login|logout|leave|employee|hooks|health)(\/|$)/.test(target.pathname) ? `a route of the server: ${target.pathname}` : 'a page of ours';
}

export const redirects: Attack[] = elsewhere.map((wanted) =>
  attack(18, `a log-in that shall lead to ${readable(wanted)}`, harmless.has(wanted) ? 'a page of ours' : 'the front page', async (stage) => {
    const visitor = stage.stranger();
    const callback = await visitor.untilCallback({ person: 'frode' }, `/login?return=${encodeURIComponent(wanted)}`);
    const answer = await visitor.open(callback);
    const location = answer.headers.location ?? '';
    if (location === '/' || location === '/sorry/unknown-person') return harmless.has(wanted) ? 'a page of ours' : 'the front page';
    return leads(stage.portal.url, location);
  }),
);

export const returns: Attack[] = [
  attack(18, 'a log-in that shall lead to a case: the one that is allowed', '303 to /case/1', async (stage) => told(await stage.stranger().logIn('rania', { path: '/login?return=/case/1' }))),
  attack(18, "a citizens' log-in that shall lead to the employees' pages", '303 to /', async (stage) => told(await stage.stranger().logIn('rania', { path: '/login?return=/employee/inbox' }))),
  attack(18, 'two return addresses, the second one foreign', '303 to /case/1', async (stage) => told(await stage.stranger().logIn('rania', { path: '/login?return=/case/1&return=//evil.example' }))),
  attack(18, 'two return addresses, the first one foreign', '303 to /', async (stage) => told(await stage.stranger().logIn('rania', { path: '/login?return=//evil.example&return=/case/1' }))),
  attack(18, 'a log-out that shall lead elsewhere', '200 and no foreign address in the form', async (stage) => {
    const visitor = await stage.fresh('omar');
    const answer = await visitor.ask({ method: 'POST', path: '/logout?return=https://evil.example&post_logout_redirect_uri=https://evil.example', headers: visitor.writing });
    return `${told(answer)} and ${answer.text.includes('evil.example') ? 'a' : 'no'} foreign address in the form`;
  }),
  attack(18, 'leaving with an address of its own', '303 to https://www.yr.no/', async (stage) => told(await stage.stranger().get('/leave?to=https://evil.example'))),
];

const deceiving = (suffix: string): Attack =>
  attack(20, `a case's address with ${readable(suffix)} behind it, for a cache that goes by endings`, '404 not-found, no-store', async (stage) => {
    const rania = await stage.citizen('rania');
    const answer = await rania.get(`/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}${suffix}`);
    return `${told(answer)}, ${answer.headers['cache-control']}`;
  });

export const deception: Attack[] = [
  ...['/x.css', '/logo.png', '.css', '.js', '/entries.css', '/..%2fx.css', '%2fx.css', ';x.css', '/x.woff2', '/conversation/x.svg', '%00.css', '/entries/x.ico'].map(deceiving),
  attack(20, "one's own page with an ending behind it", '404 not-found, no-store', async (stage) => {
    const rania = await stage.citizen('rania');
    const answer = await rania.get('/api/citizen/me/x.css');
    return `${told(answer)}, ${answer.headers['cache-control']}`;
  }),
  attack(20, 'a page of the app with an ending behind it', '404 not-found, no-store', async (stage) => {
    const rania = await stage.citizen('rania');
    const answer = await rania.get('/case/1/x.css');
    return `${told(answer)}, ${answer.headers['cache-control']}`;
  }),
  attack(20, 'a query that looks like a file', '200, no-store', async (stage) => {
    const rania = await stage.citizen('rania');
    const answer = await rania.get(`/api/citizen/me?x=/y.css`);
    return `${told(answer)}, ${answer.headers['cache-control']}`;
  }),
];

export const sharedDevice: Attack[] = [
  attack(19, "whether anything of one's own may be kept by a browser or on the way", 'every answer says no-store', async (stage) => {
    const rania = await stage.citizen('rania');
    const copy = stage.fjordvik.copies['layla/rania'];
    const entry = stage.fjordvik.entries['layla/rania/vedtak-hjelpetiltak'];
    const document = stage.fjordvik.documents['layla/rania/vedtak-hjelpetiltak'];
    const below = ['', '/entries', `/entries/${entry}`, `/entries/${entry}/documents/${document}/text`, `/entries/${entry}/documents/${document}/content`, '/conversation', '/conversation/draft'];
    const paths = ['/', '/case/1', '/api/citizen/me', '/api/citizen/session', '/api/citizen/events?after=0', ...below.map((path) => `/api/citizen/cases/${copy}${path}`)];
    const kept: string[] = [];
    for (const path of paths) {
      const answer = await rania.get(path);
      if (answer.headers['cache-control'] !== 'no-store') kept.push(`${path.replaceAll(/[0-9a-f-]{36}/g, '…')}: ${answer.headers['cache-control']}`);
    }
    return kept[0] ?? 'every answer says no-store';
  }),
  attack(19, 'the Back button after a log-out: every address of the visit is asked for again', 'nothing but 401', async (stage) => {
    const visitor = await stage.fresh('rania');
    const own = visitor.session!;
    await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    visitor.session = own;
    const copy = stage.fjordvik.copies['layla/rania'];
    const answers = await Promise.all(['/me', '/session', '/events?after=0', `/cases/${copy}`, `/cases/${copy}/entries`, `/cases/${copy}/conversation`].map((path) => visitor.get(`/api/citizen${path}`)));
    return firstOf('nothing but 401', answers.find(({ status }) => status !== 401) && answers.map(told).join(', '));
  }),
  attack(19, 'the page itself after a log-out', 'nothing of the person', async (stage) => {
    const visitor = await stage.fresh('rania');
    const inside = (await visitor.get('/')).text;
    await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    const after = (await visitor.get('/')).text;
    return firstOf('nothing of the person', /Rania|Haddad/.test(inside + after) && 'the name', /session-|person/i.test(after) && 'more than the page');
  }),
];
