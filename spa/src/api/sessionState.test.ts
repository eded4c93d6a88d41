import { beforeEach, expect, test, vi } from 'vitest';

/** As on a page that was just loaded. */
async function page() {
  vi.resetModules();
  const state = await import('./sessionState.ts');
  state.loggedIn({});
  return state;
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
