// Both log-ins, walked through as a relying party and a browser would.
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { citizen, employee, municipalities } from '../people/people.ts';
import { startCitizensLogin } from './citizens.ts';
import { ansattportenIssuer, entraIssuer, portalGroup, startEmployeesLogin, tenantId } from './employees.ts';
import type { RelyingParty } from './issuer.ts';
import { judgeNumber } from './number.ts';
import { Visitor, type Answer } from '../visitor/visitor.ts';
import type { Running } from './server.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] };
const portal = 'http://localhost:4300';
const logoutTokens: string[] = [];

const backchannel = createServer(async (req, res) => {
  let body = '';
  for await (const chunk of req) body += String(chunk);
  logoutTokens.push(new URLSearchParams(body).get('logout_token') ?? '');
  res.writeHead(204).end();
});

const client = (clientId: string, prefix: string): RelyingParty => ({
  clientId,
  jwks,
  redirectUris: [`${portal}${prefix}/login/callback`],
  postLogoutRedirectUris: [`${portal}${prefix}/logged-out`],
  frontchannelLogoutUri: `${portal}${prefix}/login/frontchannel-logout`,
  backchannelLogoutUri: `http://127.0.0.1:${(backchannel.address() as AddressInfo).port}/`,
});

let citizensLogin: Running;
let employeesLogin: Running;
before(async () => {
  await new Promise<void>((resolve) => backchannel.listen(0, '127.0.0.1', resolve));
  citizensLogin = await startCitizensLogin(0, client('portal-citizen', ''));
  employeesLogin = await startEmployeesLogin(0, client('portal-employee', '/employee'));
});
after(async () => {
  await Promise.all([citizensLogin.stop(), employeesLogin.stop()]);
  backchannel.close();
});

