import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { LocationProvider, Route, Router } from 'preact-iso';
import { beforeEach, expect, test, vi } from 'vitest';
import { laylaCase, laylasCase, me } from '../../test/fixtures.ts';
import { accessRequestPort, sendAccessRequest } from '../api/actions.ts';
import type { AccessRequest, CaseSummary, EntrySummary } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { AskPage } from './AskPage.tsx';
import { type AccessForm, toDraft } from './form.ts';

vi.mock('../api/actions.ts', async (original) => ({
  ...(await original<typeof import('../api/actions.ts')>()),
  accessRequestPort: vi.fn(),
  sendAccessRequest: vi.fn(),
}));
const sent = vi.mocked(sendAccessRequest);
beforeEach(() => {
  sent.mockReset();
  Element.prototype.scrollIntoView = () => {};
});

const titled: EntrySummary = {
  entryId: 'a',
  type: 'LETTER',
  title: 'Uttalelse',
  date: '2026-11-01',
  isNew: false,
  released: 'TITLE',
  translations: [],
  access: 'NOT_ASKED',
};

type There = { entries: EntrySummary[]; requests?: AccessRequest[]; draft?: AccessForm };

async function ask({ entries, requests = [], draft }: There) {
  const saved = { text: draft ? toDraft(draft) : '', revision: draft ? 1 : 0 };
  vi.mocked(accessRequestPort).mockReturnValue({ loadDraft: async () => saved, saveDraft: async () => saved });
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.caseCopy(laylaCase), laylasCase);
  client.setQueryData(keys.entries(laylaCase), { pages: [{ entries }], pageParams: [undefined] });
  client.setQueryData(keys.accessRequests(laylaCase), { requests, historyAvailable: true });
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
          <Router>{[<Route key="ask" default component={AskPage} />]}</Router>
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByRole('button', { name: t('access.send') }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  const { draft: madeFrom, ...asked } = sent.mock.calls[0]?.[2] ?? {};
  expect(madeFrom?.revision).toBe(saved.revision);
  return asked;
}

test('where there is no title left to ask for, what is sent is the whole case, as it stands there', async () => {
  expect(await ask({ entries: [{ ...titled, released: 'FULL' }] })).toEqual({ language: 'nb', wholeCase: true });
});

test('who chose the whole case before it was asked for elsewhere sends the documents that they see chosen', async () => {
  const whole: AccessRequest = {
    accessRequestId: '01935a6e-aa10-7d21-8c44-9f0e1d2c3b77',
    known: true,
    items: [{ state: 'ASKED' }],
    state: 'DELIVERED',
    sentAt: '2026-11-20T17:02:11+01:00',
  };
  const draft = { id: 'd', whole: true, entryIds: ['a'], reason: '', afraid: false };
  expect(await ask({ entries: [titled], requests: [whole], draft })).toEqual({ language: 'nb', entryIds: ['a'] });
});
