// Every single field of an ID token, wrong in every way that matters, one line each. A line without an end is refused
// with the page that says that the log-in failed; one that may differ says why.
import {
  claim, claimUnsigned, header, later, otherDigest, publicKeyAsSecret, spoil, strangersJwk, strangerSigns, unsecured, withoutClaim, withoutHeader,
} from './forgeries.ts';
import type { Forgery } from './forger.ts';

export interface Mutation {
  field: string;
  what: string;
  forgery: Forgery;
  /** The page on which it ends, below /sorry/, or `in` for who is let in all the same … */
  end: string;
  /** … and why that is right. */
  why?: string;
  /** Whether that page comes with a session in which nothing is to be seen, so that one can log out. */
  emptySession?: boolean;
  /** More of the query at /login. */
  query?: Record<string, string>;
}

const refused = (field: string, what: string, forgery: Forgery, more: Partial<Mutation> = {}): Mutation => ({ field, what, forgery, end: 'login-failed', ...more });
const accepted = (field: string, what: string, forgery: Forgery, why: string, more: Partial<Mutation> = {}): Mutation => ({ field, what, forgery, end: 'in', why, ...more });

const hour = 3600;

function changedAtTheEnd(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  bytes[bytes.length - 1]! ^= 1;
  return bytes.toString('base64url');
}

