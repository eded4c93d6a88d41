// Somebody who uses the portal without a screen: keeps cookies as a browser does, walks through the log-in pages, and
// calls the API as the pages do. For programs that need many people at once, or one who does what no page would.
import { citizen, employee } from '../people/people.ts';
import { Cookies } from './cookies.ts';

export interface Answer {
  /** Where the redirects ended. */
  url: string;
  status: number;
  headers: Headers;
  text: string;
}

const mostRedirects = 15;

export interface Asking {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

export class Visitor {
  private readonly cookies = new Cookies();

  /** The value of a cookie of the portal (or of whatever else is at `url`). */
  cookie(url: string, name: string): string | undefined {
    return this.cookies.of(url).get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.cookies.of(url).set(name, value);
  }

  /** One request with this visitor's cookies; redirects are not followed. */
  async ask(url: string, { form, headers = {}, ...rest }: Asking = {}): Promise<Response> {
    const cookie = this.cookies.header(url);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { ...(cookie ? { cookie } : {}), ...headers },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      ...rest,
    });
    this.cookies.keep(url, response.headers.getSetCookie());
    return response;
  }

  /** Goes somewhere as by a click, over all redirects; `until` stops before an address is asked for. */
  async go(url: string, asking: Asking = {}, until: (url: string) => boolean = () => false): Promise<Answer> {
    for (let hop = 0; hop < mostRedirects; hop++) {
      if (until(url)) return { url, status: 0, headers: new Headers(), text: '' };
      const response = await this.ask(url, asking);
      const location = response.headers.get('location');
      if (!location) return { url, status: response.status, headers: response.headers, text: await response.text() };
      await response.arrayBuffer();
      url = new URL(location, url).href;
      asking = asking.signal ? { signal: asking.signal } : {};
    }
    throw new Error(`${new URL(url).origin} redirects for ever`);
  }

  /** Logs in at the portal as a citizen of people.json, at the provider's own pages. */
  async logInCitizen(portal: string, id: string, level: 'high' | 'substantial' = 'high', start = '/login'): Promise<Answer> {
    return this.logIn(`${portal}${start}`, { person: citizen(id).id, level: `idporten-loa-${level}` });
  }

  /** Logs in as an employee, at the municipality's own provider. */
  async logInEmployee(portal: string, id: string): Promise<Answer> {
    const { municipality } = employee(id);
    return this.logIn(`${portal}/employee/login?municipality=${municipality}`, { person: id });
  }

  private async logIn(start: string, choice: Record<string, string>): Promise<Answer> {
    const page = await this.go(start);
    if (page.status !== 200 || !page.text.includes('name="person"')) throw new Error(`${new URL(start).pathname} led to no log-in page, but to ${new URL(page.url).pathname} (${page.status})`);
    return this.go(page.url, { form: choice });
  }

  /** Calls the portal's API as its pages do; `body` is sent as JSON. */
  async api(method: string, url: string, body?: unknown, { headers = {}, ...rest }: Omit<Asking, 'method' | 'form' | 'body'> = {}): Promise<Response> {
    const writing = method !== 'GET' && method !== 'HEAD';
    return this.ask(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(writing ? { origin: new URL(url).origin, 'x-portal': '1' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...rest,
    });
  }
}
