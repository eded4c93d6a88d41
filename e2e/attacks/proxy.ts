// Row 17: ways out of the fixed list of routes, and headers that only a proxy may send. Raw bytes, because libraries tidy up.
import { attack, firstOf, type Attack } from './attack.ts';
import { send, told } from './http.ts';
import { exchange, lines, statuses } from './raw.ts';
import type { Stage } from './stage.ts';

const foreign = 'evil.example';

/** Sends one request line with a session's cookie; a second answer would be a smuggled request. */
const requestLine = (what: string, expected: string, line: (stage: Stage) => string, more: (stage: Stage) => string[] = () => []): Attack =>
  attack(17, what, expected, async (stage) => {
    const rania = await stage.citizen('rania');
    const text = await exchange(stage.portal.port, lines(line(stage), `Host: ${stage.portal.host}`, `Cookie: ${rania.cookieHeader}`, 'Connection: close', ...more(stage)));
    const leak = /Haddad|14838612149/.test(text) ? ' with personal data' : '';
    return statuses(text) + leak;
  });

/** Something that changes what a request seems to be; the answer must be the same as without it. */
const ignored = (what: string, headers: Record<string, string>): Attack =>
  attack(17, what, 'ignored', async (stage) => {
    const omar = await stage.citizen('omar');
    const [plain, changed] = [await omar.get('/api/citizen/me'), await omar.get('/api/citizen/me', headers)];
    const timeless = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '…');
    return firstOf('ignored', timeless(plain.text) !== timeless(changed.text) && 'another answer', changed.status !== 200 && told(changed));
  });

const strangerWith = (what: string, headers: Record<string, string>): Attack =>
  attack(17, what, '401 session-ended', async (stage) => told(await send(stage.portal.port, { path: '/api/citizen/me', headers: { host: stage.portal.host, ...headers } })));

const me = 'GET /api/citizen/me HTTP/1.1';