/** What holds of every provider; `client` is our own name there, `issuer` its own. */
export const common = (issuer: string, client: string, otherIssuer: string): Mutation[] => [
  refused('iss', 'missing', withoutClaim('iss')),
  refused('iss', 'empty', claim('iss', '')),
  refused('iss', 'of another provider', claim('iss', otherIssuer)),
  refused('iss', 'with a slash too many', claim('iss', `${issuer}/`)),
  refused('iss', 'in capitals', claim('iss', issuer.toUpperCase())),
  refused('iss', 'a list', claim('iss', [issuer])),
  refused('iss', 'null', claim('iss', null)),

  refused('aud', 'missing', withoutClaim('aud')),
  refused('aud', 'empty', claim('aud', '')),
  refused('aud', 'an empty list', claim('aud', [])),
  refused('aud', "another client's", claim('aud', 'another-client')),
  refused('aud', "a list of another client's", claim('aud', ['another-client'])),
  refused('aud', 'ours and another one', claim('aud', [client, 'another-client'])),
  refused('aud', 'ours and another one, though made for us', (token, key) => key.sign({ ...token, claims: { ...token.claims, aud: [client, 'another-client'], azp: client } })),
  refused('aud', 'a beginning of ours', claim('aud', client.slice(0, -1))),
  refused('aud', 'a number', claim('aud', 1)),
  refused('aud', 'an object', claim('aud', { [client]: true })),
  accepted('aud', 'a list of only ours', claim('aud', [client]), 'the standard lets it be a list'),

  refused('azp', "another client's", claim('azp', 'another-client')),
  refused('azp', 'a number', claim('azp', 1)),
  accepted('azp', 'ours', claim('azp', client), 'optional, and right'),

  refused('sub', 'missing', withoutClaim('sub')),
  refused('sub', 'empty', claim('sub', '')),
  refused('sub', 'a number', claim('sub', 1)),
  refused('sub', 'null', claim('sub', null)),

  refused('exp', 'missing', withoutClaim('exp')),
  refused('exp', 'an hour ago', claim('exp', later(-hour))),
  refused('exp', 'zero', claim('exp', 0)),
  refused('exp', 'below zero', claim('exp', -1)),
  refused('exp', 'words', claim('exp', 'tomorrow')),

  refused('iat', 'missing', withoutClaim('iat')),
  refused('iat', 'an hour ago', claim('iat', later(-hour))),
  refused('iat', 'in an hour', claim('iat', later(hour))),
  refused('iat', 'in a minute', claim('iat', later(60))),
  refused('iat', 'words', claim('iat', 'now')),
  accepted('iat', 'three seconds ahead', claim('iat', later(3)), 'clocks differ a little'),

  refused('nbf', 'in an hour', claim('nbf', later(hour))),
  refused('nbf', 'in a minute', claim('nbf', later(60))),
  refused('nbf', 'words', claim('nbf', 'later')),
  accepted('nbf', 'a minute ago', claim('nbf', later(-60)), 'optional, and right'),

  refused('nonce', 'missing', withoutClaim('nonce')),
  refused('nonce', 'empty', claim('nonce', '')),
  refused('nonce', "another log-in's", claim('nonce', 'n-0S6_WzA2Mj')),
  refused('nonce', 'the right one and more', claim('nonce', (right: unknown) => `${String(right)}x`)),
  refused('nonce', 'in other capitals', claim('nonce', (right: unknown) => String(right).toLowerCase())),
  refused('nonce', 'a list', claim('nonce', (right: unknown) => [right])),
  refused('nonce', 'null', claim('nonce', null)),

  refused('auth_time', 'longer ago than a session lasts', claim('auth_time', later(-3 * hour))),
  refused('auth_time', 'in an hour', claim('auth_time', later(hour))),
  refused('auth_time', 'words', claim('auth_time', 'now')),

  accepted('sid', 'missing', withoutClaim('sid'), 'providers send it only where log-outs of theirs are registered'),
  accepted('sid', 'empty', claim('sid', ''), 'the same as missing'),
  refused('sid', 'a number', claim('sid', 1)),
  refused('sid', 'a list', claim('sid', (right: unknown) => [right])),

  refused('at_hash', 'of another access token', claim('at_hash', 'MTIzNDU2Nzg5MDEyMzQ1Ng')),
  refused('at_hash', 'a number', claim('at_hash', 1)),

  refused('amr', 'an object', claim('amr', { mfa: true })),
  refused('amr', 'numbers', claim('amr', [1])),

  accepted('jti', 'none', withoutClaim('jti'), 'the nonce already binds the token to one log-in'),
  accepted('something', 'new', claim('something_new', { deep: [1] }), 'providers add claims'),

  refused('alg', 'none, unsigned', unsecured('none')),
  refused('alg', 'None, unsigned', unsecured('None')),
  refused('alg', 'empty, unsigned', unsecured('')),
  refused('alg', 'none, but signed', header('alg', 'none')),
  refused('alg', 'HS256 with the public key as secret (PEM)', publicKeyAsSecret('pem')),
  refused('alg', 'HS256 with the public key as secret (JWK)', publicKeyAsSecret('jwk')),
  refused('alg', 'RS512, which the provider does not offer', otherDigest('RS512', 'RSA-SHA512')),
  refused('alg', 'RS384, which the provider does not offer', otherDigest('RS384', 'RSA-SHA384')),
  refused('alg', 'RS256 over a SHA-512 signature', otherDigest('RS256', 'RSA-SHA512')),
  refused('alg', 'missing', withoutHeader('alg')),
  refused('alg', 'a number', header('alg', 256)),

  refused('kid', 'unknown', header('kid', 'unknown')),
  refused('kid', 'a path', header('kid', '../../../../dev/null')),
  refused('kid', 'a number', header('kid', 1)),
  refused('kid', "the provider's, with a stranger's signature", strangerSigns()),
  refused('kid', "a stranger's, with a stranger's signature", strangerSigns({ kid: 'stranger' })),
  refused('jwk', "a stranger's key brought along", strangerSigns({ kid: 'stranger', jwk: strangersJwk })),
  refused('jku', "a stranger's keys pointed at", strangerSigns({ kid: 'stranger', jku: `${otherIssuer}/jwks` })),
  refused('typ', 'an access token', header('typ', 'at+jwt')),
  refused('typ', 'a logout token', header('typ', 'logout+jwt')),
  refused('typ', 'a number', header('typ', 1)),
  accepted('typ', 'missing', withoutHeader('typ'), 'optional'),
  refused('crit', 'something that nobody knows', header('crit', ['unheard-of'])),

  refused('signature', 'cut', spoil(([h, c, s]) => `${h}.${c}.${s.slice(0, -8)}`)),
  refused('signature', 'changed in its last byte', spoil(([h, c, s]) => `${h}.${c}.${changedAtTheEnd(s)}`)),
  refused('signature', 'empty', spoil(([h, c]) => `${h}.${c}.`)),
  refused('signature', 'absent', spoil(([h, c]) => `${h}.${c}`)),
  refused('signature', 'zeros', spoil(([h, c]) => `${h}.${c}.${Buffer.alloc(256).toString('base64url')}`)),
  refused('signature', "for other claims (somebody else's subject)", claimUnsigned('sub', 'somebody-else')),
  refused('token', 'with a part too many', spoil(([h, c, s]) => `${h}.${c}.${s}.${s}`)),
  refused('token', 'as if it were encrypted', spoil(([h, c, s]) => `${h}.${c}.${s}.${c}.${s}`)),
  refused('token', 'empty', () => ''),
  refused('token', 'not a token', () => 'not.a.token'),
  refused('token', 'claims that are no object', spoil(([h, , s]) => `${h}.${Buffer.from('[]').toString('base64url')}.${s}`)),
  refused('token', 'null', () => null as never),
  refused('token', 'a list', (_t, _k, original) => [original] as never, { end: 'unavailable' }),
  refused('token', 'an object', (_t, _k, original) => ({ token: original }) as never, { end: 'unavailable' }),
];

