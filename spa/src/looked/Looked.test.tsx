import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { expect, test, vi } from 'vitest';
import { laylaCase, laylasCase, me, today } from '../../test/fixtures.ts';
import type { CaseSummary, Look } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Looked } from './Looked.tsx';

type Answer = { looks: Look[]; since: string; fagsystem: 'TOLD' | 'NOT_DELIVERED' | 'SILENT' };

// Before the API's client takes hold of it.
const api = vi.hoisted(() => {
  const answers = { next: {} as unknown };
  globalThis.fetch = async () => Response.json(answers.next);
  return answers;
});

const portal: Look = { at: '2026-11-23T09:02:00+01:00', role: 'CONTACT_PERSON', place: 'PORTAL' };
const paper: Look = { at: '2026-11-23T09:20:00+01:00', role: 'STAND_IN', place: 'FAGSYSTEM', what: 'DOCUMENT' };
const answering = (fagsystem: Answer['fagsystem'], ...looks: Look[]) => {
  api.next = { looks, since: '2025-11-24', fagsystem } satisfies Answer;
};

function open() {
  now.value = today;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryDefaults(keys.caseCopy(laylaCase), { staleTime: Number.POSITIVE_INFINITY });
  client.setQueryData(keys.caseCopy(laylaCase), laylasCase);
  return render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
          <Looked />
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
}

test('each look says where it was, and in the municipality’s own system what was opened', async () => {
  answering('TOLD', paper, portal);
  open();
  const rows = await screen.findAllByText(/fra klokka/);
  const words = rows.map((row) => row.closest('li')?.textContent);
  expect(words[0]).toContain(t('looked.role.STAND_IN'));
  expect(words[0]).toContain(t('looked.from.DOCUMENT'));
  expect(words[1]).toContain(t('looked.role.CONTACT_PERSON'));
  expect(words[1]).toContain(t('looked.from.PORTAL'));
  expect(screen.getByText(t('looked.system.TOLD'))).toBeTruthy();
});

test('a system that doesn’t tell is said to be missing for good, without anything to try', async () => {
  answering('NOT_DELIVERED', portal);
  open();
  await screen.findByText(t('looked.system.NOT_DELIVERED'));
  expect(screen.queryByText(t('common.tryAgain'))).toBeNull();
});

test('while the system is silent what is known here stands, and trying again brings the rest', async () => {
  answering('SILENT', portal);
  open();
  await screen.findByText(t('looked.system.SILENT'));
  expect(screen.getByText(t('looked.from.PORTAL'))).toBeTruthy();
  expect(screen.queryByText(t('looked.system.NOT_DELIVERED'))).toBeNull();
  answering('TOLD', paper, portal);
  fireEvent.click(screen.getByText(t('common.tryAgain')));
  await screen.findByText(t('looked.from.DOCUMENT'));
  await waitFor(() => expect(screen.queryByText(t('looked.system.SILENT'))).toBeNull());
});

test('while the system is silent nobody is told that no employee has looked', async () => {
  answering('SILENT');
  open();
  await screen.findByText(t('looked.system.SILENT'));
  const none = t('looked.empty', { Date: formatDate('2025-11-24', 'long') });
  expect(screen.queryByText(none)).toBeNull();
  answering('TOLD');
  fireEvent.click(screen.getByText(t('common.tryAgain')));
  await screen.findByText(none);
});
