import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { conversation } from '../../test/fixtures.ts';
import type { Attachment, Draft, Message, NewMessage } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { AttachmentKeeper, type Readiness } from '../attachments/keeper.ts';
import { usualLimits } from '../attachments/limits.ts';
import { DraftKeeper } from './draft.ts';
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
  expect(sending.state.value).toEqual({ is: 'failed', code: 'offline', unsure: true });
  await sending.submit(says('hei'));
  await sending.submit(says('hei igjen'));
  await sending.submit(says('hei igjen', { afraidOfBeingKnown: true }));
  expect(send.mock.calls.map(([id]) => id)).toEqual(['id-1', 'id-1', 'id-2', 'id-3']);
  expect(onSent).not.toHaveBeenCalled();
});

test('where the answer is missing, the page’s language may change: it is the same message, as it was first sent', async () => {
  const send = vi.fn().mockRejectedValueOnce(new Failure('offline', 0)).mockResolvedValue(message);
  const { sending } = setUp(send);
  await sending.submit(() => ({ text: 'hei', language: 'nb' }));
  await sending.submit(() => ({ text: 'hei', language: 'ar' }));
  expect(send.mock.calls).toEqual([
    ['id-1', { text: 'hei', language: 'nb' }],
    ['id-1', { text: 'hei', language: 'nb' }],
  ]);
});

test('who looks at another page after a lost answer and comes back still sends the same message, until it is decided', async () => {
  const send = vi.fn().mockRejectedValueOnce(new Failure('offline', 0)).mockResolvedValue(message);
  let n = 0;
  const onPage = () => new Sending({ place: 'a case', send, onSent: vi.fn(), makeId: () => `id-${++n}` });
  await onPage().submit(says('hei'));
  const elsewhere = new Sending({ place: 'another case', send: vi.fn(), onSent: vi.fn() });
  const again = onPage();
  await again.submit(says('hei'));
  await onPage().submit(says('hei'));
  expect(send.mock.calls.map(([id]) => id)).toEqual(['id-1', 'id-1', 'id-2']);
  expect(elsewhere.state.value).toEqual({ is: 'writing' });
});

test('who leaves while it is on its way, and comes back before its answer, sends the same message; other words are another', async () => {
  const send = vi.fn().mockReturnValue(new Promise<Message>(() => undefined));
  let n = 0;
  const onPage = () => new Sending({ place: 'left', send, onSent: vi.fn(), makeId: () => `id-${++n}` });
  void onPage().submit(says('hei'));
  void onPage().submit(says('hei '));
  void onPage().submit(says('hei igjen'));
  expect(send.mock.calls.map(([id, { text }]) => [id, text])).toEqual([
    ['id-1', 'hei'],
    ['id-1', 'hei'],
    ['id-2', 'hei igjen'],
  ]);
});

test('who comes back before the answer sees in the conversation that it was sent', async () => {
  const onSent = vi.fn();
  const onPage = () =>
    new Sending({ place: 'seen', send: () => new Promise(() => undefined), onSent, makeId: () => 'id-1' });
  void onPage().submit(says('hei'));
  const there = { ...message, messageId: 'id-1' };
  onPage().seen([there]);
  expect(onSent).toHaveBeenCalledExactlyOnceWith(there, 'hei', []);
});

test('the answer to one that was left doesn’t let go of the next one’s id', async () => {
  const answers: ((error: Error) => void)[] = [];
  const send = vi.fn(() => new Promise<Message>((_, no) => answers.push(no)));
  let n = 0;
  const onPage = () => new Sending({ place: 'two', send, onSent: vi.fn(), makeId: () => `id-${++n}` });
  const first = onPage().submit(says('hei'));
  void onPage().submit(says('og dette'));
  answers[0]?.(new Failure('other-body', 409));
  await first;
  void onPage().submit(says('og dette'));
  expect(send.mock.calls.map(([id]: unknown[]) => id)).toEqual(['id-1', 'id-2', 'id-2']);
});

test('what is refused for certain is remembered by no page', async () => {
  const send = vi.fn().mockRejectedValue(new Failure('too-many-requests', 429));
  let n = 0;
  const onPage = () => new Sending({ place: 'refused', send, onSent: vi.fn(), makeId: () => `id-${++n}` });
  const first = onPage();
  await first.submit(says('hei'));
  expect(first.state.value).toMatchObject({ is: 'failed', unsure: false });
  await onPage().submit(says('hei'));
  expect(send.mock.calls.map(([id]) => id)).toEqual(['id-1', 'id-2']);
});

