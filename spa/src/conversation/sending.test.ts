import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { conversation } from '../../test/fixtures.ts';
import type { Message, NewMessage } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import type { Readiness } from '../attachments/keeper.ts';
import { Sending } from './sending.ts';

const message = conversation.messages[3] as Message;

/** What stands in the field. */
const says =
  (text: string, told: { afraidOfBeingKnown?: boolean } = {}) =>
  () => ({ text, ...told });

function setUp(send: (id: string, message: NewMessage) => Promise<Message>) {
  const onSent = vi.fn();
  let n = 0;
  const sending = new Sending({ send, onSent, makeId: () => `id-${++n}` });
  return { sending, onSent };
}

test('an empty or too long text isn’t sent, and says why', async () => {
  const send = vi.fn();
  const { sending } = setUp(send);
  await sending.submit(says('   '));
  expect(sending.state.value).toEqual({ is: 'refused', fault: 'empty' });
  await sending.submit(says('a'.repeat(10_001)));
  expect(sending.state.value).toEqual({ is: 'refused', fault: 'too-long' });
  sending.edited();
  expect(sending.state.value).toEqual({ is: 'writing' });
  expect(send).not.toHaveBeenCalled();
});

test('what was accepted is handed on, in NFC and without white space round it', async () => {
  const send = vi.fn().mockResolvedValue(message);
  const { sending, onSent } = setUp(send);
  await sending.submit(says(' e\u0301 \n'));
  expect(send).toHaveBeenCalledWith('id-1', { text: 'é' });
  expect(onSent).toHaveBeenCalledWith(message, ' e\u0301 \n', []);
  expect(sending.state.value).toEqual({ is: 'writing' });
});

test('the same text tried again has the same id; another text has another, and so has another mark', async () => {
  const send = vi.fn().mockRejectedValue(new Failure('offline', 0));
  const { sending, onSent } = setUp(send);
  await sending.submit(says('hei'));
  expect(sending.state.value).toEqual({ is: 'failed', code: 'offline' });
  await sending.submit(says('hei'));
  await sending.submit(says('hei igjen'));
  await sending.submit(says('hei igjen', { afraidOfBeingKnown: true }));
  expect(send.mock.calls.map(([id]) => id)).toEqual(['id-1', 'id-1', 'id-2', 'id-3']);
  expect(onSent).not.toHaveBeenCalled();
});

test('an id under which something else was accepted isn’t used again', async () => {
  const send = vi.fn().mockRejectedValueOnce(new Failure('other-body', 409)).mockResolvedValue(message);
  const { sending } = setUp(send);
  await sending.submit(says('hei'));
  await sending.submit(says('hei'));
  expect(send.mock.calls.map(([id]) => id)).toEqual(['id-1', 'id-2']);
});

test('a second tap while one is on its way does nothing', async () => {
  let answer: (m: Message) => void = () => {};
  const send = vi.fn().mockReturnValue(new Promise<Message>((resolve) => (answer = resolve)));
  const { sending } = setUp(send);
  const first = sending.submit(says('hei'));
  await sending.submit(says('hei'));
  expect(sending.state.value).toEqual({ is: 'sending' });
  answer(message);
  await first;
  expect(send).toHaveBeenCalledTimes(1);
});

function withFiles(readiness: Readiness, ids: string[]) {
  const files = {
    readiness: signal(readiness),
    ids,
    sendable() {
      return this.ids;
    },
  };
  const send = vi.fn().mockResolvedValue(message);
  return { files, send, sending: new Sending({ send, files, onSent: vi.fn(), makeId: () => 'id' }) };
}

test('files go without a text', async () => {
  const { send, sending } = withFiles('ready', ['a', 'b']);
  await sending.submit(says(''));
  expect(send).toHaveBeenCalledWith('id', { text: '', attachments: ['a', 'b'] });
});

test('what is sent while files are on their way goes when they are there, with what stands in the field then', async () => {
  const { files, send, sending } = withFiles('on-their-way', []);
  let text = 'Her er';
  await sending.submit(() => ({ text }));
  expect(sending.state.value).toEqual({ is: 'waiting' });
  text = 'Her er bildene';
  files.ids = ['a'];
  files.readiness.value = 'ready';
  await vi.waitFor(() => expect(send).toHaveBeenCalledWith('id', { text: 'Her er bildene', attachments: ['a'] }));
  expect(send).toHaveBeenCalledTimes(1);
});

test('one can change one’s mind while the files are on their way', async () => {
  const { files, send, sending } = withFiles('on-their-way', []);
  await sending.submit(says('Her er'));
  sending.dontWait();
  expect(sending.state.value).toEqual({ is: 'writing' });
  files.readiness.value = 'ready';
  await Promise.resolve();
  expect(send).not.toHaveBeenCalled();
});

test('with a file that can’t go, nothing goes, also where it shows while one waits', async () => {
  const { files, send, sending } = withFiles('on-their-way', []);
  await sending.submit(says('Her er'));
  files.readiness.value = 'unusable';
  await vi.waitFor(() => expect(sending.state.value).toEqual({ is: 'refused', fault: 'files' }));
  expect(send).not.toHaveBeenCalled();
});
