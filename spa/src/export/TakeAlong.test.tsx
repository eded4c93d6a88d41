import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { expect, test, vi } from 'vitest';
import { me } from '../../test/fixtures.ts';
import type { CaseSummary } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { TakeAlong } from './TakeAlong.tsx';

// Before the API's client takes hold of it.
vi.hoisted(() => {
  globalThis.fetch = async () => Response.json({ state: 'NONE', fresh: true });
});

const [layla] = me.cases as [CaseSummary];

function open(may: Partial<CaseSummary['may']>) {
  const caseCopy = { ...layla, may: { ...layla.may, ...may } };
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={caseCopy}>
          <TakeAlong />
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
}

test('who sees no documents is told of a file without any, and who would with a better log-in of one with them', async () => {
  const { unmount } = open({});
  await screen.findByText(t('export.what'));
  unmount();
  const lower = open({ documents: false, documentsNeedStepUp: true });
  await screen.findByText(t('export.what'));
  lower.unmount();
  open({ documents: false });
  await screen.findByText(t('export.whatOwn'));
  expect(screen.queryByText(t('export.what'))).toBeNull();
});
