import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { context, me } from '../../test/fixtures.ts';
import type { CaseSummary, ContactPerson, Message } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { MessageStateLine } from '../conversation/MessageState.tsx';
import { ActingIn } from '../shell/caseCopy.tsx';
import { CallInstead } from './CallInstead.tsx';

const ingrid: ContactPerson = { name: { given: 'Ingrid', family: 'Solbakken' }, phone: '55 00 00 42' };

function numbersAt(message: Partial<Message>, contact?: ContactPerson): (string | null)[] {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.context, context);
  render(
    <QueryClientProvider client={client}>
      <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
        <MessageStateLine
          message={message as Message}
          offset={0}
          contactName="Ingrid Solbakken"
          onUndo={() => {}}
          call={<CallInstead contact={contact} />}
        />
      </ActingIn>
    </QueryClientProvider>,
  );
  return screen.queryAllByRole('link').map((link) => link.getAttribute('href'));
}

test.each<Partial<Message>>([
  { state: 'NOT_DELIVERED_YET' },
  { state: 'PARKED' },
  { state: 'PARKED', reason: 'REFUSED' },
])('whoever is told to call has the number there: %j', (message) => {
  expect(numbersAt(message, ingrid)).toEqual(['tel:55000042']);
});

test('without a contact person’s number it is the municipality’s own', () => {
  expect(numbersAt({ state: 'PARKED' })).toEqual(['tel:55000111', 'tel:55000000']);
});

test.each<Partial<Message>>([
  { state: 'SENT' },
  { state: 'DELIVERED' },
  { state: 'NOT_DELIVERED_YET', reason: 'EARLIER_WAITS' },
])('where nobody has to call there is no number: %j', (message) => {
  expect(numbersAt(message, ingrid)).toEqual([]);
});
