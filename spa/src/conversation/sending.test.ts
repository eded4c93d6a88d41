import { expect, test, vi } from 'vitest';
import { conversation } from '../../test/fixtures.ts';
import type { Message, NewMessage } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { Sending } from './sending.ts';

const message = conversation.messages[3] as Message;

function setUp(send: (id: string, message: NewMessage) => Promise<Message>) {
  const onSent = vi.fn();
  let n = 0;
  const sending = new Sending({ send, onSent, makeId: () => `id-${++n}` });
  return { sending, onSent };
}

test('an empty or too long text isn’t sent, and says why', async () => {
  const send = vi.fn();
  const { sending } = setUp(send);
  await sending.submit('   ');
  expect(sending.state.value).toEqual({ is: 'refused', fault: 'empty' });
  await sending.submit('a'.repeat(10_001));
  expect(sending.state.value).toEqual({ is: 'refused', fault: 'too-long' });
  sending.edited();
  expect(sending.state.value).toEqual({ is: 'writing' });
  expect(send).not.toHaveBeenCalled();
});

test('what was accepted is handed on, in NFC and without white space round it', async () => {
  const send = vi.fn().mockResolvedValue(message);
  const { sending, onSent } = setUp(send);
  await sending.submit(' e\u0301 \n');
  expect(send).toHaveBeenCalledWith('id-1', { text: 'é' });
  expect(onSent).toHaveBeenCalledWith(message, ' e\u0301 \n');
  expect(sending.state.value).toEqual({ is: 'writing' });
});

test('the same text tried again has the same id; another text has another, and so has another mark', async () => {
  const send = vi.fn().mockRejectedValue(new Failure('offline', 0));
  const { sending, onSent } = setUp(send);
  await sending.submit('hei');
  expect(sending.state.value).toEqual({ is: 'failed', code: 'offline' });
  await sending.submit('hei');
  await sending.submit('hei igjen');
  await sending.submit('hei igjen', { afraidOfBeingKnown: true });
  expect(send.mock.calls.map(([id]) => id)).toEqual(['id-1', 'id-1', 'id-2', 'id-3']);
  expect(onSent).not.toHaveBeenCalled();
});

test('an id under which something else was accepted isn’t used again', async () => {
  const send = vi.fn().mockRejectedValueOnce(new Failure('other-body', 409)).mockResolvedValue(message);
  const { sending } = setUp(send);
  await sending.submit('hei');
  await sending.submit('hei');
  expect(send.mock.calls.map(([id]) => id)).toEqual(['id-1', 'id-2']);
});

test('a second tap while one is on its way does nothing', async () => {
  let answer: (m: Message) => void = () => {};
  const send = vi.fn().mockReturnValue(new Promise<Message>((resolve) => (answer = resolve)));
  const { sending } = setUp(send);
  const first = sending.submit('hei');
  await sending.submit('hei');
  expect(sending.state.value).toEqual({ is: 'sending' });
  answer(message);
  await first;
  expect(send).toHaveBeenCalledTimes(1);
});
