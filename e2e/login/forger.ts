// A certified provider of which a test changes one thing: the ID token that it made, or the answer that carries it.
// What the provider itself does stays as it is, and how often it was asked is counted.
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Issuer } from '../oidc/issuer.ts';
import { ProviderKey, takeApart, type Token } from './token.ts';

/** Makes another compact token of the one that the provider was about to send. */
export type Forgery = (token: Token, key: ProviderKey, original: string) => string;
/** Changes the whole answer of the token endpoint. */
export type Spoiling = (ctx: KoaContextWithOIDC) => Promise<void> | void;

type Route = 'token' | 'jwks' | 'discovery' | 'pushed_authorization_request' | 'end_session';

export class Forger {
  private forgery: Forgery | undefined;
  private readonly spoilings = new Map<string, Spoiling>();
  private readonly asked = new Map<string, number>();
  /** The last ID token that was really sent. */
  lastToken = '';
  /** The ids of the keys with which the portal has proved itself, the last one last. */
  readonly provenBy: string[] = [];

  constructor(readonly issuer: Issuer) {
    issuer.use(async (ctx, next) => {
      await next();
      const route = ctx.oidc?.route;
      if (!route) return;
      this.noteProof(ctx);
      this.asked.set(route, this.count(route as Route) + 1);
      if (route === 'token') this.forge(ctx);
      await this.spoilings.get(route)?.(ctx);
    });
  }

  private noteProof(ctx: KoaContextWithOIDC): void {
    const proof = (ctx.oidc.body as { client_assertion?: string } | undefined)?.client_assertion;
    if (proof && ctx.status < 400) this.provenBy.push(String(takeApart(proof).header.kid));
  }

  private forge(ctx: KoaContextWithOIDC): void {
    const body = ctx.body as { id_token?: string };
    if (!body?.id_token) return;
    if (this.forgery) body.id_token = this.forgery(takeApart(body.id_token), new ProviderKey(this.issuer.signingKey), body.id_token);
    this.lastToken = body.id_token;
  }

  /** How often the provider was asked at that address. */
  count(route: Route): number {
    return this.asked.get(route) ?? 0;
  }

  /** Forges every token while `work` runs. */
  async forging<T>(forgery: Forgery, work: () => Promise<T>): Promise<T> {
    this.forgery = forgery;
    try {
      return await work();
    } finally {
      this.forgery = undefined;
    }
  }

  /** Spoils the answers of one address while `work` runs. */
  async spoiling<T>(route: Route, spoiling: Spoiling, work: () => Promise<T>): Promise<T> {
    this.spoilings.set(route, spoiling);
    try {
      return await work();
    } finally {
      this.spoilings.delete(route);
    }
  }
}
