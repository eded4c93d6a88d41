// One OpenID provider of the demo, as far as all kinds have it in common: code flow with PKCE S256 and
// private_key_jwt, a log-in page at every request (isolated sessions), logout begun by the relying party, told to it
// by front channel (a frame) and back channel (a request).
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import './quiet.ts';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { html, trusted } from '../page/html.ts';
import { pageHeaders, renderPage, type PageOptions } from '../page/page.ts';
import { memoryAdapters } from './memory.ts';

export interface RelyingParty {
  clientId: string;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  /** The public keys with which the relying party proves who it is … */
  jwks?: { keys: JsonWebKey[] };
  /** … or where it publishes them. */
  jwksUri?: string;
  backchannelLogoutUri?: string;
  /** A page that the provider opens in a frame, with its `iss` and the session's `sid`. */
  frontchannelLogoutUri?: string;
}

/** What the log-in page decided: who, how strongly, in which language. */
export interface LoginResult {
  accountId: string;
  acr?: string;
  /** How, where the original tells it. */
  amr?: string[];
  locale: string;
  /** What the relying party asked to be told: its authorization_details, or at Entra ID its claims. */
  asked?: string;
}

export interface IssuerOptions {
  issuer: string;
  /** Names of cookies begin with this: cookies ignore ports, and everything here runs on one host. */
  cookiePrefix: string;
  standsInFor: string;
  client: RelyingParty;
  claims: string[];
  claimsOf(accountId: string, login: LoginResult): Record<string, unknown> | undefined;
  /** Somebody's `sub`, where it isn't made up from the issuer, the client and the person. */
  subjectOf?(accountId: string): string;
  routes: Configuration['routes'];
  pushedRequests: boolean;
  issInCallback: boolean;
  acrValues: string[];
  uiLocales: string[];
}

const newSigningKey = (): JsonWebKey => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' } as JsonWebKey;
};

// Scripts run while frames still load; the page goes on when they have, or after a while: nobody waits for a portal that is down.
const submitLogout = `const go = () => document.querySelector("button[name=logout]").click();
addEventListener("load", go);
setTimeout(go, 3000);`;

/** A middleware around everything the provider does, as a test may add one. */
export type Around = (ctx: KoaContextWithOIDC, next: () => Promise<unknown>) => Promise<unknown>;

export class Issuer {
  /** The key that everything is signed with; its public half is published. */
  signingKey = newSigningKey();
  provider: Provider;
  /** What each log-in decided, by the grant that came of it. */
  private readonly logins = new Map<string, LoginResult>();
  private readonly adapters = memoryAdapters();
  private readonly cookieKey = randomUUID();
  private readonly around: Around[] = [];

  constructor(readonly options: IssuerOptions) {
    this.provider = this.makeProvider();
  }

  private makeProvider(): Provider {
    const provider = new Provider(this.options.issuer, this.configuration());
    provider.on('backchannel.error', (_ctx: unknown, error: Error) => process.stderr.write(`back-channel logout wasn't received: ${String(error.cause ?? error.message)}\n`));
    provider.use((ctx, next) => this.likeTheOriginal(ctx as KoaContextWithOIDC, next));
    for (const one of this.around) provider.use((ctx, next) => one(ctx as KoaContextWithOIDC, next));
    return provider;
  }

  /** Puts a middleware around what the provider does, from the next request on. */
  use(around: Around): void {
    this.around.push(around);
    this.provider = this.makeProvider();
  }

  /** Signs with a new key from now on and publishes only that; sessions and codes go on. */
  rotateKeys(): void {
    this.signingKey = newSigningKey();
    this.provider = this.makeProvider();
  }

  /** Knows the relying party by other keys from now on, as after a change in self-service. */
  registerKeys(jwks: { keys: JsonWebKey[] }): void {
    this.options.client.jwks = jwks;
    this.provider = this.makeProvider();
  }

  /** Keeps what the page decided until the token request asks for the claims. */
  static readonly resultKey = 'standin';

