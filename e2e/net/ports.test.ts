// Ports for tests: nobody else's, never the same twice, and none that the system gives to outgoing connections.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePort } from './ports.ts';

test('ports that are handed out are free, all different, and outside the range of outgoing connections', async () => {
  const ports = new Set<number>();
  for (let i = 0; i < 20; i++) ports.add(await freePort());
  assert.equal(ports.size, 20);
  for (const port of ports) assert.ok(port >= 12_000 && port < 32_768);
});

test('a port that somebody listens on is passed over', async () => {
  const before = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(before + 1, '127.0.0.1', resolve));
  assert.notEqual(await freePort(), before + 1);
  await new Promise((resolve) => server.close(resolve));
});