test('what the conversation showed before the answer was given up is sent', async () => {
  let fail: (error: Error) => void = () => undefined;
  const { sending, onSent } = setUp(() => new Promise((_, no) => (fail = no)));
  const tried = sending.submit(says('hei'));
  const there = { ...message, messageId: 'id-1' };
  sending.seen([there]);
  fail(new Failure('offline', 0));
  await tried;
  expect(onSent).toHaveBeenCalledWith(there, 'hei', []);
  expect(sending.state.value).toEqual({ is: 'writing' });
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

test('a refusal of one’s next try doesn’t make it sure that the first wasn’t sent; the conversation does that it was', async () => {
  const send = vi
    .fn()
    .mockRejectedValueOnce(new Failure('too-many-requests', 429))
    .mockRejectedValueOnce(new Failure('unavailable', 503))
    .mockRejectedValueOnce(new Failure('too-many-requests', 429));
  const { sending, onSent } = setUp(send);
  await sending.submit(says('hei '));
  expect(sending.state.value).toMatchObject({ is: 'failed', unsure: false });
  await sending.submit(says('hei '));
  await sending.submit(says('hei '));
  expect(sending.state.value).toMatchObject({ is: 'failed', unsure: true });
  sending.seen([message]);
  expect(onSent).not.toHaveBeenCalled();
  const mine = { ...message, messageId: 'id-1' };
  sending.seen([message, mine]);
  sending.seen([message, mine]);
  expect(onSent).toHaveBeenCalledExactlyOnceWith(mine, 'hei ', []);
  expect(sending.state.value).toEqual({ is: 'writing' });
});

/** A server that takes each id once, ends the draft and takes the files with it, and whose first answer is lost. */
function losingItsAnswer() {
  const file: Attachment = { attachmentId: 'f', name: 'brev.pdf', size: 10, state: 'READY' };
  const server = { accepted: [] as string[], draft: { text: '', revision: 0 } as Draft, attachments: [file] };
  const files = new AttachmentKeeper({ address: (id) => id, upload: async () => file, remove: async () => undefined });
  const list = () => files.took({ attachments: server.attachments, limits: usualLimits }, Date.now() + 1);
  const draft = new DraftKeeper({
    loadDraft: async () => server.draft,
    saveDraft: async (saved) => {
      if (saved.revision !== server.draft.revision) throw new Failure('draft-conflict', 409, { saved: server.draft });
      server.draft = { ...saved, revision: saved.revision + 1 };
      return server.draft;
    },
  });
  const sending = new Sending({
    files,
    send: async (id) => {
      if (server.accepted.includes(id)) return { ...message, messageId: id };
      server.accepted.push(id);
      server.attachments = [];
      server.draft = { text: '', revision: server.draft.revision + 1 };
      throw new Failure('offline', 0);
    },
    onBegin: () => draft.hold(),
    onEnd: (unsure) => {
      draft.release(unsure);
      list();
    },
    onSent: (_, text, attachments) => {
      draft.sent(text);
      files.sent(attachments);
    },
  });
  list();
  return { server, files, draft, sending, read: () => ({ text: draft.text.peek() }) };
}

test.each([100, 3000])(
  'with a file, sent %d ms after the last key, and its answer lost: it is one message, and no draft again',
  async (rest) => {
    vi.useFakeTimers();
    const { server, files, draft, sending, read } = losingItsAnswer();
    await draft.load();
    draft.edit('Her er brevet');
    await vi.advanceTimersByTimeAsync(rest);
    await sending.submit(read);
    draft.heard();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(draft.text.value).toBe('Her er brevet');
    expect(server.draft.text).toBe('');
    expect(files.sendable()).toEqual(['f']);
    await sending.submit(read);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.accepted).toHaveLength(1);
    expect([draft.text.value, server.draft.text, files.sendable()]).toEqual(['', '', []]);
    vi.useRealTimers();
  },
);

test.each(['Her er brevet ', ' Her er brevet\n'])(
  'after a lost answer white space round the words makes no other message and no draft: %j',
  async (text) => {
    vi.useFakeTimers();
    const { server, draft, sending, read } = losingItsAnswer();
    await draft.load();
    draft.edit('Her er brevet');
    await sending.submit(read);
    draft.edit(text);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.draft.text).toBe('');
    await sending.submit(read);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.accepted).toHaveLength(1);
    expect([draft.text.value, server.draft.text]).toEqual(['', '']);
    vi.useRealTimers();
  },
);

test('words that were tried with white space behind them leave none of themselves in the field', async () => {
  const { draft, sending, read } = losingItsAnswer();
  draft.edit('Her er brevet \n');
  await sending.submit(read);
  draft.edit('Her er brevet');
  await sending.submit(read);
  expect(draft.text.value).toBe('');
});

test('what is written on after a lost answer is saved', async () => {
  vi.useFakeTimers();
  const { server, draft, sending, read } = losingItsAnswer();
  await draft.load();
  draft.edit('Her er brevet');
  await sending.submit(read);
  await vi.advanceTimersByTimeAsync(1000);
  draft.edit('Her er brevet, og mer');
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.draft.text).toBe('Her er brevet, og mer');
  vi.useRealTimers();
});

function withFiles(readiness: Readiness, ids: string[]) {
  const files = {
    readiness: signal(readiness),
    ids,
    sendable() {
      return this.ids;
    },
    hold: vi.fn(),
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
  await eventually(() => expect(send).toHaveBeenCalledWith('id', { text: 'Her er bildene', attachments: ['a'] }));
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

test.each(['too-many-files', 'files-too-large'] as const)('%s is told where the files are', async (code) => {
  const { send, sending } = withFiles('ready', ['a']);
  send.mockRejectedValue(new Failure(code, 422));
  await sending.submit(says('Her er'));
  expect(sending.state.value).toEqual({ is: 'refused', fault: 'files' });
});

test('with a file that can’t go, nothing goes, also where it shows while one waits', async () => {
  const { files, send, sending } = withFiles('on-their-way', []);
  await sending.submit(says('Her er'));
  files.readiness.value = 'unusable';
  await eventually(() => expect(sending.state.value).toEqual({ is: 'refused', fault: 'files' }));
  expect(send).not.toHaveBeenCalled();
});