export const escapes: Attack[] = [
  attack(17, 'to compare: an ordinary request line', '200 with personal data', async (stage) => {
    const rania = await stage.citizen('rania');
    const text = await exchange(stage.portal.port, lines(me, `Host: ${stage.portal.host}`, `Cookie: ${rania.cookieHeader}`, 'Connection: close'));
    return statuses(text) + (text.includes('Rania') ? ' with personal data' : '');
  }),
  requestLine('.. out of the citizens’ group into the employees’', '404', () => 'GET /api/citizen/../employee/inbox HTTP/1.1'),
  requestLine('.. in hexadecimal', '404', () => 'GET /api/citizen/%2e%2e/employee/inbox HTTP/1.1'),
  requestLine('..%2f behind an id', '404', (stage) => `GET /api/citizen/cases/${stage.fjordvik.copies['layla/rania']}%2f..%2f${stage.fjordvik.copies['layla/omar']} HTTP/1.1`),
  requestLine('an id that climbs to another fagsystem route', '404', () => 'GET /api/citizen/cases/..%2f..%2fpersons HTTP/1.1'),
  requestLine('an id with a query in hexadecimal', '404', (stage) => `GET /api/citizen/cases/${stage.fjordvik.copies['layla/omar']}%3fasEmployee=true HTTP/1.1`),
  requestLine('an id that names a host', '404', () => `GET /api/citizen/cases/@${foreign} HTTP/1.1`),
  requestLine('an id that is an address', '404', () => `GET /api/citizen/cases/http:%2f%2f${foreign}%2f HTTP/1.1`),
  requestLine('a double slash, which is only an address of the app', '200', () => 'GET //api/citizen/me HTTP/1.1'),
  requestLine('a backslash, which is only an address of the app', '200', () => 'GET /api\\citizen\\me HTTP/1.1'),
  requestLine('a path in capitals, which is only an address of the app', '200', () => 'GET /API/CITIZEN/ME HTTP/1.1'),
  requestLine('a NUL in the path', '404', () => 'GET /api/citizen/me%00 HTTP/1.1'),
  requestLine('an overlong UTF-8 slash, which is only an address of the app', '200', () => 'GET /api%c0%afcitizen/me HTTP/1.1'),
  requestLine('a path parameter', '404', () => 'GET /api/citizen/me;x=1 HTTP/1.1'),
  requestLine('an absolute address of another host', '421', () => `GET http://${foreign}/api/citizen/me HTTP/1.1`),
  requestLine('an absolute address of a machine inside', '421', () => 'GET http://169.254.169.254/latest/meta-data HTTP/1.1'),
  requestLine('CONNECT to a machine inside', '421', () => 'CONNECT 127.0.0.1:5432 HTTP/1.1'),
  requestLine('a request target without a slash', '400', () => 'GET api/citizen/me HTTP/1.1'),
  requestLine('TRACE', '404', () => 'TRACE /api/citizen/me HTTP/1.1'),
  requestLine('TRACK', '404', () => 'TRACK /api/citizen/me HTTP/1.1'),
  requestLine('PROPFIND', '404', () => 'PROPFIND /api/citizen/me HTTP/1.1'),
  requestLine('PATCH', '404', () => 'PATCH /api/citizen/me HTTP/1.1', (stage) => [`Origin: ${stage.portal.url}`, 'X-Portal: 1']),
  requestLine('an invented method', '404', () => 'JUGGLE /api/citizen/me HTTP/1.1'),
  requestLine('a method in small letters', '404', () => 'get /api/citizen/me HTTP/1.1'),
  requestLine('two Host headers', '400', () => me, () => [`Host: ${foreign}`]),
  requestLine('a header name with a space', '400', () => me, () => ['X-Bad : 1']),
  requestLine('a folded header', '400', () => me, () => ['X-Long: a', ' b\x01']),
  requestLine('a body with two lengths', '400', () => me, () => ['Content-Length: 5', 'Content-Length: 6']),
  attack(17, 'a body with a length and chunks, and a request hidden behind (smuggling, CL.TE)', 'the hidden request gets nothing', async (stage) => {
    const rania = await stage.citizen('rania');
    const hidden = lines(me, `Host: ${stage.portal.host}`, `Cookie: ${rania.cookieHeader}`);
    const head = lines('POST /logout HTTP/1.1', `Host: ${stage.portal.host}`, `Content-Length: ${5 + hidden.length}`, 'Transfer-Encoding: chunked');
    const text = await exchange(stage.portal.port, `${head}0\r\n\r\n${hidden}`);
    return /Haddad/.test(text) ? `the hidden request was answered: ${statuses(text)}` : 'the hidden request gets nothing';
  }),
  requestLine('chunks under a disguised name (smuggling, TE.TE)', '501', () => 'POST /logout HTTP/1.1', () => ['Transfer-Encoding: xchunked']),
  requestLine('chunks said twice', '501', () => 'POST /logout HTTP/1.1', () => ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked']),
  requestLine('a negative length', '400', () => me, () => ['Content-Length: -1']),
  requestLine('a version that doesn’t exist', '505', () => 'GET /api/citizen/me HTTP/3.7'),
  attack(17, 'a host that is none of ours', '421', async (stage) => told(await send(stage.portal.port, { path: '/', headers: { host: foreign } }))),
  attack(17, 'our host with a tail', '421', async (stage) => told(await send(stage.portal.port, { path: '/', headers: { host: `${stage.portal.host}.${foreign}` } }))),
  attack(17, 'metrics by the public door', 'no metrics', async (stage) => ((await stage.stranger().get('/metrics')).text.includes('go_goroutines') ? 'metrics' : 'no metrics')),
  attack(17, 'a debugger by the public door', '404 not-found', async (stage) => told(await stage.stranger().get('/debug/pprof/heap.txt'))),
  ignored('X-Forwarded-Host names another host', { 'x-forwarded-host': foreign, forwarded: `host=${foreign}` }),
  ignored('X-Forwarded-Proto says http', { 'x-forwarded-proto': 'http', 'x-forwarded-ssl': 'off' }),
  ignored('X-Original-URL and X-Rewrite-URL name another route', { 'x-original-url': '/api/employee/inbox', 'x-rewrite-url': '/api/employee/inbox' }),
  ignored('the browser says who it is: national number, person, role', { 'x-user': '14838612149', 'x-pid': '14838612149', 'x-person-id': 'rania', 'x-role': 'EMPLOYEE', 'x-municipality': 'lyngmo' }),
  ignored('the browser brings a token of its own', { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }),
  ignored('hop-by-hop headers that name our own', { connection: 'close, cookie, x-portal, origin', te: 'trailers' }),
  ignored('a correlation id with line ends in it', { 'x-correlation-id': 'a%0d%0aSet-Cookie: b=c', traceparent: '00-x' }),
  strangerWith('a stranger says who they are by X-Forwarded-User', { 'x-forwarded-user': 'rania', 'x-remote-user': 'rania', 'x-auth-request-user': 'rania' }),
  strangerWith('a stranger brings an invented token', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJwaWQiOiIxNDgzODYxMjE0OSJ9.' }),
  strangerWith('a stranger brings a client certificate in a header', { 'x-ssl-client-cert': 'x', 'x-client-cert': 'x' }),
  attack(17, 'where X-Forwarded-Host would lead: the log-in’s redirect address', 'our own', async (stage) => {
    const answer = await stage.stranger().get('/login', { 'x-forwarded-host': foreign });
    return /evil/.test(answer.headers.location ?? '') ? foreign : 'our own';
  }),
];
