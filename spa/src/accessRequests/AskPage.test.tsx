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

type There = {
  entries: EntrySummary[];
  requests?: AccessRequest[];
  draft?: AccessForm;
  historyAvailable?: boolean;
  /** The document from which somebody came. */
  from?: string;
};

async function show({ entries, requests = [], draft, historyAvailable = true, from }: There) {
  history.replaceState(null, '', `/case/${laylaCase}/access${from ? `/${from}` : ''}`);
  const saved = { text: draft ? toDraft(draft) : '', revision: draft ? 1 : 0 };
  vi.mocked(accessRequestPort).mockReturnValue({ loadDraft: async () => saved, saveDraft: async () => saved });
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.caseCopy(laylaCase), laylasCase);
  client.setQueryData(keys.entries(laylaCase), { pages: [{ entries }], pageParams: [undefined] });
  client.setQueryData(keys.accessRequests(laylaCase), { requests, historyAvailable });
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
          <Router>
            {[
              <Route key="ask" path="/case/:caseCopyId/access" component={AskPage} />,
              <Route key="one" path="/case/:caseCopyId/access/:entryId" component={AskPage} />,
            ]}
          </Router>
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('button', { name: t('access.send') });
}

/** Sends what stands there, and gives what was sent. */
async function send() {
  await userEvent.click(screen.getByRole('button', { name: t('access.send') }));
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  const { draft: _, ...asked } = sent.mock.calls[0]?.[2] ?? {};
  return asked;
}

async function ask(there: There) {
  await show(there);
  const asked = await send();
  expect(sent.mock.calls[0]?.[2].draft?.revision).toBe(there.draft ? 1 : 0);
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

test('who comes from a document has it chosen, beside what they had chosen before', async () => {
  const entries = [titled, { ...titled, entryId: 'b', title: 'Notat' }];
  const draft = { id: 'd', whole: false, entryIds: ['a'], reason: 'Jeg vil forstå.', afraid: false };
  await show({ entries, draft, from: 'b' });
  await screen.findByRole('checkbox', { name: /Notat/, checked: true });
  screen.getByRole('checkbox', { name: /Uttalelse/, checked: true });
  // It isn't chosen again against their will.
  await userEvent.click(screen.getByRole('checkbox', { name: /Notat/ }));
  expect(await send()).toEqual({ language: 'nb', entryIds: ['a'], reason: 'Jeg vil forstå.' });
});

test('while nobody can say what one has asked for before, that is said', async () => {
  await show({ entries: [titled], historyAvailable: false });
  screen.getByText(t('access.noHistory'));
});
