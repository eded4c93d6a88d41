// What isn't a plain message has a card in the thread; a translation is chosen there as in a message.
import { fireEvent, render, screen, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { Message } from '../api/client.ts';
import { madeBy, shortlyMade } from '../documents/madeBy.ts';
import { t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { MessageView } from './MessageView.tsx';

const provenance = { kind: 'PERSON', role: 'tolk', madeAt: '2026-11-20T09:00:00+01:00' } as const;
const written = (more: Partial<Message>): Message => ({
  messageId: 'm',
  mine: false,
  fromEmployee: false,
  authorName: { given: 'Rania', family: 'Haddad' },
  text: 'الهدف خاطئ',
  language: 'ar',
  direction: 'rtl',
  state: 'DELIVERED',
  sentAt: '2026-11-22T20:14:03+01:00',
  translations: [{ language: 'nb', direction: 'ltr', text: 'Målet er feil', provenance }],
  ...more,
});

test.each<[string, Partial<Message>]>([
  ['message', {}],
  ['comment', { on: { kind: 'COMMENT', entryId: 'e' } }],
  ['complaint', { on: { kind: 'COMPLAINT', entryId: 'e' } }],
  [
    'request for a meeting',
    { request: { kind: 'MEETING_REQUEST', known: true, times: [], mayLeaveMessage: false, interpreter: false } },
  ],
  ['request to see something', { accessRequest: { known: true, items: [] } }],
])('a %s shows its translation and who made it, the original a tap away', (_, more) => {
  const { container } = render(<MessageView message={written(more)} addressOf={() => ''} />);
  expect(screen.getByText('Målet er feil').getAttribute('lang')).toBe('nb');
  expect(container.textContent).toContain(madeBy(provenance));
  fireEvent.click(screen.getByRole('button', { name: t('talk.showOriginal') }));
  expect(screen.getByText('الهدف خاطئ').getAttribute('lang')).toBe('ar');
  expect(screen.queryByText('Målet er feil')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: t('talk.showTranslation', { Language: languageName('nb') }) }));
  expect(screen.getByText('Målet er feil')).toBeTruthy();
});

test.each<[string, Partial<Message>]>([
  ['message', {}],
  [
    'request for a meeting',
    { request: { kind: 'MEETING_REQUEST', known: false, times: [], mayLeaveMessage: false, interpreter: false } },
  ],
])('of a %s whose words are lost one is told so, and what one can do', (_, more) => {
  const { text, language, direction, translations, ...rest } = written(more);
  render(<MessageView message={{ ...rest, text: '', lost: true, state: 'PARKED' }} addressOf={() => ''} />);
  expect(screen.getByText(t('talk.lost'))).toBeTruthy();
});

test('a view stands in its parts, its translation below them', () => {
  const view = { moment: 'ANY_TIME', known: true, items: [{ prompt: 'THIS_IS_GOOD', text: 'المدرسة' }] } as const;
  render(
    <MessageView message={written({ text: '', view: { ...view, items: [...view.items] } })} addressOf={() => ''} />,
  );
  expect(screen.getByText('المدرسة')).toBeTruthy();
  expect(screen.getByText('Målet er feil')).toBeTruthy();
});

test('each answer in the thread is in one’s own language, with who translated it and the original a tap away', () => {
  const made = { language: 'nb', direction: 'ltr', provenance, outdated: false } as const;
  const answers: Message['answers'] = [
    { prompt: 'THIS_IS_GOOD', outcome: 'USED', reason: 'لأن', translation: { text: 'Fordi det er slik', made } },
    { prompt: 'THIS_MUST_CHANGE', outcome: 'NOT_USED', reason: 'ليس الآن' },
  ];
  const { text: _, translations: __, ...rest } = written({ fromEmployee: true, answersTo: 'v', answers });
  render(<MessageView message={{ ...rest, text: '' }} addressOf={() => ''} />);
  const [first, second] = screen.getAllByRole('listitem');
  const inFirst = within(first as HTMLElement);
  expect(inFirst.getByText('Fordi det er slik').lang).toBe('nb');
  inFirst.getByText(shortlyMade(made));
  const original = inFirst.getByText('لأن');
  expect([original.lang, original.dir, original.closest('details') !== null]).toEqual(['ar', 'rtl', true]);
  const asWritten = within(second as HTMLElement).getByText('ليس الآن');
  expect([asWritten.lang, asWritten.closest('details')]).toEqual(['ar', null]);
});
