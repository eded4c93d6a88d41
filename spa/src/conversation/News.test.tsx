import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { Message } from '../api/client.ts';
import { News } from './News.tsx';

const from: Message = {
  messageId: 'one',
  mine: false,
  fromEmployee: false,
  authorName: { given: 'Rania', family: 'Haddad' },
  text: '',
  state: 'DELIVERED',
  sentAt: '2026-11-24T09:40:00+01:00',
};

function said(message: Partial<Message>): string {
  const messages = [{ ...from, ...message }];
  render(<News messages={messages} arrived={messages} contactName="Ingrid Solbakken" />);
  return screen.getAllByRole('status')[0]?.textContent ?? '';
}

const call = { kind: 'CALL_ME', known: true } as NonNullable<Message['request']>;
const view = { moment: 'AFTER_MEETING', known: true, items: [] } as NonNullable<Message['view']>;

test('what is asked for is said as what it is, with the words that go with it', () => {
  expect(said({ request: call })).toBe('Ny melding fra Rania Haddad: Ring meg');
});

test('words that go with a request are said after it', () => {
  expect(said({ request: call, text: 'Ikke etter fire.' })).toBe(
    'Ny melding fra Rania Haddad: Ring meg. Ikke etter fire.',
  );
});

test('long words are read where they stand, but a mark is said', () => {
  const text = 'a'.repeat(301);
  expect(said({ request: call, text, afraidOfBeingKnown: true })).toBe(
    'Ny melding fra Rania Haddad: Ring meg. Redd for at andre skal få vite dette',
  );
});

test('of a long message its mark is said too', () => {
  expect(said({ text: 'a'.repeat(301), afraidOfBeingKnown: true })).toBe(
    'Ny melding fra Rania Haddad. Hele meldingen er merket: redd for at den blir kjent',
  );
});

test('a view is said as what it is', () => {
  expect(said({ view })).toBe('Ny melding fra Rania Haddad: Sagt etter et møte');
});

test('an answer to a view is said as such', () => {
  expect(said({ answersTo: 'two', answers: [] })).toBe('Ny melding fra Rania Haddad: Dette ble gjort med det');
});

test('a message is said with its words', () => {
  expect(said({ text: 'Hei.' })).toBe('Ny melding fra Rania Haddad: Hei.');
});
