// An ID token taken apart, so that one thing in it can be changed and everything else stays right.
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (text: string): Record<string, unknown> => JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Record<string, unknown>;

export function takeApart(compact: string): Token {
  const [header, claims] = compact.split('.') as [string, string];
  return { header: read(header), claims: read(claims) };
}

export const unsigned = ({ header, claims }: Token): string => `${part(header)}.${part(claims)}`;

/** A key that nobody has published. */
export const strangersKey = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The provider's own key, in the forms that a forger would try. */
export class ProviderKey {
  readonly key: KeyObject;
  constructor(readonly jwk: JsonWebKey) {
    this.key = createPrivateKey({ key: jwk as never, format: 'jwk' });
  }

  /** Signs as the provider does, whatever the header says. */
  sign(token: Token, digest = 'RSA-SHA256', key = this.key): string {
    const text = unsigned(token);
    return `${text}.${sign(digest, Buffer.from(text), key).toString('base64url')}`;
  }

  /** Signs with the *public* key as if it were a shared secret. */
  signWithPublicKey(token: Token, as: 'pem' | 'jwk'): string {
    const open = createPublicKey(this.key);
    const secret = as === 'pem' ? String(open.export({ type: 'spki', format: 'pem' })) : JSON.stringify(open.export({ format: 'jwk' }));
    const text = unsigned(token);
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  }
}
