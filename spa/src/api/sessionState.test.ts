import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';

/** As on a page that was just loaded. */
async function page() {
  vi.resetModules();
  const state = await import('./sessionState.ts');
  state.loggedIn({});
  return { ...state, ...(await import('../parts/underWay.ts')) };
}

beforeEach(() => vi.resetModules());

test('whoever hands the screen over on a slow line isn’t told that they are logged out', async () => {
  const { replaceSession, noteEnd, sessionEnded } = await page();
  await replaceSession(async () => noteEnd());
  expect(sessionEnded.value).toBe(false);
});

test('if handing over failed and the session is over, the page says so', async () => {
  const { replaceSession, noteEnd, endSession, sessionEnded } = await page();
  const failed = new Error('offline');
  await expect(
    replaceSession(async () => {
      noteEnd();
      throw failed;
    }),
  ).rejects.toBe(failed);
  expect(sessionEnded.value).toBe(true);
  endSession();
  expect(sessionEnded.value).toBe(true);
});

test('if handing over failed and nothing else happened, one is still logged in, and hears of a later end', async () => {
  const { replaceSession, noteEnd, sessionEnded } = await page();
  await expect(replaceSession(() => Promise.reject(new Error('offline')))).rejects.toThrow();
  expect(sessionEnded.value).toBe(false);
  noteEnd();
  expect(sessionEnded.value).toBe(true);
});

const leaves = () => dispatchEvent(new Event('beforeunload', { cancelable: true }));

test('an end in the middle of an upload says that files and the message that waits for them aren’t there, and keeps nobody on the page', async () => {
  const { endSession, leftBehind, trackFiles, trackMessage } = await page();
  const files = signal([{ id: '1', name: 'photo.png', part: 0.5, stopped: false }]);
  trackFiles(files);
  trackMessage(signal('waiting' as const));
  expect(leaves()).toBe(false);
  endSession();
  expect(leftBehind.value).toEqual({ files: true, message: true });
  expect(leaves()).toBe(true);
  // What the line does to the upload afterwards changes nothing of that.
  files.value = [];
  expect(leftBehind.value).toEqual({ files: true, message: true });
});

test('an end with nothing under way leaves nothing behind', async () => {
  const { endSession, leftBehind, trackMessage } = await page();
  trackMessage(signal('stopped' as const));
  endSession();
  expect(leftBehind.value).toEqual({ files: false, message: false });
});

test('whoever hands the screen over isn’t held back by an upload', async () => {
  const { replaceSession, trackFiles } = await page();
  trackFiles(signal([{ id: '1', name: 'photo.png', part: 0.5, stopped: false }]));
  await replaceSession(() => Promise.resolve());
  expect(leaves()).toBe(true);
});