  private configuration(): Configuration {
    const { client, cookiePrefix, claims, acrValues } = this.options;
    const portalOrigins = [...client.redirectUris, ...client.postLogoutRedirectUris].map((uri) => new URL(uri).origin);
    return {
      adapter: this.adapters,
      clients: [
        {
          client_id: client.clientId,
          redirect_uris: client.redirectUris,
          post_logout_redirect_uris: client.postLogoutRedirectUris,
          response_types: ['code'],
          grant_types: ['authorization_code'],
          subject_type: 'pairwise',
          token_endpoint_auth_method: 'private_key_jwt',
          id_token_signed_response_alg: 'RS256',
          require_auth_time: true,
          // Replicas have a host each here, and the pairwise sub is the client's all the same, as at the originals.
          sector_identifier_uri: 'https://portal.example/redirect-uris',
          ...(client.jwks ? { jwks: client.jwks } : {}),
          ...(client.jwksUri ? { jwks_uri: client.jwksUri } : {}),
          ...(client.backchannelLogoutUri
            ? { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }
            : {}),
        } as never,
      ],
      jwks: { keys: [this.signingKey] } as never,
      cookies: {
        keys: [this.cookieKey],
        // The portal's log-out is a POST from another site, and the original's session cookie comes along with it.
        long: { httpOnly: true, sameSite: 'none' },
        names: {
          session: `${cookiePrefix}-session`,
          interaction: `${cookiePrefix}-interaction`,
          resume: `${cookiePrefix}-resume`,
        },
      },
      acrValues,
      claims: { openid: ['sub', 'sid', 'acr', 'amr', 'auth_time', ...claims] },
      conformIdTokenClaims: false,
      scopes: ['openid', 'profile'],
      subjectTypes: ['pairwise'],
      sectorIdentifierUriValidate: () => false,
      pairwiseIdentifier: (_ctx, accountId, { clientId }) =>
        this.options.subjectOf?.(accountId) ?? createHash('sha256').update(`${this.options.issuer} ${clientId} ${accountId}`).digest('base64url'),
      responseTypes: ['code'],
      // Rich authorization requests of the library are about access tokens; Ansattporten's answer is in the ID token. What
      // `claims` asks for is read by the originals' own rules, too.
      extraParams: ['authorization_details', 'claims'],
      pkce: { required: () => true },
      clientAuthMethods: ['private_key_jwt'],
      enabledJWA: { idTokenSigningAlgValues: ['RS256'], clientAuthSigningAlgValues: ['RS256', 'RS384', 'RS512', 'PS256', 'ES256'] },
      routes: this.options.routes,
      enableHttpPostMethods: true,
      // The library's own fetch refuses loopback addresses, and everything here is on one.
      fetch: (url: string | URL | Request, init?: RequestInit) => fetch(url, { ...init, dispatcher: undefined } as RequestInit),
      discovery: {
        ui_locales_supported: this.options.uiLocales,
        ...(client.frontchannelLogoutUri ? { frontchannel_logout_supported: true, frontchannel_logout_session_supported: true } : {}),
      },
      ttl: {
        AccessToken: 120,
        AuthorizationCode: 60,
        Grant: 7200,
        IdToken: 120,
        Interaction: 1800,
        Session: 7200,
      },
      interactions: { url: (ctx, interaction) => `${mountPath(ctx)}/interaction/${interaction.uid}` },
      features: {
        devInteractions: { enabled: false },
        dPoP: { enabled: false },
        userinfo: { enabled: false },
        resourceIndicators: { enabled: false },
        pushedAuthorizationRequests: { enabled: this.options.pushedRequests },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx, form) => this.renderLogout(ctx, form, portalOrigins),
          postLogoutSuccessSource: (ctx) => this.render(ctx, { title: 'Logget ut', body: html`<main><h1>Du er logget ut</h1></main>` }),
        },
      },
      loadExistingGrant: (ctx) => this.grant(ctx),
      findAccount: (_ctx, accountId, token) => this.account(accountId, token),
      renderError: (ctx, out) => this.renderError(ctx, out),
    };
  }

  /** Consent isn't asked for by the originals: every log-in grants what was asked. */
  private async grant(ctx: KoaContextWithOIDC) {
    const accountId = ctx.oidc.session?.accountId;
    const login = (ctx.oidc.result as Record<string, unknown> | undefined)?.[Issuer.resultKey] as LoginResult | undefined;
    if (!accountId || !login) return undefined;
    const grant = new this.provider.Grant({ accountId, clientId: ctx.oidc.client!.clientId });
    grant.addOIDCScope(String(ctx.oidc.params?.scope ?? 'openid'));
    grant.addOIDCClaims([...ctx.oidc.requestParamClaims]);
    this.logins.set(await grant.save(), login);
    return grant;
  }

  private account(accountId: string, token: unknown) {
    const grantId = (token as { grantId?: string } | undefined)?.grantId;
    const login = grantId ? this.logins.get(grantId) : undefined;
    return {
      accountId,
      claims: () => ({ sub: accountId, ...(login ? this.options.claimsOf(accountId, login) : {}) }),
    };
  }

  private async likeTheOriginal(ctx: KoaContextWithOIDC, next: () => Promise<unknown>): Promise<void> {
    await next();
    if (ctx.oidc?.route === 'end_session' && ctx.status === 200 && !ctx.oidc.session?.accountId) {
      // ID-porten without a session of its own shows an error and never sends the browser back.
      ctx.status = 400;
      this.render(ctx, {
        title: 'Du er ikke innlogget',
        body: html`<main><h1>Du er ikke innlogget her</h1><p>Innloggingen er alt avsluttet.</p></main>`,
      });
    }
    if (!this.options.issInCallback) this.withoutIss(ctx);
  }

  /** Entra ID doesn't name itself in the callback, and doesn't claim to. */
  private withoutIss(ctx: KoaContextWithOIDC): void {
    if (ctx.oidc?.route === 'discovery') {
      (ctx.body as Record<string, unknown>).authorization_response_iss_parameter_supported = false;
    }
    const location = ctx.response.get('location') ?? '';
    if (this.options.client.redirectUris.some((uri) => location.startsWith(`${uri}?`))) {
      const target = new URL(location);
      target.searchParams.delete('iss');
      ctx.set('location', target.href);
    }
  }

  private render(ctx: KoaContextWithOIDC, page: Pick<PageOptions, 'title' | 'body' | 'script' | 'formTargets' | 'frames'>): void {
    const options: PageOptions = { lang: 'nb', standsInFor: this.options.standsInFor, ...page };
    ctx.set(pageHeaders(options));
    ctx.body = renderPage(options);
  }

  /**
   * Like the originals, no question is asked: the page opens the relying party's page in a frame, so that it ends its
   * session, and sends itself on. The button is for browsers without scripts.
   */
  private renderLogout(ctx: KoaContextWithOIDC, form: string, formTargets: string[]): void {
    const frame = this.frontchannelFrame(ctx);
    this.render(ctx, {
      title: 'Logger ut',
      body: html`<main><h1>Logger ut …</h1>${trusted(form)}
${frame ? html`<iframe hidden title="" src="${frame.href}"></iframe>` : ''}
<button class="button" type="submit" form="op.logoutForm" name="logout" value="yes">Logg ut</button></main>`,
      script: submitLogout,
      formTargets,
      ...(frame ? { frames: [frame.origin] } : {}),
    });
  }

  /** Where the relying party ends its session by front channel, if this browser has one of it. */
  private frontchannelFrame(ctx: KoaContextWithOIDC): URL | undefined {
    const { client, issuer } = this.options;
    const sid = ctx.oidc.session?.authorizations?.[client.clientId]?.sid;
    if (!client.frontchannelLogoutUri || !sid) return undefined;
    const frame = new URL(client.frontchannelLogoutUri);
    frame.searchParams.set('iss', issuer);
    frame.searchParams.set('sid', sid);
    return frame;
  }

  private renderError(ctx: KoaContextWithOIDC, out: { error: string; error_description?: string }): void {
    this.render(ctx, {
      title: 'Noe gikk galt',
      body: html`<main><h1>Innloggingen stoppet her</h1>
<p>Gå tilbake til tjenesten du kom fra og prøv igjen.</p>
<p class="quiet">${out.error}: ${out.error_description ?? ''}</p></main>`,
    });
  }

  /** Answers a request below this issuer; `mount` is the issuer's own path. */
  handle(req: IncomingMessage, res: ServerResponse): void {
    const mount = new URL(this.options.issuer).pathname.replace(/\/$/, '');
    const original = req.url ?? '/';
    const request = req as IncomingMessage & { originalUrl?: string };
    request.originalUrl = original;
    request.url = original.slice(mount.length) || '/';
    if (request.url.startsWith(this.options.routes!.authorization!)) forgetSession(request, this.options.cookiePrefix);
    allowCrossSiteLogout(res, this.options.cookiePrefix);
    void this.provider.callback()(req, res);
  }
}

const mountPath = (ctx: KoaContextWithOIDC): string => {
  const original = (ctx.req as IncomingMessage & { originalUrl?: string }).originalUrl ?? ctx.req.url ?? '';
  return original.slice(0, original.length - (ctx.req.url ?? '').length);
};

/** Isolated sessions: a log-in never continues an earlier one, so the request comes without its cookie. */
function forgetSession(req: IncomingMessage, prefix: string): void {
  const kept = (req.headers.cookie ?? '').split(/;\s*/).filter((c) => !c.startsWith(`${prefix}-session`));
  req.headers.cookie = kept.join('; ');
}

/** SameSite=None asks for Secure, which browsers take from a loopback address without TLS but koa doesn't set there. */
function allowCrossSiteLogout(res: ServerResponse, prefix: string): void {
  const setHeader = res.setHeader.bind(res);
  res.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value);
    const secure = (cookie: string) => (cookie.startsWith(`${prefix}-session`) ? `${cookie}; Secure` : cookie);
    return setHeader(name, Array.isArray(value) ? value.map(secure) : secure(String(value)));
  };
}
