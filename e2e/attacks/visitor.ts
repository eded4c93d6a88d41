// A person at a browser without a screen: keeps cookies, walks the provider's log-in page, calls the portal's API.
import { employee } from '../people/people.ts';
import { Cookies } from '../visitor/cookies.ts';
import { problemCode, send, type Answer, type Asking } from './http.ts';

/** A running portal as attackers reach it. */
export interface Portal {
  url: string;
  /** Host and port, as a browser names them. */
  host: string;
  port: number;
  /** Where its metrics are. */
  internal: string;
}

export type Level = 'high' | 'substantial';
export type World = 'citizen' | 'employee';

export const sessionCookie = (world: World): string => (world === 'employee' ? '__Host-employee' : '__Host-session');

const loginPath = (world: World, id: string): string => (world === 'employee' ? `/employee/login?municipality=${employee(id).municipality}` : '/login');

export class Visitor {
  private jar = new Cookies();
  /** Where they are, as a proxy would tell; without it, no proxy tells anything. */
  address: string | undefined;
  /** The replica that answers; the host stays the one of `home`. */
  via: Portal;

  constructor(
    readonly home: Portal,
    readonly world: World = 'citizen',
  ) {
    this.via = home;
  }

  get cookies(): Map<string, string> {
    return this.jar.of(this.home.url);
  }

  get session(): string | undefined {
    return this.cookies.get(sessionCookie(this.world));
  }

  set session(value: string | undefined) {
    if (value === undefined) this.cookies.delete(sessionCookie(this.world));
    else this.cookies.set(sessionCookie(this.world), value);
  }

  /** The cookies as the browser sends them. */
  get cookieHeader(): string {
    return this.jar.header(this.home.url);
  }

  /** The same person on another replica. */
  through(portal: Portal): Visitor {
    const other = new Visitor(this.home, this.world);
    other.via = portal;
    other.jar = this.jar.copy();
    return other;
  }

  /** One request to the portal, with this browser's cookies unless the headers bring others. */
  async ask(asking: Asking): Promise<Answer> {
    const cookie = this.cookieHeader;
    const answer = await send(this.via.port, { ...asking, headers: { host: this.home.host, ...(cookie ? { cookie } : {}), ...(this.address ? { 'x-forwarded-for': this.address } : {}), ...asking.headers } });
    this.jar.keep(this.home.url, answer.headers['set-cookie'] ?? []);
    return answer;
  }

  get(path: string, headers: Asking['headers'] = {}): Promise<Answer> {
    return this.ask({ path, headers });
  }

  /** The headers with which our own pages write. */
  get writing(): Record<string, string> {
    return { origin: this.home.url, 'x-portal': '1', 'sec-fetch-site': 'same-origin' };
  }

  /** Calls the API as the pages do; a Buffer goes as a file. */
  api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    if (Buffer.isBuffer(body)) {
      return this.ask({ method, path, headers: { ...this.writing, 'content-type': 'application/octet-stream', 'x-file-name': 'x', ...headers }, body });
    }
    const text = body === undefined ? undefined : JSON.stringify(body);
    const own = method === 'GET' ? {} : this.writing;
    return this.ask({ method, path, headers: { ...own, ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, body: text });
  }

  /** Whether the portal still knows this browser; asking is no activity. */
  async isIn(): Promise<boolean> {
    return (await this.get(`/api/${this.world}/session`)).status === 200;
  }

  /** Follows an address among the stand-ins until the browser would come back to the portal; gives that address. */
  private async atProvider(url: string, form?: Record<string, string>): Promise<{ url: string; answer?: Answer }> {
    for (let hop = 0; hop < 10; hop++) {
      const at = new URL(url);
      if (at.hostname !== '127.0.0.1') return { url };
      const body = form && new URLSearchParams(form).toString();
      const cookie = this.jar.header(url);
      const answer = await send(Number(at.port), {
        method: form ? 'POST' : 'GET',
        path: at.pathname + at.search,
        headers: { host: at.host, cookie, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
        body,
      });
      this.jar.keep(url, answer.headers['set-cookie'] ?? []);
      if (!answer.headers.location) return { url, answer };
      url = new URL(answer.headers.location, url).href;
      form = undefined;
    }
    throw new Error('the provider redirects for ever');
  }

  /** Begins a log-in at the portal; gives the provider's address. */
  async begin(path = loginPath(this.world, 'ingrid')): Promise<string> {
    const answer = await this.get(path);
    const location = answer.headers.location ?? '';
    if (answer.status !== 303 || !location.startsWith('http://127.0.0.1')) throw new Error(`the log-in led to ${answer.status} ${location.split('?')[0]}`);
    return location;
  }

  /** Goes through the provider's log-in page as somebody; gives the callback's address at the portal, not asked for yet. */
  async prove(provider: string, choice: Record<string, string>): Promise<string> {
    const page = await this.atProvider(provider);
    if (!page.answer) return page.url;
    const done = await this.atProvider(page.url, choice);
    if (done.answer) throw new Error(`the provider stopped with ${done.answer.status}`);
    return done.url;
  }

  /** Everything up to the callback. */
  async untilCallback(choice: Record<string, string>, path?: string): Promise<string> {
    return this.prove(await this.begin(path), choice);
  }

  /** Logs out at the provider itself, as somebody does at another service. */
  async logOutAtProvider(provider: string): Promise<void> {
    const page = await this.atProvider(`${provider}/logout`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.answer?.text ?? '')?.[1];
    if (!xsrf) throw new Error(`the provider has no log-out for this browser: ${page.answer?.status}`);
    await this.atProvider(`${provider}/logout/confirm`, { xsrf, logout: 'yes' });
  }

  /** Opens an address of the portal by following a link. */
  open(url: string): Promise<Answer> {
    return this.get(url.replace(/^https?:\/\/[^/]+/, '') || '/');
  }

  /** Logs in as somebody of people.json (or with a typed number, as `number:…`). */
  async logIn(id: string, { level = 'high', path }: { level?: Level; path?: string } = {}): Promise<Answer> {
    const typed: Record<string, string> = id.startsWith('number:') ? { number: id.slice(7), anyway: id.slice(7) } : { person: id };
    const choice: Record<string, string> = this.world === 'employee' ? { person: id } : { ...typed, level: `idporten-loa-${level}` };
    const callback = await this.untilCallback(choice, path ?? loginPath(this.world, id));
    return this.open(callback);
  }

  /** As `logIn`, for those who must get in. */
  async mustLogIn(id: string, options: { level?: Level } = {}): Promise<this> {
    const answer = await this.logIn(id, options);
    if (!this.session) throw new Error(`${id} could not log in: ${answer.status} ${answer.headers.location ?? ''} ${problemCode(answer) ?? ''}`);
    return this;
  }
}
