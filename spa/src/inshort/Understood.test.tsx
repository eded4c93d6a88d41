import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { me } from '../../test/fixtures.ts';
import { sayUnderstood } from '../api/actions.ts';
import type { CaseSummary } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { understoodQuery } from '../api/queries.ts';
import { takeWantedCall } from '../asking/prefill.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Understood } from './Understood.tsx';

vi.mock('../api/actions.ts', () => ({ sayUnderstood: vi.fn() }));
const said = vi.mocked(sayUnderstood);
afterEach(() => said.mockReset());

const caseCopy = me.cases[0] as CaseSummary;

function ask(known: Awaited<ReturnType<typeof sayUnderstood>>, read = true) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(understoodQuery(caseCopy.caseCopyId, 'e').queryKey, known);
  const page = (isRead: boolean) => (
    <QueryClientProvider client={client}>
      <ActingIn me={me} caseCopy={caseCopy}>
        <Understood caseCopyId={caseCopy.caseCopyId} entryId="e" read={isRead} />
      </ActingIn>
    </QueryClientProvider>
  );
  return { page, ...render(page(read)) };
}

const button = (answer: 'YES' | 'PARTLY' | 'NO') => screen.getByRole('button', { name: t(`inshort.answer.${answer}`) });

test('nobody is asked before they have read to the end', () => {
  const { page, rerender } = ask({ canSay: true }, false);
  expect(screen.queryByText(t('inshort.question'))).toBeNull();
  rerender(page(true));
  screen.getByRole('heading', { name: t('inshort.question') });
});

test('an answer that got lost is sent again under the same id, and leads to a call with an interpreter', async () => {
  ask({ canSay: true });
  said.mockRejectedValueOnce(new Failure('offline', 0));
  said.mockResolvedValueOnce({ canSay: true, answer: 'PARTLY', state: 'SENT' });
  await userEvent.click(button('PARTLY'));
  await screen.findByText(t('ask.tapFailedOffline'));
  await userEvent.click(button('PARTLY'));
  await screen.findByText(t('inshort.said.PARTLY'));
  expect(said.mock.calls.map((call) => call[3])).toEqual(['PARTLY', 'PARTLY']);
  expect(said.mock.calls[0]?.[2]).toBe(said.mock.calls[1]?.[2]);
  expect(document.activeElement?.textContent).toContain(t('inshort.said.PARTLY'));
  const call = screen.getByRole('link', { name: t('inshort.call') });
  expect(call.getAttribute('href')).toBe(`/case/${caseCopy.caseCopyId}/call-me`);
  call.addEventListener('click', (event) => event.preventDefault());
  fireEvent.click(call);
  expect([takeWantedCall(caseCopy.caseCopyId), takeWantedCall(caseCopy.caseCopyId)]).toEqual([true, false]);
});

test('whoever has answered isn’t asked again, and can say otherwise under another id', async () => {
  ask({ canSay: true, answer: 'NO', state: 'DELIVERED' }, true);
  expect(screen.queryByRole('heading', { name: t('inshort.question') })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: t('inshort.change') }));
  said.mockResolvedValueOnce({ canSay: true, answer: 'YES', state: 'SENT' });
  await userEvent.click(button('YES'));
  await screen.findByText(t('inshort.said.YES'));
  expect(screen.queryByRole('link', { name: t('inshort.call') })).toBeNull();
});

test('where nothing can be added any more nobody is asked', () => {
  ask({ canSay: false });
  expect(screen.queryByText(t('inshort.question'))).toBeNull();
});
