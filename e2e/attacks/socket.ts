// A WebSocket whose handshake and frames are ours to spoil.
import { randomBytes } from 'node:crypto';
import { request, type IncomingMessage } from 'node:http';
import type { Socket as Wire } from 'node:net';
import type { Visitor } from './visitor.ts';

const operation = { text: 1, binary: 2, close: 8 } as const;

export class LiveSocket {
  readonly frames: string[] = [];
  closeCode: number | undefined;
  closed = false;
  closedAt = 0;
  private unread = Buffer.alloc(0);

  private constructor(private readonly wire: Wire) {
    wire.on('data', (part: Buffer) => this.read(part));
    wire.on('error', () => undefined);
    wire.once('close', () => this.end());
  }

  /** Opens the visitor's socket; an answer that isn't 101 comes back as its status and problem. */
  static open(visitor: Visitor, headers: Record<string, string | string[] | undefined> = {}, method = 'GET'): Promise<LiveSocket | string> {
    return new Promise((resolve, reject) => {
      const wanted: Record<string, string | string[] | undefined> = {
        host: visitor.home.host,
        origin: visitor.home.url,
        cookie: visitor.cookieHeader,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        ...headers,
      };
      const sent = Object.fromEntries(Object.entries(wanted).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
      const out = request({ host: '127.0.0.1', port: visitor.via.port, path: `/api/${visitor.world}/live`, method, headers: sent, setHost: false, agent: false });
      out.once('error', reject);
      out.once('upgrade', (_answer: IncomingMessage, wire: Wire, head: Buffer) => {
        const socket = new LiveSocket(wire);
        if (head.length) socket.read(head);
        resolve(socket);
      });
      out.once('response', (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => (text += part.toString()));
        answer.once('end', () => {
          const code = /"code":"([^"]+)"/.exec(text)?.[1];
          resolve([answer.statusCode, code].filter(Boolean).join(' '));
        });
      });
      out.setTimeout(10_000, () => out.destroy(new Error('no answer to the handshake')));
      out.end();
    });
  }

  /** As `open`, for those who must get in. */
  static async mustOpen(visitor: Visitor): Promise<LiveSocket> {
    const opened = await LiveSocket.open(visitor);
    if (typeof opened === 'string') throw new Error(`the socket was refused: ${opened}`);
    return opened;
  }

  private end(): void {
    if (this.closed) return;
    this.closed = true;
    this.closedAt = Date.now();
  }

  private read(part: Buffer): void {
    this.unread = Buffer.concat([this.unread, part]);
    for (;;) {
      if (this.unread.length < 2) return;
      const short = this.unread[1]! & 0x7f;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (this.unread.length < head) return;
      const length = short === 126 ? this.unread.readUInt16BE(2) : short === 127 ? Number(this.unread.readBigUInt64BE(2)) : short;
      if (this.unread.length < head + length) return;
      const content = this.unread.subarray(head, head + length);
      const kind = this.unread[0]! & 0x0f;
      this.unread = this.unread.subarray(head + length);
      if (kind === operation.text) this.frames.push(content.toString('utf8'));
      if (kind === operation.close) {
        this.closeCode = content.length >= 2 ? content.readUInt16BE(0) : 1005;
        this.wire.end();
      }
    }
  }

  /** Sends a frame; a page's are masked, and `bare` ones break the protocol. */
  send(content: string | Buffer, { kind = 'text', bare = false }: { kind?: keyof typeof operation; bare?: boolean } = {}): void {
    const payload = Buffer.from(content);
    const mask = randomBytes(4);
    const length = payload.length;
    const size = length < 126 ? Buffer.from([length]) : length < 65_536 ? Buffer.from([126, length >> 8, length & 255]) : Buffer.from([127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255]);
    if (!bare) {
      size[0]! |= 0x80;
      for (let i = 0; i < length; i++) payload[i]! ^= mask[i % 4]!;
    }
    this.wire.write(Buffer.concat([Buffer.from([0x80 | operation[kind]]), size, ...(bare ? [] : [mask]), payload]));
  }

  /** Waits until the other side has closed; tells the code, or that it is still open. */
  async ended(ms: number): Promise<string> {
    const until = Date.now() + ms;
    while (!this.closed && this.closeCode === undefined && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
    if (this.closeCode !== undefined) return `closed ${this.closeCode}`;
    return this.closed ? 'closed' : 'open';
  }

  drop(): void {
    this.wire.destroy();
  }
}
