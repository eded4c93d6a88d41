import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { act, render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { LocationProvider } from 'preact-iso';
import { afterEach, expect, test, vi } from 'vitest';
import { laylaCase, me } from '../../test/fixtures.ts';
import type { CaseSummary, EntrySummary } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Documents } from './Documents.tsx';
import { atOnce, keepList } from './kept.ts';
import { everything } from './narrowing.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const entry = (number: number): EntrySummary => ({
  entryId: `${number}`,
  type: 'LETTER',
  title: `Brev ${number}`,
  date: '2026-11-01',
  isNew: false,
  released: 'FULL',
  translations: [],
});

function list(count: number) {
  keepList(laylaCase, { by: everything, shown: atOnce, top: 0 });
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const entries = Array.from({ length: count }, (_, i) => entry(i + 1));
  client.setQueryData(keys.entries(laylaCase), { pages: [{ entries }], pageParams: [undefined] });
  client.setQueryData(keys.accessRequests(laylaCase), { requests: [], historyAvailable: true });
  client.setQueryData(keys.textRequests(laylaCase), { translations: [], marks: [], historyAvailable: true });
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
          <Documents />
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
}

/** The title of the document that has the focus. */
const focused = () => document.activeElement?.querySelector('.title')?.textContent;

test('whoever goes by keys goes on at the first of the rows that come, also of the last ones', async () => {
  vi.stubGlobal('IntersectionObserver', undefined);
  list(2 * atOnce + 1);
  for (const shown of [atOnce, 2 * atOnce]) {
    screen.getByRole('button', { name: t('common.more') }).focus();
    await userEvent.keyboard('{Enter}');
    expect(focused()).toBe(`Brev ${shown + 1}`);
  }
  expect(screen.queryByRole('button', { name: t('common.more') })).toBeNull();
});

test('rows that come by themselves take the focus from nobody, and from the button to where one goes on', async () => {
  let meet = () => {};
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(seen: (entries: { isIntersecting: boolean }[]) => void) {
        meet = () => seen([{ isIntersecting: true }]);
      }
      observe() {}
      disconnect() {}
    },
  );
  list(3 * atOnce);
  screen.getByRole('link', { name: /Brev 2 / }).focus();
  act(() => meet());
  expect(focused()).toBe('Brev 2');
  screen.getByRole('button', { name: t('common.more') }).focus();
  act(() => meet());
  expect(focused()).toBe(`Brev ${2 * atOnce + 1}`);
});
