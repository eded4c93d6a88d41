import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepTrack, saveAll, type WrittenState, written } from './written.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what stands worst counts, and what is closed counts no more', () => {
  const here = signal<WrittenState>('saved');
  const there = signal<WrittenState>('nothing');
  const close = [here, there].map((state) => keepTrack({ state, save: async () => {} }));
  expect(written.value).toBe('saved');
  there.value = 'saving';
  expect(written.value).toBe('saving');
  here.value = 'unsaved';
  expect(written.value).toBe('unsaved');
  for (const one of close) one();
  expect(written.value).toBe('nothing');
});

test('saving everything says whether everything is saved', async () => {
  const state = signal<WrittenState>('saving');
  let works = false;
  const close = keepTrack({
    state,
    save: async () => {
      state.value = works ? 'saved' : 'unsaved';
    },
  });
  expect(await saveAll()).toBe(false);
  works = true;
  expect(await saveAll()).toBe(true);
  close();
});

test('nobody waits for ever for a server that doesn’t answer', async () => {
  const close = keepTrack({ state: signal<WrittenState>('saving'), save: () => new Promise(() => {}) });
  const saved = saveAll(3000);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await saved).toBe(false);
  close();
});
