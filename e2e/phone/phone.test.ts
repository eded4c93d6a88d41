// Orders as the portal sends them, and what lands on a lock screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { citizen } from '../people/people.ts';
import { Phones } from './server.ts';

let phones: Phones;
before(async () => {
  phones = await Phones.start({ port: 0, token: 'secret' });
});
after(() => phones.stop());

const order = (body: object, token = 'secret') =>
  fetch(`${phones.url}/notifications/api/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const sms = (person: string, body: string) => ({
  sendersReference: 'ref-1',
  notificationChannel: 'Sms',
  recipients: [{ nationalIdentityNumber: citizen(person).nationalNumber }],
  smsTemplate: { senderNumber: 'Fjordvik', body },
});

test('an order lands on the phone of the one it is for, and on no other', async () => {
  const answer = await order(sms('rania', 'Du har en ny melding <b>'));
  assert.equal(answer.status, 202);
  const { orderId, recipientLookup } = (await answer.json()) as { orderId: string; recipientLookup: { status: string } };
  assert.equal(recipientLookup.status, 'Success');
  const [note] = await phones.waitFor('rania', 1);
  assert.equal(note?.body, 'Du har en ny melding <b>');
  assert.deepEqual(phones.notifications('layla'), []);
  const screen = await (await fetch(`${phones.url}/phones/rania`)).text();
  assert.ok(screen.includes('Du har en ny melding &lt;b&gt;') && screen.includes('Fjordvik'));
  const status = await (await fetch(`${phones.url}/notifications/api/v1/orders/${orderId}/status`, { headers: { authorization: 'Bearer secret' } })).json();
  assert.equal((status as { processingStatus: { status: string } }).processingStatus.status, 'Completed');
});

test('an open lock screen gets a notification without a reload', async () => {
  const stream = await fetch(`${phones.url}/phones/omar/events`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = (await reader.read()).value ?? '';
  await order(sms('omar', 'Noe nytt'));
  while (!seen.includes('Noe nytt')) seen += (await reader.read()).value ?? '';
  await reader.cancel();
});

test('without the token, with a bad order, or told to fail: no notification', async () => {
  assert.equal((await order(sms('rania', 'x'), 'wrong')).status, 401);
  assert.equal((await order({ notificationChannel: 'Sms' })).status, 400);
  phones.mode = 'fail';
  assert.equal((await order(sms('rania', 'x'))).status, 500);
  phones.mode = 'ok';
  assert.equal(phones.notifications('rania').length, 1);
});

test('an order whose answer was lost is found by its reference', async () => {
  phones.mode = 'fail-after';
  assert.equal((await order({ ...sms('katarzyna', 'x'), sendersReference: 'lost-1' })).status, 500);
  phones.mode = 'ok';
  const find = async (reference: string) => {
    const answer = await fetch(`${phones.url}/notifications/api/v1/orders?sendersReference=${reference}`, { headers: { authorization: 'Bearer secret' } });
    return (await answer.json()) as { count: number; orders: { id: string }[] };
  };
  const found = await find('lost-1');
  assert.equal(found.count, 1);
  assert.ok(!JSON.stringify(found).includes(citizen('katarzyna').nationalNumber!));
  assert.deepEqual(await find('never'), { count: 0, orders: [] });
});

test('who is reserved, or unknown, is named in the lookup', async () => {
  await fetch(`${phones.url}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"reserved":["sami"]}' });
  const answer = (await (await order(sms('sami', 'x'))).json()) as { recipientLookup: { status: string; isReserved: string[] } };
  assert.equal(answer.recipientLookup.status, 'Failed');
  assert.deepEqual(answer.recipientLookup.isReserved, [citizen('sami').nationalNumber]);
  assert.deepEqual(phones.notifications('sami'), []);
});
