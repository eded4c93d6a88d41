// The wire: what passes, what is cut, and that it can be mended.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { Proxy } from './proxy.ts';

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Ended, whether in order or by a reset. */
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()));

test('what is sent passes both ways; cut connections end, new ones too, until it is mended', async () => {
  const echo = createServer((socket) => socket.pipe(socket).on('error', () => undefined));
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const proxy = await Proxy.start((echo.address() as AddressInfo).port);
  try {
    const first = await opened(proxy.port);
    first.write('hello');
    assert.equal(String((await once(first, 'data'))[0]), 'hello');

    const ended = closed(first);
    proxy.cut();
    await ended;
    const refused = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
    await closed(refused);

    proxy.mend();
    const second = await opened(proxy.port);
    second.write('again');
    assert.equal(String((await once(second, 'data'))[0]), 'again');

    const over = closed(second);
    proxy.reset();
    await over;
  } finally {
    await proxy.stop();
    echo.close();
  }
});
