import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { laylasCase, me } from '../../test/fixtures.ts';
import type { CaseSummary, ContactPerson } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { CallMe } from './AskPage.tsx';

function whoGetsIt(change: Partial<ContactPerson>): string | null {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  client.setQueryData(caseQuery(laylasCase.caseCopyId).queryKey, {
    ...laylasCase,
    contactPerson: { ...laylasCase.contactPerson, ...change },
  });
  render(
    <QueryClientProvider client={client}>
      <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
        <CallMe />
      </ActingIn>
    </QueryClientProvider>,
  );
  return screen.getByText(new RegExp(t('ask.lead', { Name: '' }).trim())).textContent;
}

const standIn = { given: 'Ahmed', family: 'Farah' };

test('who asks to be called while the contact person is away reads the name of whoever stands in', () => {
  expect(whoGetsIt({ awayUntil: '2026-11-30', standIn })).toBe(t('ask.lead', { Name: 'Ahmed Farah' }));
});

test('where nobody stands in, it is the contact person', () => {
  expect(whoGetsIt({ awayUntil: '2026-11-30' })).toBe(t('ask.lead', { Name: 'Ingrid Solbakken' }));
});
