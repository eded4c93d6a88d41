import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../api/failure.ts';
import { t } from '../i18n/catalogue.ts';
import type { StaffMark, StaffTexts } from './staffTexts.ts';
import { TextsPanel } from './TextsPanel.tsx';

const server = vi.hoisted(() => ({ text: '', revision: 0, put: vi.fn() }));
vi.mock('./staffTexts.ts', async (original) => ({
  ...(await original<typeof import('./staffTexts.ts')>()),
  putMarkAnswer: server.put,
  markAnswerPort: () => ({
    loadDraft: async () => ({ text: server.text, revision: server.revision }),
    saveDraft: async (draft: { text: string }) => {
      server.text = draft.text;
      server.revision += 1;
      return { text: server.text, revision: server.revision };
    },
  }),
}));

beforeEach(() => {
  server.put.mockReset();
  server.text = '';
});

let count = 0;

function open(answer?: StaffMark['mark']['answer']) {
  const mark: StaffMark['mark'] = {
    ...{
      markId: `m${++count}`,
      entryId: 'e',
      documentId: 'd',
      language: 'pl',
      blockId: 'b1',
      version: 'v1',
      text: 'Nie',
    },
    ...{ state: 'MARKED', delivery: 'DELIVERED', markedAt: '2026-11-20T10:00:00Z' },
    ...(answer ? { answer } : {}),
  };
  const data: StaffTexts = { translations: [], marks: [{ mark, title: 'Brev' }], historyAvailable: true };
  const client = new QueryClient();
  return render(
    <QueryClientProvider client={client}>
      <TextsPanel data={data} caseCopyId="c" name="Katarzyna" />
    </QueryClientProvider>,
  );
}

test('an answer that was begun is kept by the server, and is there again where one opens it', async () => {
  const { unmount } = open();
  await userEvent.click(screen.getByRole('button', { name: 'Svar' }));
  await userEvent.click(await screen.findByLabelText(t('staff.texts.notWrong')));
  await userEvent.type(screen.getByRole('textbox'), 'Det stemmer');
  await waitFor(() => expect(server.text).toContain('"words":"Det stemmer"'));
  unmount();
  open();
  await userEvent.click(screen.getByRole('button', { name: 'Svar' }));
  await waitFor(() => expect(screen.getByRole('textbox')).toHaveProperty('value', 'Det stemmer'));
  expect(screen.getByLabelText(t('staff.texts.notWrong'))).toHaveProperty('checked', true);
});

test('nothing leaves without a choice, and what the line loses is sent again as the same', async () => {
  open();
  await userEvent.click(screen.getByRole('button', { name: 'Svar' }));
  const send = await screen.findByRole('button', { name: t('staff.texts.send') });
  await userEvent.click(send);
  expect(screen.getByText(t('staff.texts.missing'))).toBeTruthy();
  expect(server.put).not.toHaveBeenCalled();
  await userEvent.click(screen.getByLabelText(t('staff.texts.confirm')));
  server.put.mockRejectedValueOnce(new Failure('offline', 0)).mockResolvedValueOnce({});
  await userEvent.click(send);
  await screen.findByText(t('ask.failedOffline'));
  await userEvent.click(send);
  await screen.findByRole('button', { name: 'Svar' });
  const [first, second] = server.put.mock.calls;
  expect(second?.[2]).toBe(first?.[2]);
  expect(second?.[3]).toMatchObject({ outcome: 'CONFIRMED', version: 'v1' });
});

test('an own answer that is stuck says so', () => {
  open({ outcome: 'CONFIRMED', text: '', answeredAt: '2026-11-20T10:00:00Z', state: 'PARKED', waitReason: 'REFUSED' });
  expect(screen.getByRole('status').textContent).toBe(t('staff.texts.parked'));
});
