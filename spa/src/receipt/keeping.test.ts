import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../api/failure.ts';
import { Keeping, type KeptFile } from './keeping.ts';

const pdf: KeptFile = { file: new Blob(['%PDF-']), name: 'kvittering-2026-11-22.pdf' };

beforeEach(() => {
  vi.stubGlobal('URL', { ...URL, createObjectURL: vi.fn(() => 'blob:1'), revokeObjectURL: vi.fn() });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('nothing is fetched before one has chosen to keep it, and nothing stays in the page afterwards', async () => {
  const fetch = vi.fn().mockResolvedValue(pdf);
  const save = vi.fn();
  const keeping = new Keeping({ fetch, save });
  keeping.toggle();
  expect(fetch).not.toHaveBeenCalled();
  await keeping.keep();
  expect(save).toHaveBeenCalledWith('blob:1', pdf.name);
  expect(keeping.state.value).toEqual({ is: 'kept', address: 'blob:1', name: pdf.name });
  keeping.close();
  expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
});

test('what failed can be tried again', async () => {
  const fetch = vi.fn().mockRejectedValueOnce(new Failure('offline', 0)).mockResolvedValue(pdf);
  const keeping = new Keeping({ fetch, save: vi.fn() });
  keeping.toggle();
  await keeping.keep();
  expect(keeping.state.value).toMatchObject({ is: 'failed', code: 'offline' });
  await keeping.keep();
  expect(keeping.state.value.is).toBe('kept');
});

test('who has closed it meanwhile gets no file', async () => {
  let arrive = (_: KeptFile) => {};
  const save = vi.fn();
  const keeping = new Keeping({ fetch: () => new Promise((resolve) => (arrive = resolve)), save });
  keeping.toggle();
  const kept = keeping.keep();
  keeping.toggle();
  arrive(pdf);
  await kept;
  expect(save).not.toHaveBeenCalled();
  expect(keeping.state.value.is).toBe('closed');
});
