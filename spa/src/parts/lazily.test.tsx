import { render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { ErrorBoundary } from 'preact-iso';
import { expect, test, vi } from 'vitest';
import { t } from '../i18n/catalogue.ts';
import { lazily } from './lazily.tsx';

const Plan = ({ of }: { of: string }) => <p>The plan of {of}</p>;

function show(load: () => Promise<typeof Plan>) {
  const Lazy = lazily(load);
  render(
    <ErrorBoundary>
      <Lazy of="Layla" />
    </ErrorBoundary>,
  );
}

test('a page whose chunk was cut off comes when one asks for it again', async () => {
  const load = vi.fn(async () => Plan);
  for (let times = 0; times < 3; times++) load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  show(load);
  await screen.findByText(t('failure.page'));
  const again = screen.getByRole('button', { name: t('common.tryAgain') });
  await userEvent.click(again);
  await waitFor(() => expect(load).toHaveBeenCalledTimes(3));
  await userEvent.click(await screen.findByRole('button', { name: t('common.tryAgain') }));
  await screen.findByText('The plan of Layla');
});

test('it comes by itself when the line is there again', async () => {
  let line = false;
  show(async () => {
    if (!line) throw new TypeError('Failed to fetch');
    return Plan;
  });
  await screen.findByText(t('failure.page'));
  line = true;
  dispatchEvent(new Event('online'));
  await screen.findByText('The plan of Layla');
});

test('a phone that says that it is online before anything gets through has its page a little later', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const load = vi.fn(async () => Plan);
  for (let times = 0; times < 3; times++) load.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  show(load);
  await screen.findByText(t('failure.page'));
  dispatchEvent(new Event('online'));
  await waitFor(() => expect(load).toHaveBeenCalledTimes(3));
  await screen.findByText(t('failure.page'));
  await vi.advanceTimersByTimeAsync(5000);
  await screen.findByText('The plan of Layla');
  vi.useRealTimers();
});

test('what could not be fetched beforehand is fetched when it is shown', async () => {
  let line = false;
  const Lazy = lazily(async () => {
    if (!line) throw new TypeError('Failed to fetch');
    return Plan;
  });
  await Lazy.preload();
  line = true;
  render(
    <ErrorBoundary>
      <Lazy of="Sami" />
    </ErrorBoundary>,
  );
  await screen.findByText('The plan of Sami');
});
