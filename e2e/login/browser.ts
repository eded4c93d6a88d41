// A browser without pages: it keeps cookies by host as browsers do, follows nothing by itself, and can send a request
// for the portal's host to any of its replicas, as a proxy in front of them would.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { Cookies } from '../visitor/cookies.ts';

export interface Answer {
  status: number;
  /** Where the answer was asked for. */
  url: string;
  /** Where a redirect leads, made absolute; empty without one. */
  location: string;
  headers: Record<string, string | string[] | undefined>;
  /** The cookies that this answer sets, by name; an empty value takes one away. */
  sets: Map<string, string>;
  text: string;
}

export interface Asking {
  method?: 'GET' | 'POST';
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /** Address of the replica that answers, where it isn't the one that the URL names. */
  at?: string;
}

/** A WebSocket of a page. */
export interface Live {
  /** The code with which the portal closes it; 0 if the wire just ends. */
  closed: Promise<number>;
  end(): void;
}

export class Browser {
  private cookies = new Cookies();

  cookie(name: string, host = 'localhost'): string | undefined {
    return this.cookies.of(`http://${host}`).get(name);
  }

  /** The names of the cookies that begin so, the latest last. */
  names(beginning: string, host = 'localhost'): string[] {
    return [...this.cookies.of(`http://${host}`).keys()].filter((name) => name.startsWith(beginning));
  }

  set(name: string, value: string, host = 'localhost'): void {
    this.cookies.of(`http://${host}`).set(name, value);
  }

  /** Another browser that holds the same cookies at this moment. */
  copy(): Browser {
    const copy = new Browser();
    copy.cookies = this.cookies.copy();
    return copy;
  }

  async ask(address: string, { method, form, headers = {}, at }: Asking = {}): Promise<Answer> {
    const url = new URL(address);
    const body = form && new URLSearchParams(form).toString();
    const connection = new URL(at ?? address);
    const sent: Record<string, string> = { host: url.host, ...headers };
    const cookie = this.cookies.header(address);
    if (cookie) sent.cookie = cookie;
    if (body !== undefined) Object.assign(sent, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) });
    return new Promise((resolve, reject) => {
      const asked = request(
        // The portal listens on IPv4; its name may also mean IPv6.
        { host: '127.0.0.1', port: connection.port, path: url.pathname + url.search, method: method ?? (form ? 'POST' : 'GET'), headers: sent },
        (response) => {
          const sets = this.cookies.keep(address, response.headers['set-cookie'] ?? []);
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const location = response.headers.location ?? '';
            resolve({
              status: response.statusCode ?? 0,
              url: address,
              location: location && new URL(location, address).href,
              headers: response.headers,
              sets,
              text: Buffer.concat(chunks).toString('utf8'),
            });
          });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** Opens a page's WebSocket; fails if the portal doesn't take it. */
  live(address: string, at = address): Promise<Live> {
    const url = new URL(address);
    return new Promise((resolve, reject) => {
      const asked = request({
        host: '127.0.0.1',
        port: new URL(at).port,
        path: url.pathname,
        headers: {
          host: url.host,
          origin: url.origin,
          cookie: this.cookies.header(address),
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': randomBytes(16).toString('base64'),
        },
      });
      asked.on('response', (response) => reject(new Error(`no socket: ${response.statusCode}`)));
      asked.on('error', reject);
      asked.on('upgrade', (_response, socket, head: Buffer) => {
        let read = head;
        const closed = new Promise<number>((done) => {
          const look = (): void => {
            for (const [opcode, payload] of frames(read)) if (opcode === 8) done(payload.length >= 2 ? payload.readUInt16BE(0) : 0);
          };
          socket.on('data', (chunk: Buffer) => ((read = Buffer.concat([read, chunk])), look()));
          socket.on('close', () => done(0));
          socket.on('error', () => done(0));
          look();
        });
        resolve({ closed, end: () => socket.destroy() });
      });
      asked.end();
    });
  }
}

/** The whole frames that a server has sent: what kind each is, and what it holds. */
function* frames(read: Buffer): Generator<[number, Buffer]> {
  while (read.length >= 2) {
    const short = read[1]! & 0x7f;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (read.length < start) return;
    const length = short === 126 ? read.readUInt16BE(2) : short === 127 ? Number(read.readBigUInt64BE(2)) : short;
    if (read.length < start + length) return;
    yield [read[0]! & 0x0f, read.subarray(start, start + length)];
    read = read.subarray(start + length);
  }
}
