// Who stays broken is named: a replica that takes no message, a lane that nobody serves.
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { live, sendThroughEach, type Lane } from './crowd.ts';
import { History } from './history.ts';
import { Person } from './person.ts';
import { random } from './random.ts';

const servers: Server[] = [];
after(() => servers.forEach((server) => server.close()));

/** A portal that answers everything with one status; gives its address and what it was asked. */
async function portal(status: number): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'PUT') asked.push(request.url!);
    request.resume().once('end', () => response.writeHead(status, { connection: 'close' }).end('{}'));
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function laneAt(urls: string[]): { lane: Lane; oddities: () => string[] } {
  const history = new History();
  const author = new Person({ world: 'citizen', id: 'rania' }, urls, history, random(1));
  return { lane: { name: 'rania', municipality: 'fjordvik', caseCopyId: 'copy', author, sent: [] }, oddities: () => history.of('oddity').map(({ what }) => what) };
}

test('each replica is asked by name, and takes one message', async () => {
  const portals = [await portal(201), await portal(201)];
  const { lane, oddities } = laneAt(portals.map(({ url }) => url));
  await sendThroughEach(lane, 20_000);
  assert.deepEqual(lane.sent.map(({ n, accepted }) => [n, accepted !== undefined]), [[1, true], [2, true]]);
  assert.deepEqual(portals.map(({ asked }) => asked.length), [1, 1]);
  assert.deepEqual(oddities(), []);
});

test('a replica that stays broken is named, also where the others take everything', async () => {
  const { lane, oddities } = laneAt([(await portal(201)).url, (await portal(503)).url, (await portal(201)).url]);
  await sendThroughEach(lane, 3000);
  assert.equal(oddities().length, 1);
  assert.match(oddities()[0]!, /^rania: replica 2 didn’t take "rania 2" \(attempts: \d+, the last: 503\)$/);
});

test('a lane that was given up is named', async () => {
  const { url, asked } = await portal(500);
  const { lane, oddities } = laneAt([url]);
  const over = (): boolean => asked.length > 0;
  await live(lane, random(1), over, over);
  assert.equal(oddities().length, 1);
  assert.match(oddities()[0]!, /^rania: no replica took "rania 1" \(attempts: \d+, the last: 500\)$/);
});
