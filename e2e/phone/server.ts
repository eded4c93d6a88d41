// The stand-in for Altinn Notifications, with a phone for each fictitious person. It never logs a number or a text.
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, sendPage } from '../page/page.ts';
import { citizens } from '../people/people.ts';
import { asGiven, carryOut, problemsOf, register, statusOf, type Notification, type Order } from './orders.ts';
import { phoneList, phoneScreen } from './screen.ts';

/** How the stand-in answers orders: as usual, with 500, with 500 after carrying them out, with 429, or not at all. */
export type Mode = 'ok' | 'fail' | 'fail-after' | 'limit' | 'hang';

export interface PhoneOptions {
  port: number;
  /** The bearer token that an order must carry. */
  token: string;
}

const api = '/notifications/api/v1/orders';

function sendJson(res: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  res.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }).end(JSON.stringify(body));
}

const problem = (res: ServerResponse, status: number, title: string, more: object = {}): void =>
  sendJson(res, status, { type: 'about:blank', title, status, ...more }, 'application/problem+json');

export class Phones {
  mode: Mode = 'ok';
  url = '';
  private readonly reserved = new Set<string>();
  private readonly orders = new Map<string, Order>();
  private readonly received = new Map<string, Notification[]>();
  private readonly arrivals = new EventEmitter().setMaxListeners(0);
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly server = createServer((req, res) => {
    this.answer(req, res).catch(() => {
      if (!res.headersSent) problem(res, 400, 'The request could not be read.');
      else res.end();
    });
  });

  private constructor(private readonly options: PhoneOptions) {}

  static async start(options: PhoneOptions): Promise<Phones> {
    const phones = new Phones(options);
    await new Promise<void>((resolve, reject) => {
      phones.server.once('error', reject);
      phones.server.listen(options.port, '127.0.0.1', resolve);
    });
    phones.url = `http://127.0.0.1:${(phones.server.address() as AddressInfo).port}`;
    return phones;
  }

  /** What has come in on a person's phone, oldest first. */
  notifications(personId: string): Notification[] {
    return this.received.get(personId) ?? [];
  }

  /** Waits until at least `count` notifications have come in on a person's phone. */
  async waitFor(personId: string, count: number, timeoutMs = 15_000): Promise<Notification[]> {
    const until = AbortSignal.timeout(timeoutMs);
    while (this.notifications(personId).length < count) {
      await new Promise<void>((resolve, reject) => {
        const done = (): void => {
          this.arrivals.off(personId, done);
          until.removeEventListener('abort', late);
          resolve();
        };
        const late = (): void => {
          this.arrivals.off(personId, done);
          reject(new Error(`only ${this.notifications(personId).length} of ${count} notifications reached ${personId}`));
        };
        this.arrivals.once(personId, done);
        until.addEventListener('abort', late, { once: true });
      });
    }
    return this.notifications(personId);
  }

  /** Forgets everything that came in. */
  clear(): void {
    this.received.clear();
    this.orders.clear();
  }

  stop(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://phones');
    if (pathname.startsWith(api)) return this.answerApi(req, res, pathname.slice(api.length), searchParams);
    const [, first, personId, last] = pathname.split('/');
    if (pathname === '/') return sendPage(res, 200, phoneList((id) => this.notifications(id).length));
    if (pathname === '/health') return void res.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok\n');
    if (pathname === '/control' && req.method === 'POST') return this.control(req, res);
    const forTests = first === 'api' && personId === 'phones';
    const person = citizens.find((c) => c.id === (forTests ? last : personId));
    if (!person) return problem(res, 404, 'No such phone.');
    if (forTests) return sendJson(res, 200, { person: person.id, notifications: this.notifications(person.id) });
    if (first !== 'phones') return problem(res, 404, 'No such page.');
    if (last === 'events') return this.stream(req, res, person.id);
    sendPage(res, 200, phoneScreen(person, this.notifications(person.id)));
  }

  private async answerApi(req: IncomingMessage, res: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
    if (this.mode === 'hang') return;
    if (this.mode === 'fail') return problem(res, 500, 'Told to fail.');
    if (this.mode === 'limit') return problem(res, 429, 'Told to limit.');
    if (req.headers.authorization !== `Bearer ${this.options.token}`) return problem(res, 401, 'Unauthorized');
    if (req.method === 'POST' && (path === '' || path === '/')) return this.order(req, res);
    if (req.method === 'GET' && path === '') return this.find(res, query.get('sendersReference'));
    const [, id, what] = path.split('/');
    const order = this.orders.get(id ?? '');
    if (req.method !== 'GET' || !order) return problem(res, 404, 'Not Found');
    if (what === 'status') return sendJson(res, 200, statusOf(order));
    sendJson(res, 200, asGiven(order));
  }

  private find(res: ServerResponse, reference: string | null): void {
    if (!reference) return problem(res, 400, 'The sendersReference is missing.');
    const orders = [...this.orders.values()].filter((order) => order.request.sendersReference === reference).map(asGiven);
    sendJson(res, 200, { count: orders.length, orders });
  }

  private async order(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const request = JSON.parse(await readBody(req)) as Parameters<typeof register>[0];
    const errors = problemsOf(request);
    if (Object.keys(errors).length) return problem(res, 400, 'One or more validation errors occurred.', { errors });
    const order = register(request, this.reserved);
    this.orders.set(order.id, order);
    if (this.mode === 'fail-after') problem(res, 500, 'Told to fail after carrying the order out.');
    else sendJson(res, 202, { orderId: order.id, recipientLookup: order.lookup });
    const wait = order.sendAt.getTime() - Date.now();
    if (wait <= 0) return this.deliver(order);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.deliver(order);
    }, Math.min(wait, 2 ** 31 - 1));
    this.timers.add(timer);
  }

  private deliver(order: Order): void {
    for (const [personId, notification] of carryOut(order)) {
      this.received.set(personId, [...this.notifications(personId), notification]);
      this.arrivals.emit(personId, notification);
    }
  }

  private async control(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // A JSON body can't be sent by a foreign page without the browser asking first.
    if (!req.headers['content-type']?.startsWith('application/json')) return problem(res, 415, 'Send JSON.');
    const { mode, reserved, clear } = JSON.parse(await readBody(req)) as { mode?: Mode; reserved?: string[]; clear?: boolean };
    if (mode) this.mode = mode;
    if (clear) this.clear();
    if (reserved) {
      this.reserved.clear();
      for (const id of reserved) this.reserved.add(id);
    }
    sendJson(res, 200, { mode: this.mode, reserved: [...this.reserved] });
  }

  private stream(req: IncomingMessage, res: ServerResponse, personId: string): void {
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    res.write(': hello\n\n');
    const send = (n: Notification): void => void res.write(`event: notification\nid: ${n.id}\ndata: ${JSON.stringify(n)}\n\n`);
    this.arrivals.on(personId, send);
    req.once('close', () => this.arrivals.off(personId, send));
  }
}
