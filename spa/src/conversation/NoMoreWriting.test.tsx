import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test, vi } from 'vitest';
import { context, conversation, laylaCase, laylasCase, me } from '../../test/fixtures.ts';
import type { CaseSummary } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { caseQuery, keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Conversation } from './Conversation.tsx';

const server = vi.hoisted(() => ({ open: true }));

vi.mock('../api/queries.ts', async (original) => ({
  ...(await original<typeof import('../api/queries.ts')>()),
  conversationQuery: (id: string) => ({
    queryKey: ['case', id, 'conversation'],
    initialPageParam: undefined,
    queryFn: async () => ({ ...conversation, canWrite: server.open }),
    getNextPageParam: () => undefined,
    retry: false,
  }),
}));

vi.mock('./port.ts', () => ({
  citizenPort: (id: string) => {
    const refused = async () => {
      throw new Failure('not-found', 404);
    };
    const nothing = async () => undefined;
    return {
      loadDraft: async () => ({ text: '', revision: 0 }),
      saveDraft: async (draft: { revision: number }) =>
        server.open ? { ...draft, revision: draft.revision + 1 } : refused(),
      send: refused,
      attachmentsKey: ['case', id, 'attachments'],
      listAttachments: async () => ({ attachments: [], limits: { files: 10, fileBytes: 1, bytes: 1, accept: [] } }),
      removeAttachment: nothing,
      attachmentAddress: () => '',
      attachmentContentAddress: () => '',
      markRead: nothing,
    };
  },
}));

/** The frame knows from `me` that the case is closed. */
function Page({ closed, client }: { closed: boolean; client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <ActingIn me={me} caseCopy={{ ...(me.cases[0] as CaseSummary), closed }}>
        <Conversation />
      </ActingIn>
    </QueryClientProvider>
  );
}

test('whoever was writing when the case was closed is told so, and whom to call, and keeps their words', async () => {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  client.setQueryData(keys.context, context);
  client.setQueryData(caseQuery(laylaCase).queryKey, laylasCase);
  const { rerender } = render(<Page closed={false} client={client} />);
  const field = await screen.findByLabelText<HTMLTextAreaElement>(t('talk.field'));
  field.focus();
  const words = 'Jeg er redd for at dere slutter';
  fireEvent.input(field, { target: { value: words } });

  // It is closed between two keys, and the page hears of it by what it sends.
  server.open = false;
  const asked = vi.spyOn(client, 'invalidateQueries');
  fireEvent.click(screen.getByRole('button', { name: t('talk.send') }));
  const left = await screen.findByLabelText<HTMLTextAreaElement>(t('talk.unsent'));
  expect(asked).toHaveBeenCalledWith({ queryKey: keys.me });
  expect(left.value).toBe(words);
  expect(left.readOnly).toBe(true);
  await waitFor(() => expect(document.activeElement).toBe(left));
  expect(screen.queryByRole('button', { name: t('talk.send') })).toBeNull();

  rerender(<Page closed client={client} />);
  const told = screen.getByText(t('talk.closed'));
  expect(told.closest('[role=status]')).not.toBeNull();
  expect(document.querySelector('a[href^="tel:"]')).not.toBeNull();

  const taken = vi.fn().mockResolvedValue(undefined);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: taken }, configurable: true });
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: t('talk.copy') })));
  expect(taken).toHaveBeenCalledWith(words);
  screen.getByText(t('talk.copied'));
});