/**
 * Who has logged in at the provider but may not come in gets a session that opens nothing, in place of the one before:
 * with it they can log out at the provider, too.
 */
const out = (end: string): Partial<Mutation> => ({ end, emptySession: true });
const tooLow = out('level');

/** What ID-porten's tokens say beyond that. */
export const citizens: Mutation[] = [
  refused('acr', 'missing', withoutClaim('acr'), tooLow),
  refused('acr', 'empty', claim('acr', ''), tooLow),
  refused('acr', 'low', claim('acr', 'idporten-loa-low'), tooLow),
  refused('acr', 'a foreign e-ID, with a number', claim('acr', 'eidas-loa-substantial'), tooLow),
  refused('acr', 'somebody who registered an e-mail address', claim('acr', 'selfregistered-email'), tooLow),
  refused('acr', "an employees' one", claim('acr', 'entraid'), tooLow),
  refused('acr', 'of earlier times', claim('acr', 'Level4'), tooLow),
  refused('acr', 'in capitals', claim('acr', 'IDPORTEN-LOA-HIGH'), tooLow),
  refused('acr', 'with a space', claim('acr', 'idporten-loa-high '), tooLow),
  refused('acr', 'two levels', claim('acr', 'idporten-loa-low idporten-loa-high'), tooLow),
  refused('acr', 'a list', claim('acr', ['idporten-loa-high'])),
  refused('acr', 'a number', claim('acr', 4)),
  refused('acr', 'null', claim('acr', null)),
  refused('acr', 'substantial where somebody who is logged in wanted high', claim('acr', 'idporten-loa-substantial'), { end: 'level', query: { level: 'high' } }),
  accepted('acr', 'substantial where that is enough', claim('acr', 'idporten-loa-substantial'), 'the level that was asked for'),

  refused('pid', 'missing', withoutClaim('pid'), { end: 'no-national-number', emptySession: true }),
  refused('pid', 'empty', claim('pid', ''), { end: 'no-national-number', emptySession: true }),
  refused('pid', 'null', claim('pid', null)),
  refused('pid', 'a number', claim('pid', 14838612149)),
  refused('pid', 'a list', claim('pid', (right: unknown) => [right])),
  refused('pid', 'of ten digits', claim('pid', '1483861214')),
  refused('pid', 'of twelve digits', claim('pid', '148386121490')),
  refused('pid', 'with a space', claim('pid', ' 14838612149')),
  refused('pid', 'with a letter', claim('pid', '1483861214A')),
  refused('pid', 'in Arabic digits', claim('pid', '١٤٨٣٨٦١٢١٤٩')),
  refused('pid', "of the kind that real people have, outside of production", claim('pid', '13097248022'), { end: 'real-identity', emptySession: true }),
  refused('pid', 'that no fagsystem knows', claim('pid', '01818010083'), { end: 'unknown-person', emptySession: true }),

  refused('auth_time', 'missing', withoutClaim('auth_time')),
  accepted('amr', 'missing', withoutClaim('amr'), 'the level says how certain it is'),
  accepted('amr', 'one text', claim('amr', 'BankID'), "Digdir's documentation shows it so, too"),
  accepted('amr', 'one that nobody has heard of', claim('amr', ['NewID']), "ID-porten's list grows"),
  accepted('locale', 'missing', withoutClaim('locale'), 'only a wish'),
  accepted('locale', 'a language that nobody has', claim('locale', 'tlh'), 'only a wish'),
];