interface Discovery {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  end_session_endpoint: string;
  pushed_authorization_request_endpoint?: string;
  authorization_response_iss_parameter_supported?: boolean;
}
const discover = async (issuer: string): Promise<Discovery> =>
  (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Discovery;

/** A browser that would leave for the portal goes no further. */
const request = (browser: Visitor, url: string, form?: Record<string, string>): Promise<Answer> =>
  browser.go(url, form ? { form } : {}, (to) => to.startsWith(portal));

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function assertion(clientId: string, aud: string): Record<string, string> {
  const now = Math.floor(Date.now() / 1000);
  const head = `${b64({ alg: 'RS256', kid: 'one' })}.${b64({ iss: clientId, sub: clientId, aud, jti: randomUUID(), iat: now, exp: now + 60 })}`;
  return {
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${head}.${sign('sha256', Buffer.from(head), key).toString('base64url')}`,
  };
}
const claims = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

interface LoggedIn {
  browser: Visitor;
  callback: URL;
  idToken: string;
  claims: Record<string, unknown>;
  discovery: Discovery;
}

async function logIn(issuer: string, rp: { id: string; prefix: string }, extra: Record<string, string>, form: Record<string, string>, browser = new Visitor()): Promise<LoggedIn> {
  const discovery = await discover(issuer);
  const verifier = randomUUID() + randomUUID();
  const params = {
    client_id: rp.id,
    response_type: 'code',
    redirect_uri: `${portal}${rp.prefix}/login/callback`,
    scope: 'openid profile',
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  };
  let start = `${discovery.authorization_endpoint}?${new URLSearchParams(params)}`;
  if (discovery.pushed_authorization_request_endpoint) {
    const pushed = await fetch(discovery.pushed_authorization_request_endpoint, {
      method: 'POST',
      body: new URLSearchParams({ ...params, ...assertion(rp.id, discovery.issuer) }),
    });
    const answer = (await pushed.json()) as { request_uri: string };
    assert.equal(pushed.status, 201, JSON.stringify(answer));
    start = `${discovery.authorization_endpoint}?${new URLSearchParams({ client_id: rp.id, request_uri: answer.request_uri })}`;
  }
  const page = await request(browser, start);
  assert.equal(page.status, 200);
  const callback = new URL((await request(browser, page.url, form)).url);
  const token = await fetch(discovery.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: params.redirect_uri,
      code_verifier: verifier,
      ...assertion(rp.id, discovery.token_endpoint),
    }),
  });
  const answer = (await token.json()) as { id_token: string };
  assert.equal(token.status, 200, JSON.stringify(answer));
  return { browser, callback, idToken: answer.id_token, claims: claims(answer.id_token), discovery };
}

const citizensRp = { id: 'portal-citizen', prefix: '' };
const employeesRp = { id: 'portal-employee', prefix: '/employee' };

test('a citizen logs in at level high, in the language asked for, with iss in the callback', async () => {
  const done = await logIn(citizensLogin.url, citizensRp, { acr_values: 'idporten-loa-substantial', ui_locales: 'nn nb' }, { person: 'rania', level: 'idporten-loa-high', lang: 'nn' });
  assert.equal(done.claims.pid, citizen('rania').nationalNumber);
  assert.equal(done.claims.acr, 'idporten-loa-high');
  assert.deepEqual(done.claims.amr, ['BankID']);
  assert.equal(done.claims.locale, 'nn');
  assert.equal(done.claims.nonce, 'n');
  assert.ok(done.claims.sid && done.claims.auth_time);
  assert.equal((done.claims.exp as number) - (done.claims.iat as number), 120);
  assert.equal(done.callback.searchParams.get('iss'), citizensLogin.url);
  assert.equal(done.discovery.authorization_response_iss_parameter_supported, true);
  assert.ok(!JSON.stringify(done.claims).includes('Haddad'), 'ID-porten sends no name');
});

test('level substantial is MinID; where high is asked, it is not to be had', async () => {
  const minid = await logIn(citizensLogin.url, citizensRp, { acr_values: 'idporten-loa-substantial' }, { person: 'sami', level: 'idporten-loa-substantial' });
  assert.equal(minid.claims.acr, 'idporten-loa-substantial');
  assert.deepEqual(minid.claims.amr, ['MinID']);
  const high = await logIn(citizensLogin.url, citizensRp, { acr_values: 'idporten-loa-high' }, { person: 'sami', level: 'idporten-loa-substantial' });
  assert.equal(high.claims.acr, 'idporten-loa-high');
});

test('a level below what was asked for can be had only by asking the page for it', async () => {
  const done = await logIn(citizensLogin.url, citizensRp, { acr_values: 'idporten-loa-substantial' }, { person: 'rania', level: 'idporten-loa-low' });
  assert.equal(done.claims.acr, 'idporten-loa-low');
});

test('an employee logs in through Ansattporten, with the directory behind it, the employer’s number, and iss in the callback', async () => {
  const issuer = ansattportenIssuer(employeesLogin.url);
  const asked = { acr_values: 'entraid', authorization_details: JSON.stringify([{ type: 'ansattporten:orgno' }]) };
  const done = await logIn(issuer, employeesRp, asked, { person: 'petter' });
  assert.equal(done.claims.acr, 'entraid');
  assert.deepEqual(done.claims.amr, ['entraid_pwd', 'entraid_mfa']);
  assert.equal(done.claims.sub, employee('petter').directoryId);
  assert.ok(!('oid' in done.claims) && !('tid' in done.claims));
  const number = municipalities.find((m) => m.id === 'lyngmo')!.organizationNumber;
  assert.match(JSON.stringify(done.claims.authorization_details), new RegExp(`"ID":"0192:${number}"`));
  assert.deepEqual(done.claims.groups, [portalGroup('lyngmo')]);
  assert.ok(done.claims.sid);
  assert.equal(done.callback.searchParams.get('iss'), issuer);
  const unasked = await logIn(issuer, employeesRp, {}, { person: 'petter' });
  assert.ok(!('authorization_details' in unasked.claims), 'the employer is told only to who asks');
});

test('after a change of keys, tokens are signed with the new one and only that is published', async () => {
  const [issuer] = citizensLogin.issuers;
  const kids = async () => ((await (await fetch(`${citizensLogin.url}/jwks`)).json()) as { keys: { kid: string }[] }).keys.map((k) => k.kid);
  const before = await kids();
  issuer!.rotateKeys();
  const now = await kids();
  assert.equal(now.length, 1);
  assert.notDeepEqual(now, before);
  const done = await logIn(citizensLogin.url, citizensRp, {}, { person: 'rania' });
  assert.equal(JSON.parse(Buffer.from(done.idToken.split('.')[0]!, 'base64url').toString()).kid, now[0]);
});

test('a foreign e-ID comes without a national number', async () => {
  const done = await logIn(citizensLogin.url, citizensRp, {}, { person: 'foreign' });
  assert.ok(!('pid' in done.claims));
});

test('a typed synthetic number logs in; a real-looking one does not', async () => {
  const done = await logIn(citizensLogin.url, citizensRp, {}, { number: '18889211497' });
  assert.equal(done.claims.pid, '18889211497');
  assert.equal(judgeNumber('01010112345'), 'real-looking');
  assert.equal(judgeNumber('123'), 'not-eleven-digits');
});

test('every log-in is its own, and log-out tells the portal by back-channel', async () => {
  const browser = new Visitor();
  const first = await logIn(citizensLogin.url, citizensRp, {}, { person: 'rania' }, browser);
  const second = await logIn(citizensLogin.url, citizensRp, {}, { person: 'layla' }, browser);
  assert.notEqual(first.claims.sid, second.claims.sid);
  assert.notEqual(first.claims.sub, second.claims.sub);
  const query = { id_token_hint: second.idToken, post_logout_redirect_uri: `${portal}/logged-out`, state: 'bye' };
  const page = await request(browser, second.discovery.end_session_endpoint, query);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1];
  assert.ok(xsrf, page.text);
  const frame = new URL(/<iframe [^>]*src="([^"]+)"/.exec(page.text)![1]!.replaceAll('&amp;', '&'));
  assert.equal(frame.origin + frame.pathname, `${portal}/login/frontchannel-logout`);
  assert.deepEqual([...frame.searchParams], [['iss', citizensLogin.url], ['sid', second.claims.sid]]);
  const out = await request(browser, `${second.discovery.end_session_endpoint}/confirm`, { xsrf, logout: 'yes' });
  assert.equal(out.url, `${portal}/logged-out?state=bye`);
  assert.equal(claims(logoutTokens.at(-1)!).sid, second.claims.sid);
  const again = await request(browser, `${second.discovery.end_session_endpoint}?${new URLSearchParams(query)}`);
  assert.equal(again.status, 400, 'without a session there is no way back');
});

test('PKCE is demanded', async () => {
  const { authorization_endpoint } = await discover(citizensLogin.url);
  const query = new URLSearchParams({ client_id: 'portal-citizen', response_type: 'code', redirect_uri: `${portal}/login/callback`, scope: 'openid', state: 's' });
  const refused = await request(new Visitor(), `${authorization_endpoint}?${query}`);
  assert.equal(new URL(refused.url).searchParams.get('error'), 'invalid_request');
});

test('an employee logs in at the own tenant only, with the directory’s ids and no number', async () => {
  const issuer = entraIssuer(employeesLogin.url, 'fjordvik');
  const done = await logIn(issuer, employeesRp, { claims: JSON.stringify({ id_token: { acrs: { essential: true, value: 'c1' } } }) }, { person: 'ingrid' });
  assert.equal(done.claims.iss, issuer);
  assert.equal(done.claims.oid, employee('ingrid').directoryId);
  assert.equal(done.claims.tid, tenantId('fjordvik'));
  assert.deepEqual(done.claims.groups, [portalGroup('fjordvik')]);
  assert.deepEqual(done.claims.acrs, ['c1']);
  assert.ok(!('amr' in done.claims), 'tokens of version 2.0 have none');
  const unasked = await logIn(issuer, employeesRp, {}, { person: 'ingrid' });
  assert.ok(!('acrs' in unasked.claims), 'what nobody asks for is not demanded');
  assert.equal(done.claims.name, 'Ingrid Solbakken');
  assert.ok(!('pid' in done.claims));
  assert.equal(done.callback.searchParams.get('iss'), null);
  assert.equal(done.discovery.authorization_response_iss_parameter_supported, false);
  const page = await request(new Visitor(), 
    `${(await discover(issuer)).authorization_endpoint}?${new URLSearchParams({ client_id: 'portal-employee', response_type: 'code', redirect_uri: `${portal}/employee/login/callback`, scope: 'openid', state: 's', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' })}`,
  );
  assert.ok(page.text.includes('Ingrid Solbakken') && !page.text.includes('Petter Lunde'));
});
