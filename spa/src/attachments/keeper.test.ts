import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Attachment } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { AttachmentKeeper } from './keeper.ts';
import { usualLimits } from './limits.ts';
import type { OnProgress } from './upload.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const mega = 1024 * 1024;

function file(name: string, size = 1000): File {
  const made = new File(['x'], name);
  Object.defineProperty(made, 'size', { value: size });
  return made;
}

type Under = {
  id: string;
  progress: OnProgress;
  signal: AbortSignal;
  arrive: (attachment?: Partial<Attachment>) => void;
  fail: (failure: Failure) => void;
};

/** A line on which the test decides what becomes of each upload. */
function line() {
  const under: Under[] = [];
  const removed: string[] = [];
  let n = 0;
  const remove = vi.fn(async (attachmentId: string) => {
    removed.push(attachmentId);
  });
  const keeper = new AttachmentKeeper(
    {
      address: (attachmentId) => attachmentId,
      upload: (id, sent, progress, signal) =>
        new Promise((resolve, reject) => {
          const arrive = (more: Partial<Attachment> = {}) =>
            resolve({ attachmentId: id, name: sent.name, size: sent.size, state: 'WAITING_FOR_CHECK', ...more });
          under.push({ id, progress, signal, arrive, fail: reject });
          signal.addEventListener('abort', () => reject(new Failure('offline', 0)));
        }),
      remove,
    },
    () => `id-${++n}`,
  );
  const last = () => under.at(-1) as Under;
  const states = () => keeper.files.value.map(({ state }) => state.is);
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { keeper, under, last, removed, remove, states, settle };
}

test('two go at a time, the others wait their turn, and each tells how far it has come', async () => {
  const { keeper, under, states, settle } = line();
  keeper.add([file('a.jpg'), file('b.jpg'), file('c.jpg')]);
  expect(states()).toEqual(['uploading', 'uploading', 'queued']);
  under[0]?.progress(0.4);
  expect(keeper.files.value[0]?.state).toEqual({ is: 'uploading', part: 0.4 });
  under[0]?.arrive({ name: 'a.png' });
  await settle();
  expect(states()).toEqual(['kept', 'uploading', 'uploading']);
  expect(keeper.files.value[0]?.name).toBe('a.png');
  expect(keeper.sendable()).toEqual(['id-1']);
  expect(keeper.readiness.value).toBe('on-their-way');
});

test('what is too big, too many or empty is said at once, and isn’t sent', () => {
  const { keeper, under } = line();
  keeper.add([file('tom.jpg', 0), file('film.jpg', 25 * mega + 1)]);
  expect(keeper.files.value.map(({ state }) => state)).toEqual([
    { is: 'over', limit: 'empty' },
    { is: 'over', limit: 'too-big' },
  ]);
  keeper.add(Array.from({ length: 5 }, (_, i) => file(`${i}.jpg`, 20 * mega)));
  expect(keeper.files.value.filter(({ state }) => state.is !== 'over')).toHaveLength(5);
  keeper.add([file('litt.jpg', 1)]);
  expect(keeper.files.value.at(-1)?.state).toEqual({ is: 'over', limit: 'too-big-together' });
  expect(under).toHaveLength(2);
  expect(keeper.readiness.value).toBe('unusable');
});

test('an eleventh file is one too many, until another is taken away', () => {
  const { keeper } = line();
  keeper.add(Array.from({ length: 11 }, (_, i) => file(`${i}.jpg`)));
  expect(keeper.files.value.at(-1)?.state).toEqual({ is: 'over', limit: 'too-many' });
  keeper.remove('id-11');
  keeper.remove('id-10');
  keeper.add([file('ny.jpg')]);
  expect(keeper.files.value.at(-1)?.state.is).toBe('queued');
});