/** What both kinds of employees' providers say. */
const employees: Mutation[] = [
  refused('groups', 'missing', withoutClaim('groups'), out('no-access')),
  refused('groups', 'empty', claim('groups', []), out('no-access')),
  refused('groups', 'another one', claim('groups', ['20dc088d-9d23-4226-af48-000000000000']), out('no-access')),
  refused('groups', 'too many to be listed, so only pointed at', withoutClaim('groups', { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example/groups' } } }), out('no-access')),
  refused('groups', 'text in place of a list', claim('groups', (right: unknown) => (right as string[])[0])),
  accepted('groups', 'ours among others', claim('groups', (right: unknown) => ['20dc088d-9d23-4226-af48-000000000000', ...(right as string[])]), 'people are in many groups'),

  accepted('auth_time', 'missing', withoutClaim('auth_time'), 'not every directory says it; the token itself is new'),
  accepted('name', 'somebody else', claim('name', 'Somebody Else'), 'people are matched by the id, never by name'),
  accepted('pid', 'a national number', claim('pid', '14838612149'), "employees are matched by the directory's id, never by a number"),
  refused('pid', 'of the kind that real people have, outside of production', claim('pid', '13097248022'), out('real-identity')),
];

/** What Entra ID's tokens say beyond what all do. */
export const entra: Mutation[] = [
  ...employees,
  refused('acrs', 'missing', withoutClaim('acrs'), tooLow),
  refused('acrs', 'missing, though the older word for a second factor is there', withoutClaim('acrs', { amr: ['mfa'] }), tooLow),
  refused('acrs', 'empty', claim('acrs', []), tooLow),
  refused('acrs', 'another policy', claim('acrs', ['c2']), tooLow),
  refused('acrs', 'in capitals', claim('acrs', ['C1']), tooLow),
  refused('acrs', 'numbers', claim('acrs', [1])),
  refused('acrs', 'null', claim('acrs', null)),
  accepted('acrs', 'one text', claim('acrs', 'c1'), 'it says the same'),
  accepted('acrs', 'ours among others', claim('acrs', ['c2', 'c1']), 'several policies can be met'),
  refused('tid', 'missing', withoutClaim('tid'), out('no-access')),
  refused('tid', 'empty', claim('tid', ''), out('no-access')),
  refused('tid', "another municipality's", claim('tid', 'a5cb0a1a-9f5a-4193-ad54-2275cdb0aba0'), out('no-access')),
  refused('tid', 'a list', claim('tid', (right: unknown) => [right])),
  refused('oid', 'missing', withoutClaim('oid'), out('login-failed')),
  refused('oid', 'empty', claim('oid', ''), out('login-failed')),
  refused('oid', 'a number', claim('oid', 7)),
  refused('oid', 'that the fagsystem does not know', claim('oid', '6b1f0a52-3c55-4d0f-9a53-0b1c5a7fffff'), out('no-access')),
  refused('oid', 'of an employee of another municipality', claim('oid', '6b1f0a52-3c55-4d0f-9a53-0b1c5a7f2c07'), out('no-access')),
  accepted('acr', 'one that means nothing here', claim('acr', '1'), 'the second factor is in acrs'),
  accepted('preferred_username', "somebody else's", claim('preferred_username', 'jonas@fjordvik.example'), 'people are matched by the id, never by an address'),
];

const employer = (number: string, more: object = {}): object[] => [
  { type: 'ansattporten:orgno', authorized_parties: [{ orgno: { authority: 'iso6523-actorid-upis', ID: number } }], ...more },
];

/** What Ansattporten's say. */
export const ansattporten: Mutation[] = [
  ...employees,
  refused('amr', 'missing', withoutClaim('amr'), tooLow),
  refused('amr', 'empty', claim('amr', []), tooLow),
  refused('amr', 'only a password', claim('amr', ['pwd', 'entraid_pwd']), tooLow),
  refused('amr', 'in capitals', claim('amr', ['ENTRAID_MFA']), tooLow),
  accepted('amr', 'one text', claim('amr', 'entraid_mfa'), 'it says the same'),
  refused('amr', 'the directory’s own word for a second factor', claim('amr', ['mfa']), tooLow),
  accepted('amr', 'the other spelling', claim('amr', ['entraid-mfa']), 'Digdir’s documentation has both'),
  refused('acr', 'missing', withoutClaim('acr'), tooLow),
  refused('acr', 'a private e-ID', claim('acr', 'idporten-loa-high'), tooLow),
  refused('acr', 'in capitals', claim('acr', 'ENTRAID'), tooLow),
  refused('acr', 'a list', claim('acr', ['entraid'])),
  refused('sub', 'that the fagsystem does not know', claim('sub', '6b1f0a52-3c55-4d0f-9a53-0b1c5a7fffff'), out('no-access')),
  refused('sub', 'of an employee of another municipality', claim('sub', '6b1f0a52-3c55-4d0f-9a53-0b1c5a7f2c01'), out('no-access')),
  refused('authorization_details', 'missing', withoutClaim('authorization_details'), out('no-access')),
  refused('authorization_details', 'empty', claim('authorization_details', []), out('no-access')),
  refused('authorization_details', 'another employer', claim('authorization_details', employer('0192:311400215')), out('no-access')),
  refused('authorization_details', 'of another kind', claim('authorization_details', employer('0192:312620340', { type: 'ansattporten:altinn:service' })), out('no-access')),
  refused('authorization_details', 'a number of another register', claim('authorization_details', employer('9999:312620340')), out('no-access')),
  refused('authorization_details', 'text in place of a list', claim('authorization_details', JSON.stringify(employer('0192:312620340')))),
  accepted('authorization_details', 'ours among others', claim('authorization_details', [...employer('0192:311400215'), ...employer('0192:312620340')]), 'people work in several places'),
  accepted('tid', "another municipality's", claim('tid', 'ec26e685-7c75-4756-a1d7-2e7cde65f643'), 'Ansattporten tells no tenant; the employer counts'),
];
