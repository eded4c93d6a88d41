import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { act, renderHook, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import type { Consent } from '../api/client.ts';
import { atItsTime, serverAhead } from '../api/serverClock.ts';
import { useAnswering } from './useAnswering.ts';

// Before the API's client takes hold of it.
const sent = vi.hoisted(() => {
  const answers: string[] = [];
  globalThis.fetch = async (request) => {
    const { url, method } = request as Request;
    if (method === 'PUT' && url.includes('/answers/')) answers.push(url);
    return Response.json({ text: '', version: 0 });
  };
  return answers;
});

const words = { language: 'nb', direction: 'ltr', purpose: 'Skolen', shown: 'proof' } as const;
const consent: Consent = {
  consentId: 'c1',
  textVersion: '1',
  state: 'GIVEN',
  forChild: false,
  askedAt: '2026-11-20T10:00:00Z',
  original: words,
  replies: ['WITHDRAWN'],
  history: [],
};

afterEach(() => {
  serverAhead.value = 0;
  sent.length = 0;
});

const hour = 3_600_000;

function answering(freshUntil: string) {
  const client = new QueryClient();
  return renderHook(() => useAnswering('case', consent, freshUntil, () => {}), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  }).result;
}

test('who has just logged in answers, also on a phone whose clock is an hour ahead', async () => {
  // The server's clock is an hour behind this one; its log-in is fresh for ten minutes more.
  const server = Date.now() - hour;
  atItsTime({ now: new Date(server).toISOString() });
  const form = answering(new Date(server + 600_000).toISOString());
  await waitFor(() => expect(form.current.draft.status.value).not.toBe('loading'));
  await act(() => form.current.send());
  expect(form.current.again).toBe(false);
  expect(sent).toHaveLength(1);
});

test('whose log-in isn’t fresh any more is asked to log in again, and nothing is sent', async () => {
  const form = answering(new Date(Date.now() - 1000).toISOString());
  await waitFor(() => expect(form.current.draft.status.value).not.toBe('loading'));
  await act(() => form.current.send() ?? Promise.resolve());
  expect(form.current.again).toBe(true);
  expect(sent).toEqual([]);
});