test('a line that goes is tried again by itself and by button, always as the same file', async () => {
  const { keeper, last, under, states, settle } = line();
  keeper.add([file('a.jpg')]);
  last().fail(new Failure('offline', 0));
  await settle();
  expect(states()).toEqual(['interrupted']);
  expect(keeper.readiness.value).toBe('on-their-way');
  await vi.advanceTimersByTimeAsync(1000);
  expect(states()).toEqual(['uploading']);
  last().fail(new Failure('unavailable', 503));
  await settle();
  keeper.retryAll();
  last().arrive();
  await settle();
  expect(states()).toEqual(['kept']);
  expect(under.map(({ id }) => id)).toEqual(['id-1', 'id-1', 'id-1']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(under).toHaveLength(3);
});

test('what the server refuses stays with its reason, and no message goes until it is taken away', async () => {
  const { keeper, last, states, settle, removed } = line();
  keeper.add([file('makro.docm')]);
  last().fail(new Failure('file-refused', 422, { detail: 'Det er et program inni filen.' }));
  await settle();
  expect(keeper.files.value[0]?.state).toEqual({
    is: 'refused',
    detail: 'Det er et program inni filen.',
    again: false,
  });
  expect(keeper.readiness.value).toBe('unusable');
  keeper.remove('id-1');
  await settle();
  expect(states()).toEqual([]);
  expect(removed).toEqual(['id-1']);
});

test('cancelled on its way it stops, and is taken away there too, since it may have arrived', async () => {
  const { keeper, last, settle, removed, states, remove } = line();
  keeper.add([file('a.jpg'), file('b.jpg'), file('c.jpg')]);
  remove.mockRejectedValueOnce(new Failure('offline', 0));
  keeper.remove('id-2');
  expect(last().id).toBe('id-3');
  await settle();
  expect(states()).toEqual(['uploading', 'removing', 'uploading']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(states()).toEqual(['uploading', 'uploading']);
  expect(removed).toEqual(['id-2']);
});

test('another device’s files are here, those it took away aren’t, and an old answer changes nothing', async () => {
  const { keeper, last, settle } = line();
  const attachment: Attachment = { attachmentId: 'other', name: 'b.pdf', size: 5, state: 'READY' };
  keeper.took({ attachments: [attachment], limits: usualLimits }, Date.now());
  expect(keeper.sendable()).toEqual(['other']);
  const before = Date.now();
  keeper.add([file('a.jpg')]);
  last().arrive();
  await settle();
  await vi.advanceTimersByTimeAsync(10);
  // Asked before the file had arrived.
  keeper.took({ attachments: [attachment], limits: usualLimits }, before);
  expect(keeper.sendable()).toEqual(['other', 'id-1']);
  keeper.took(
    { attachments: [{ attachmentId: 'id-1', name: 'a.jpg', size: 5, state: 'INFECTED' }], limits: usualLimits },
    Date.now(),
  );
  expect(keeper.files.value.map(({ attachmentId }) => attachmentId)).toEqual(['id-1']);
  expect(keeper.readiness.value).toBe('unusable');
});

test('those that come back beside others and are too many say so, until one is taken away', async () => {
  const { keeper, settle, removed } = line();
  const attachments = Array.from(
    { length: 11 },
    (_, i): Attachment => ({ attachmentId: `a${i}`, name: `${i}.jpg`, size: 5, state: 'READY' }),
  );
  keeper.took({ attachments, limits: usualLimits }, Date.now());
  expect(keeper.readiness.value).toBe('unusable');
  const over = () => keeper.files.value.filter(({ state }) => state.is === 'kept' && state.over);
  expect(over().map(({ attachmentId }) => attachmentId)).toEqual(['a10']);
  keeper.remove('a3');
  await settle();
  expect(removed).toEqual(['a3']);
  expect([over(), keeper.readiness.value]).toEqual([[], 'ready']);
  keeper.took(
    { attachments: attachments.slice(0, 5).map((file) => ({ ...file, size: 21 * mega })), limits: usualLimits },
    Date.now() + 1,
  );
  expect(over().map(({ state }) => state)).toMatchObject([{ over: 'too-big-together' }]);
});

test('one that arrives where there is no room for it any more says so at once, and no message goes with it', async () => {
  const { keeper, last, settle } = line();
  keeper.add([file('a.jpg')]);
  const others = Array.from({ length: 10 }, (_, i) => ({
    attachmentId: `o-${i}`,
    name: `${i}.jpg`,
    size: 10,
    state: 'READY' as const,
  }));
  keeper.took({ attachments: others, limits: usualLimits }, Date.now() + 1);
  last().arrive({ state: 'READY' });
  await settle();
  expect(keeper.files.value.filter(({ state }) => state.is === 'kept' && state.over)).toHaveLength(1);
  expect(keeper.readiness.value).toBe('unusable');
});

test('a check that is told before the upload’s own answer counts', async () => {
  const { keeper, last, settle } = line();
  keeper.add([file('a.jpg')]);
  const asked = Date.now();
  await vi.advanceTimersByTimeAsync(10);
  last().arrive();
  await settle();
  keeper.took(
    { attachments: [{ attachmentId: 'id-1', name: 'a.jpg', size: 5, state: 'INFECTED' }], limits: usualLimits },
    asked,
  );
  expect(keeper.readiness.value).toBe('unusable');
});

test('sent files are gone here, also from a list that was asked for before, and back when the message is taken back', async () => {
  const { keeper } = line();
  const attachments: Attachment[] = [{ attachmentId: 'a', name: 'a.jpg', size: 5, state: 'READY' }];
  keeper.took({ attachments, limits: usualLimits }, Date.now());
  const before = Date.now();
  await vi.advanceTimersByTimeAsync(10);
  keeper.sent(['a']);
  keeper.took({ attachments, limits: usualLimits }, before);
  expect(keeper.files.value).toEqual([]);
  await vi.advanceTimersByTimeAsync(10);
  keeper.took({ attachments, limits: usualLimits }, Date.now());
  expect(keeper.sendable()).toEqual(['a']);
});

test('what only this device has is told by name, with how far it has come, until it is kept or can’t come', async () => {
  const { keeper, under, last, settle } = line();
  keeper.add([file('a.png'), file('b.png'), file('c.png'), file('empty.png', 0)]);
  const told = () => keeper.underWay.value.map(({ name, part, stopped }) => [name, part, stopped]);
  under[0]?.progress(0.5);
  expect(told()).toEqual([
    ['a.png', 0.5, false],
    ['b.png', 0, false],
    ['c.png', 0, false],
  ]);
  under[0]?.arrive();
  under[1]?.fail(new Failure('offline', 0));
  await settle();
  expect(told()).toEqual([
    ['b.png', 0, true],
    ['c.png', 0, false],
  ]);
  last().arrive();
  keeper.remove('id-2');
  await settle();
  expect(told()).toEqual([]);
});
