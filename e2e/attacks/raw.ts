// Bytes on a wire, for requests that no HTTP library would send.
import { connect, type Socket } from 'node:net';

/** Opens a connection to a port of this machine. */
export function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // What the other side does to the connection later is told by 'close'.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

/** Sends bytes and gives all that comes back until the other side closes or is silent for a while. */
export async function exchange(port: number, bytes: string | Buffer, silentMs = 1500): Promise<string> {
  const socket = await dial(port);
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    const end = (): void => {
      socket.destroy();
      resolve(Buffer.concat(parts).toString('latin1'));
    };
    socket.setTimeout(silentMs, end);
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.once('close', end);
    socket.write(bytes);
  });
}

/** The statuses of all answers in a stretch of bytes: a smuggled request shows as one more. */
export function statuses(text: string): string {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status).join(' ') || 'nothing';
}

/** Lines of a request, ended as HTTP wants it. */
export const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`;
