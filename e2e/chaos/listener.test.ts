// Who listens finds out what wasn't told, and what was told out of order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Listener, type LiveEventPage } from './listener.ts';

const received = (position: number, messageId?: string): LiveEventPage['events'][number] =>
  messageId ? { position, type: 'message-received', messageId } : { position, type: 'inbox-changed' };
const page = (position: number, events: LiveEventPage['events'] = [], resync = false): LiveEventPage => ({ position, events, resync });

/** One that is at position 5, and is then answered these one after the other. */
async function at5(...answers: (LiveEventPage | undefined)[]): Promise<{ listener: Listener; asked: (number | undefined)[]; odd: string[] }> {
  const asked: (number | undefined)[] = [];
  const odd: string[] = [];
  const all = [page(5), ...answers];
  const listener = new Listener((after) => {
    asked.push(after);
    return Promise.resolve(all.shift());
  }, (what) => odd.push(what));
  await listener.start();
  return { listener, asked, odd };
}
const long = new Date(0).toISOString();

test('a message is known that an event named, and no other one', async () => {
  const { listener, asked, odd } = await at5(page(7, [received(6, 'a'), received(7, 'b')]), undefined, page(7));
  assert.deepEqual([await listener.listen(), await listener.listen(), await listener.listen()], ['news', 'silence', 'nothing']);
  assert.deepEqual([listener.knows('a', long), listener.knows('b', long), listener.knows('c', long)], [true, true, false]);
  assert.deepEqual([asked, odd], [[undefined, 5, 7, 7], []]);
});

test('what was only hinted at is named when it is asked for again, from where it was listened first', async () => {
  const { listener, asked } = await at5(page(6, [received(6)]), page(6, [received(6, 'a')]), page(6));
  await listener.listen();
  assert.equal(listener.knows('a', long), false);
  await listener.again();
  assert.equal(listener.knows('a', long), true);
  assert.deepEqual(asked, [undefined, 5, 5, 6]);
});

test('what came before everything had to be fetched anew counts as told, and nothing after it', async () => {
  const { listener, asked, odd } = await at5(page(9, [], true), page(9));
  await listener.listen();
  assert.equal(listener.knows('a', long), true);
  assert.equal(listener.knows('b', new Date(Date.now() + 1000).toISOString()), false);
  await listener.again();
  assert.deepEqual([asked, odd], [[undefined, 5, 9], []]);
});

for (const [what, answer] of Object.entries({
  'a gap': page(8, [received(6), received(8)]),
  'an event twice': page(6, [received(6), received(6)]),
  'an event from before': page(5, [received(5)]),
  'a place that leaves something out': page(8, [received(6)]),
  'everything anew from an earlier place': page(4, [], true),
})) {
  test(`${what} is odd`, async () => {
    const { listener, odd } = await at5(answer);
    await listener.listen();
    assert.equal(odd.length, 1, odd.join());
  });
}
