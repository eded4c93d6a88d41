// What a citizen sees of what was sent and can't be delivered: that it isn't there yet, why in plain words, and whom to call.
import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { cleanup, render, screen, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, conversation, laylasCase, me, today } from '../../test/fixtures.ts';
import type { CaseSummary, Message, View } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { now } from '../parts/clock.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { ViewsPage } from '../views/ViewsPage.tsx';
import { Conversation } from './Conversation.tsx';

beforeEach(() => {
  now.value = today;
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const { contactPerson } = laylasCase;
const caseCopy = me.cases[0] as CaseSummary;
const number = `tel:${contactPerson.phone?.replace(/\s/g, '')}`;

const sent = (messageId: string, more: Partial<Message>): Message => ({
  messageId,
  mine: true,
  fromEmployee: false,
  authorName: { given: 'Rania', family: 'Haddad' },
  text: `Teksten i ${messageId}`,
  language: 'nb',
  direction: 'ltr',
  state: 'PARKED',
  sentAt: '2026-11-23T20:14:00+01:00',
  ...more,
});

function open(page: preact.ComponentChildren, messages: Message[], views: View[] = [], more = {}) {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  client.setQueryData(keys.context, context);
  client.setQueryData(keys.caseCopy(caseCopy.caseCopyId), { ...laylasCase, contactPerson });
  client.setQueryData(keys.views(caseCopy.caseCopyId), { views, historyAvailable: true });
  client.setQueryData(keys.conversation(caseCopy.caseCopyId), {
    pages: [{ ...conversation, messages, ...more }],
    pageParams: [undefined],
  });
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <ActingIn me={me} caseCopy={caseCopy}>
          {page}
        </ActingIn>
      </LocationProvider>
    </QueryClientProvider>,
  );
}

/** All that is said about one thing. */
const about = (words: string): HTMLElement => screen.getByText(words).closest('[data-message]') as HTMLElement;
const calls = (box: HTMLElement) =>
  within(box)
    .queryAllByRole('link')
    .map((link) => link.getAttribute('href'))
    .filter((href) => href?.startsWith('tel:'));

test.each([
  ['FAULT', 'state.fault'],
  ['REFUSED', 'state.refused'],
] as const)('a message that is parked, %s: its words stay, it says why, and whom to call', (reason, why) => {
  open(<Conversation />, [sent('a', reason === 'REFUSED' ? { reason } : {})]);
  const box = about('Teksten i a');
  expect(box.textContent).toContain(t(why));
  expect(box.textContent).not.toContain(t('state.delivered'));
  expect(calls(box)).toEqual([number]);
  // Sending it again would be another message: nothing asks for that.
  expect(within(box).queryByRole('button', { name: t('common.tryAgain') })).toBeNull();
  expect(within(box).getByText(t('receipt.keep'))).toBeTruthy();
});

test('what waits behind it says that it needn’t be sent again, and doesn’t ask one to call', () => {
  open(<Conversation />, [
    sent('a', { reason: 'REFUSED' }),
    sent('b', { state: 'NOT_DELIVERED_YET', reason: 'EARLIER_WAITS' }),
  ]);
  const box = about('Teksten i b');
  expect(box.textContent).toContain(t('state.afterEarlier'));
  expect(box.textContent).not.toContain(t('state.delivered'));
  expect(calls(box)).toEqual([]);
  expect(calls(about('Teksten i a'))).toEqual([number]);
});

test('what isn’t a message is called none', () => {
  open(<Conversation />, [sent('a', { text: 'Ring meg', request: { kind: 'CALL_ME', times: [] } as never })]);
  const box = screen.getByText(t('state.askFault')).closest('[data-message]') as HTMLElement;
  expect(box.textContent).not.toContain(t('state.fault'));
  expect(calls(box)).toEqual([number]);
});

test('what was sent to one and is parked is told, without a word of it', () => {
  open(<Conversation />, [], [], { otherSideParked: true });
  const box = screen.getByText(t('talk.otherWaits')).closest('.note') as HTMLElement;
  expect(calls(box)).toEqual([number]);
});

test.each([
  [undefined, 'state.askFault'],
  ['REFUSED', 'state.askRefused'],
] as const)('a view that is parked, %s, says so where it stands among what one has said', (reason, why) => {
  const view = (viewId: string, more: Partial<View>): View => ({
    viewId,
    moment: 'ANY_TIME',
    known: true,
    items: [{ prompt: 'THIS_IS_GOOD', text: `Ord i ${viewId}` }],
    state: 'DELIVERED',
    sentAt: '2026-11-22T20:14:03+01:00',
    ...more,
  });
  open(<ViewsPage />, [], [view('a', { state: 'PARKED', ...(reason && { reason }) }), view('b', {})]);
  const card = (words: string) => screen.getByText(words).closest('.sheet') as HTMLElement;
  expect(card('Ord i a').textContent).toContain(t(why));
  expect(card('Ord i a').textContent).not.toContain(t('state.askDelivered'));
  expect(calls(card('Ord i a'))).toEqual([number]);
  expect(card('Ord i b').textContent).toContain(t('state.askDelivered'));
  expect(calls(card('Ord i b'))).toEqual([]);
});
