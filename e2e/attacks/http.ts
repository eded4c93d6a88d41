// HTTP as attackers send it: any Host, any header, any body, to whichever replica; and answers in a few words.
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface Asking {
  method?: string;
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
  timeoutMs?: number;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  bytes: Buffer;
  ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One request to a port of this machine. */
export function send(port: number, { method = 'GET', path, headers = {}, body, timeoutMs = 30_000 }: Asking): Promise<Answer> {
  const began = process.hrtime.bigint();
  return new Promise((resolve, reject) => {
    const out = request(
      { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) }, setHost: false },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () => {
          const bytes = Buffer.concat(parts);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: bytes.toString('utf8'), bytes, ms: Number(process.hrtime.bigint() - began) / 1e6 });
        });
      },
    );
    out.setTimeout(timeoutMs, () => out.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    out.once('error', reject);
    out.end(body);
  });
}

/** The code of a problem answer, or nothing. */
export function problemCode(answer: Answer): string | undefined {
  if (!answer.headers['content-type']?.startsWith('application/problem+json')) return undefined;
  return (JSON.parse(answer.text || '{}') as { code?: string }).code;
}

/** An answer in a few words: its status, its problem, where it sends the browser. */
export function told(answer: Answer): string {
  const location = answer.headers.location;
  const code = problemCode(answer);
  return [String(answer.status), code, location && `to ${location.split(/[?#]/)[0]}`].filter(Boolean).join(' ');
}
