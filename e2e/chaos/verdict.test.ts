// The checks of a chaos run find what they look for.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { History, type Send } from './history.ts';
import type { Lane } from './crowd.ts';
import { afterFaults, judgeLane, p99, untoldIn, unreadWrong, type Registered } from './verdict.ts';

const lane = 'rania in layla/rania';
const send = (n: number, accepted?: number): Send => ({
  kind: 'send', lane, n, id: `id-${n}`, caseCopyId: 'copy', call: 0, attempts: 1, ...(accepted === undefined ? {} : { accepted }),
});
const registered = (n: number, position: number, id = `id-${n}`, at = 0, acceptedAt = 0): Registered => ({
  submissionId: id, kind: 'MESSAGE', position, acceptedAt: new Date(acceptedAt).toISOString(), registeredAt: new Date(at).toISOString(), body: { text: `${lane} ${n}` },
});
const judge = (sent: Send[], kept: Registered[]) => judgeLane({ name: lane, sent }, kept);

test('everything once and in order is right', () => {
  assert.deepEqual(judge([send(1, 1), send(2, 2)], [registered(1, 1), registered(2, 2)]), { accepted: 2, lost: 0, duplicated: 0, reordered: 0 });
});

test('what was accepted and never arrived is lost; what was never accepted may arrive or not', () => {
  assert.equal(judge([send(1, 1), send(2, 2)], [registered(1, 1)]).lost, 1);
  assert.equal(judge([send(1, 1), send(2)], [registered(1, 1)]).lost, 0);
  assert.equal(judge([send(1, 1), send(2)], [registered(1, 1), registered(2, 2)]).duplicated, 0);
});

test('the same words twice are a double, also under another id', () => {
  assert.equal(judge([send(1, 1)], [registered(1, 1), registered(1, 2, 'another')]).duplicated, 1);
});

test('an earlier message after a later one is out of order', () => {
  assert.equal(judge([send(1, 1), send(2, 2)], [registered(2, 1), registered(1, 2)]).reordered, 1);
});

test('after a fault only that counts which was accepted before its end and registered after it', () => {
  const history = new History();
  history.add({ kind: 'fault', what: 'cut', begin: 900, end: 2000 });
  for (const one of [send(1, 1000), send(2, 2500), send(3, 1500)]) history.add(one);
  const waits = afterFaults(history, [registered(1, 1, 'id-1', 2600, 1000), registered(2, 2, 'id-2', 2700, 2500), registered(3, 3, 'id-3', 1600, 1500)]);
  assert.deepEqual(waits, [{ after: 'cut', ms: 600 }]);
  assert.equal(p99(waits), 600);
  assert.ok(Number.isNaN(p99([])));
});

test('what is still waiting when the next fault strikes has waited since the first', () => {
  const history = new History();
  history.add({ kind: 'fault', what: 'cut', begin: 900, end: 2000 });
  history.add({ kind: 'fault', what: 'killed', begin: 2500, end: 3000 });
  history.add(send(1, 1000));
  assert.deepEqual(afterFaults(history, [registered(1, 1, 'id-1', 3100, 1000)]), [{ after: 'cut', ms: 1100 }]);
});

test('what was accepted during a fault counts from its end, also where its author heard of it only later', () => {
  const history = new History();
  history.add({ kind: 'fault', what: 'killed', begin: 900, end: 2000 });
  history.add({ ...send(1, 2600), asked: 2550 });
  history.add({ ...send(2, 2600), asked: 950 });
  const waits = afterFaults(history, [registered(1, 1, 'id-1', 4500, 1000), registered(2, 2, 'id-2', 4600, 1000)]);
  // The second one was accepted by the attempt that was answered.
  assert.deepEqual(waits, [{ after: 'killed', ms: 2500 }]);
});

test('the other side’s messages must have been told, not one’s own nor another conversation’s nor what was there before', () => {
  const lane = (name: string, caseCopyId: string, told: string[] = []): Lane =>
    ({ name, caseCopyId, municipality: 'fjordvik', sent: [], author: { listener: { knows: (id: string) => told.includes(id) } } as unknown as Lane['author'] });
  const [rania, ingrid, elsewhere] = [lane('rania in layla/rania', 'copy'), lane('ingrid in layla/rania', 'copy', ['id-1']), lane('ingrid in sami/sami', 'another')];
  const before = { ...registered(7, 7), body: { text: 'Hei' } };
  const kept = [before, registered(1, 8), registered(2, 9)];
  const lanes = [rania, ingrid, elsewhere];
  assert.deepEqual(lanes.map((one) => untoldIn(one, lanes, kept)), [0, 1, 0]);
});

test('read states and counts that differ from the fagsystem’s are counted one by one', async () => {
  // In the fagsystem the party has read up to 2 and the employee up to 1; 3 is the employee's, and unread.
  const message = (position: number, side: 'PARTY' | 'EMPLOYEE') => ({ position, author: { side } });
  const truth = { messages: [message(1, 'PARTY'), message(2, 'EMPLOYEE'), message(3, 'EMPLOYEE')], readMarks: [{ side: 'PARTY', position: 2 }, { side: 'EMPLOYEE', position: 1 }] };
  const fagsystem = createServer((_, response) => response.end(JSON.stringify(truth)));
  await once(fagsystem.listen(0, '127.0.0.1'), 'listening');
  const demo = { addresses: { fagsystem: `http://127.0.0.1:${(fagsystem.address() as AddressInfo).port}` }, secrets: { fagsystemToken: 'x' } } as unknown as Parameters<typeof unreadWrong>[0];
  const shownAs = (readPosition: number, state: string, unreadMessages: number, status = 200): Promise<number> => {
    const conversation = { readPosition, messages: [{ mine: true, state, position: 1 }, { mine: false, position: 2 }] };
    const call = (_: string, path: string) => Promise.resolve(new Response(JSON.stringify(path.includes('/conversation') ? conversation : { unreadMessages }), { status }));
    return unreadWrong(demo, [{ name: lane, municipality: 'fjordvik', caseCopyId: 'copy', sent: [], author: { who: { world: 'citizen' }, call } as unknown as Lane['author'] }]);
  };
  try {
    assert.equal(await shownAs(2, 'READ', 1), 0);
    assert.equal(await shownAs(3, 'READ', 1), 1, 'read further than was reported');
    assert.equal(await shownAs(2, 'DELIVERED', 1), 1, 'the other side has read it');
    assert.equal(await shownAs(2, 'READ', 0), 1, 'one is unread');
    assert.equal(await shownAs(3, 'DELIVERED', 0), 3);
    assert.equal(await shownAs(2, 'READ', 1, 500), 1, 'not shown at all');
  } finally {
    fagsystem.close();
  }
});
