import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import type { FileUnderWay, MessageUnderWay } from './underWay.ts';

/** As on a page that was just loaded. */
async function page() {
  vi.resetModules();
  return import('./underWay.ts');
}

const photo: FileUnderWay = { id: '1', name: 'photo.png', part: 0.4, stopped: false };

/** Whether the browser would ask before the page is left. */
const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));

beforeEach(() => document.body.replaceChildren());

test('the browser asks only while a file would be lost', async () => {
  const { trackFiles, filesUnderWay } = await page();
  expect(asks()).toBe(false);
  const files = signal<readonly FileUnderWay[]>([photo]);
  const release = trackFiles(files);
  expect(filesUnderWay.value).toEqual([photo]);
  expect(asks()).toBe(true);
  files.value = [];
  expect(asks()).toBe(false);
  files.value = [photo];
  expect(asks()).toBe(true);
  release();
  expect(asks()).toBe(false);
});

test('whoever leaves for good isn’t asked', async () => {
  const { trackFiles, letGo } = await page();
  trackFiles(signal([photo]));
  letGo();
  expect(asks()).toBe(false);
});

test('a call for help isn’t asked about, and the page that is left afterwards is', async () => {
  vi.useFakeTimers();
  const { trackFiles, letGo } = await page();
  trackFiles(signal([photo]));
  const link = document.createElement('a');
  link.href = 'tel:112';
  link.append(document.createElement('span'));
  link.addEventListener('click', (event) => event.preventDefault());
  document.body.append(link);
  (link.firstChild as HTMLElement).click();
  expect(asks()).toBe(false);
  vi.runAllTimers();
  expect(asks()).toBe(true);
  link.href = '/login';
  link.click();
  expect(asks()).toBe(true);
  letGo();
  vi.useRealTimers();
});

test('what still happens with a message counts before what has stopped', async () => {
  const { trackMessage, messageUnderWay } = await page();
  expect(messageUnderWay.value).toBe('nothing');
  const one = signal<MessageUnderWay>('waiting');
  trackMessage(signal<MessageUnderWay>('stopped'));
  const release = trackMessage(one);
  expect(messageUnderWay.value).toBe('waiting');
  one.value = 'sending';
  expect(messageUnderWay.value).toBe('sending');
  release();
  expect(messageUnderWay.value).toBe('stopped');
});
