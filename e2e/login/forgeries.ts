// Ways to change one thing in an ID token. All but those that are about the signature sign again with the provider's
// own key, so that nothing else is wrong.
import type { Forgery } from './forger.ts';
import { strangersKey, takeApart, unsigned } from './token.ts';

/** Sets one claim; a function gets the right value. */
export const claim =
  (name: string, value: unknown): Forgery =>
  ({ header, claims }, key) =>
    key.sign({ header, claims: { ...claims, [name]: typeof value === 'function' ? (value as (right: unknown) => unknown)(claims[name]) : value } });

export const withoutClaim =
  (name: string, more: Record<string, unknown> = {}): Forgery =>
  ({ header, claims }, key) => {
    const { [name]: _, ...others } = claims;
    return key.sign({ header, claims: { ...others, ...more } });
  };

/** A time, in seconds from the right one, or from now where the token doesn't name it. */
export const later = (seconds: number) => (right: unknown) => (typeof right === 'number' ? right : Math.floor(Date.now() / 1000)) + seconds;

/** Sets one field of the header, and signs as it was. */
export const header =
  (name: string, value: unknown): Forgery =>
  (token, key) =>
    key.sign({ ...token, header: { ...token.header, [name]: value } });

export const withoutHeader =
  (name: string): Forgery =>
  (token, key) => {
    const { [name]: _, ...others } = token.header;
    return key.sign({ ...token, header: others });
  };

/** No signature at all, as RFC 7519's unsecured tokens. */
export const unsecured =
  (alg: string): Forgery =>
  (token) =>
    `${unsigned({ ...token, header: { ...token.header, alg } })}.`;

/** The public key, which everybody can read, as the shared secret. */
export const publicKeyAsSecret =
  (as: 'pem' | 'jwk'): Forgery =>
  (token, key) =>
    key.signWithPublicKey({ ...token, header: { ...token.header, alg: 'HS256' } }, as);

/** Rightly signed, but not with the way that the provider announces. */
export const otherDigest =
  (alg: string, digest: string): Forgery =>
  (token, key) =>
    key.sign({ ...token, header: { ...token.header, alg } }, digest);

/** Signed by somebody else, who says it is the provider's key, or brings the key along. */
export const strangerSigns =
  (more: Record<string, unknown> = {}): Forgery =>
  (token, key) =>
    key.sign({ ...token, header: { ...token.header, ...more } }, 'RSA-SHA256', strangersKey.privateKey);

export const strangersJwk = { ...strangersKey.publicKey.export({ format: 'jwk' }), kid: 'stranger', alg: 'RS256', use: 'sig' };

/** Changes the compact token after it was rightly signed. */
export const spoil =
  (change: (parts: [string, string, string]) => string): Forgery =>
  (_token, _key, original) =>
    change(original.split('.') as [string, string, string]);

/** Claims that the signature isn't about. */
export const claimUnsigned = (name: string, value: unknown): Forgery =>
  spoil(([head, body, signature]) => {
    const { claims } = takeApart(`${head}.${body}`);
    return `${head}.${Buffer.from(JSON.stringify({ ...claims, [name]: value })).toString('base64url')}.${signature}`;
  });
