// A choice of language before it is known who is logged in: it is there, and the server is told it, not the other way round.
import { renderHook, waitFor } from '@testing-library/preact';
import { beforeEach, expect, test, vi } from 'vitest';

let changing: typeof import('./changeLanguage.ts');
let catalogue: typeof import('../i18n/catalogue.ts');

beforeEach(async () => {
  vi.resetModules();
  changing = await import('./changeLanguage.ts');
  catalogue = await import('../i18n/catalogue.ts');
  await catalogue.showLanguage('nb');
});

test('what the server has counts on arrival, and each later choice is kept there', async () => {
  const keep = vi.fn(() => Promise.resolve());
  renderHook(() => changing.useKeptLanguage('pl', keep));
  await waitFor(() => expect(catalogue.language.value).toBe('pl'));
  expect(keep).not.toHaveBeenCalled();
  await changing.changeLanguage('en');
  expect(catalogue.language.value).toBe('en');
  expect(keep).toHaveBeenCalledWith('en');
});

test('what is chosen while the page is still coming counts, and is kept once it is there', async () => {
  const keep = vi.fn(() => Promise.resolve());
  await changing.changeLanguage('en');
  renderHook(() => changing.useKeptLanguage('pl', keep));
  await waitFor(() => expect(keep).toHaveBeenCalledWith('en'));
  expect(catalogue.language.value).toBe('en');
});
