// Ports on the loopback address.
import { createServer } from 'node:net';

// Below the range from which the system gives outgoing connections their ports: one of those could take a port between
// its being found free and its being listened on, or while what listens there is stopped and started again.
const first = 12_000;
const last = 31_999;
const lane = 40;

// Processes that look for ports at the same time begin in different places.
let next = first + (process.pid % ((last + 1 - first) / lane)) * lane;

/** A port that nobody listens on at this moment, and that this process hasn't been given before. */
export async function freePort(): Promise<number> {
  for (let tried = first; tried <= last; tried++) {
    const port = next;
    next = port === last ? first : port + 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`No port from ${first} to ${last} is free.`);
}

/** Whether a port can be listened on, on both the addresses that `localhost` may mean. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1']) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      // A machine without IPv6 answers EADDRNOTAVAIL, which says nothing about the port.
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'));
      server.listen(port, host, () => server.close(() => resolve(true)));
    });
    if (!free) return false;
  }
  return true;
}
