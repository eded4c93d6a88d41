import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { context, laylasCase, me } from '../../test/fixtures.ts';
import type { CaseSummary } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { caseQuery, keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Conversation } from './Conversation.tsx';

vi.mock('../api/queries.ts', async (original) => ({
  ...(await original<typeof import('../api/queries.ts')>()),
  conversationQuery: () => ({
    queryKey: ['lost'],
    initialPageParam: undefined,
    queryFn: () => Promise.reject(new Failure('offline', 0)),
    getNextPageParam: () => undefined,
    retry: false,
  }),
}));

test('where the conversation doesn’t come, whoever writes still reads who gets it and when somebody reads', async () => {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  client.setQueryData(keys.context, context);
  client.setQueryData(caseQuery(laylasCase.caseCopyId).queryKey, {
    ...laylasCase,
    contactPerson: {
      ...laylasCase.contactPerson,
      awayUntil: '2026-12-30',
      standIn: { given: 'Ahmed', family: 'Farah' },
    },
  });
  render(
    <QueryClientProvider client={client}>
      <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
        <Conversation />
      </ActingIn>
    </QueryClientProvider>,
  );
  await screen.findByText(t('talk.goesTo', { Name: 'Ahmed Farah' }));
  expect(document.querySelector('.reads-now')).not.toBeNull();
  screen.getByText(t('reading.hours'), { exact: false });
});
