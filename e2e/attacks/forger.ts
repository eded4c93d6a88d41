// A provider of the attackers' own, whose keys and answers they can spoil in any way. The portal of an attack takes it
// for ID-porten; the stand-in, as the original, would never send such things.
import { createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { citizen } from '../people/people.ts';
import { citizenClientId } from '../demo/settings.ts';

export type Claims = Record<string, unknown>;

/** What is spoiled in one log-in. */
export interface Forgery {
  claims?: (claims: Claims) => Claims;
  header?: (header: Claims) => Claims;
  key?: 'own' | 'other' | 'none' | 'secret';
  /** Changes the finished token. */
  token?: (token: string) => string;
  /** Changes where the browser is sent to. */
  callback?: (query: URLSearchParams) => void;
  /** Answers the token request otherwise. */
  answer?: { status: number; body: string };
  /** Keeps the token request, or that for the keys, waiting for so long. */
  delayMs?: number;
}

const pair = (): { privateKey: KeyObject; publicKey: KeyObject } => generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1000);

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const chunk of req) parts.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

export class Forger {
  private readonly own = pair();
  private readonly other = pair();
  private kid = randomUUID();
  private current = this.own;
  private readonly pushed = new Map<string, URLSearchParams>();
  private readonly codes = new Map<string, URLSearchParams>();
  /** What the next log-in is spoiled with. */
  forgery: Forgery = {};
  /** How often something was asked for, by its path. */
  readonly asked = new Map<string, number>();
  /** The whole provider fails in this way. */
  outage: 'none' | 'error' | 'garbage' | 'silent' = 'none';
  private readonly silent = new Set<ServerResponse>();

  private constructor(private readonly server: Server) {
    server.on('request', (req: IncomingMessage, res: ServerResponse) => void this.answer(req, res).catch(() => res.destroy()));
  }

  static async start(): Promise<Forger> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Forger(server);
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** From now on everything is signed with a new key under a new name. */
  rotate(): void {
    this.current = this.current === this.own ? this.other : this.own;
    this.kid = randomUUID();
  }

  /** Answers those who wait, badly. */
  letGo(): void {
    for (const res of this.silent) res.destroy();
    this.silent.clear();
  }

  /** A token, signed as the forgery says. */
  sign(header: Claims, claims: Claims, key: NonNullable<Forgery['key']> = 'own'): string {
    const text = `${part(header)}.${part(claims)}`;
    const by = key === 'other' ? (this.current === this.own ? this.other : this.own) : this.current;
    if (key === 'none') return `${text}.`;
    if (key === 'secret') return `${text}.${createHmac('sha256', this.current.publicKey.export({ type: 'spki', format: 'pem' })).update(text).digest('base64url')}`;
    return `${text}.${sign('sha256', Buffer.from(text), by.privateKey).toString('base64url')}`;
  }

  get header(): Claims {
    return { alg: 'RS256', kid: this.kid, typ: 'JWT' };
  }

  private json(res: ServerResponse, status: number, body: unknown): void {
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', this.issuer);
    this.asked.set(url.pathname, (this.asked.get(url.pathname) ?? 0) + 1);
    if (this.outage === 'silent') return void this.silent.add(res);
    if (this.outage === 'error') return void res.writeHead(500, { 'content-type': 'text/plain' }).end('java.lang.NullPointerException at no.idporten.Secret');
    if (this.outage === 'garbage') return void res.writeHead(200, { 'content-type': 'application/json' }).end('{"issuer":');
    const at = (path: string): string => `${this.issuer}${path}`;
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return this.json(res, 200, {
          issuer: this.issuer,
          authorization_endpoint: at('/authorize'),
          token_endpoint: at('/token'),
          jwks_uri: at('/jwks'),
          end_session_endpoint: at('/logout'),
          pushed_authorization_request_endpoint: at('/par'),
          authorization_response_iss_parameter_supported: true,
          id_token_signing_alg_values_supported: ['RS256'],
          response_types_supported: ['code'],
          subject_types_supported: ['pairwise'],
          code_challenge_methods_supported: ['S256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
          token_endpoint_auth_signing_alg_values_supported: ['RS256'],
          acr_values_supported: ['idporten-loa-substantial', 'idporten-loa-high'],
          ui_locales_supported: ['nb', 'nn', 'en', 'se'],
        });
      case '/jwks':
        return this.json(res, 200, { keys: [{ ...this.current.publicKey.export({ format: 'jwk' }), kid: this.kid, alg: 'RS256', use: 'sig' }] });
      case '/par': {
        const reference = `urn:request:${randomUUID()}`;
        this.pushed.set(reference, await formOf(req));
        return this.json(res, 201, { request_uri: reference, expires_in: 60 });
      }
      case '/authorize': {
        const asked = this.pushed.get(url.searchParams.get('request_uri') ?? '') ?? url.searchParams;
        const code = randomUUID();
        this.codes.set(code, asked);
        const query = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: this.issuer });
        this.forgery.callback?.(query);
        return void res.writeHead(303, { location: `${asked.get('redirect_uri')}?${query}` }).end();
      }
      case '/token':
        return this.token(res, await formOf(req));
      default:
        res.writeHead(404).end();
    }
  }

  private async token(res: ServerResponse, form: URLSearchParams): Promise<void> {
    const { claims = (c) => c, header = (h) => h, key, token = (t) => t, answer, delayMs } = this.forgery;
    if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const asked = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    if (!asked) return this.json(res, 400, { error: 'invalid_grant' });
    if (answer) return void res.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    const body = claims({
      iss: this.issuer,
      sub: 'pairwise-rania',
      aud: citizenClientId,
      iat: now(),
      exp: now() + 120,
      auth_time: now(),
      nonce: asked.get('nonce'),
      acr: 'idporten-loa-high',
      amr: ['BankID'],
      sid: `sid-${randomUUID()}`,
      pid: citizen('rania').nationalNumber,
      locale: 'nb',
    });
    return this.json(res, 200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 120, id_token: token(this.sign(header(this.header), body, key)) });
  }
}
