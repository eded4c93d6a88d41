import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { cleanup, render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { laylaCase, me } from '../../test/fixtures.ts';
import type { AccessRequest, CaseSummary, EntrySummary, Message } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { AskedFor } from './AskedFor.tsx';
import { asRequest, emptyForm, faultOf, fromDraft, toDraft } from './form.ts';
import { SaidRequest } from './SaidRequest.tsx';
import { accessTo, askable, withRequests } from './state.ts';
import { TitleOnly } from './TitleOnly.tsx';

const titled = (entryId: string, access: EntrySummary['access'] = 'NOT_ASKED'): EntrySummary => ({
  entryId,
  type: 'LETTER',
  title: `Uttalelse ${entryId}`,
  date: '2026-11-01',
  isNew: false,
  released: 'TITLE',
  translations: [],
  access,
});

const asked = (...items: AccessRequest['items']): AccessRequest => ({
  accessRequestId: '01935a6e-aa10-7d21-8c44-9f0e1d2c3b77',
  known: true,
  items,
  state: 'DELIVERED',
  sentAt: '2026-11-20T17:02:11+01:00',
});

test('what one has just asked for can’t be asked for again, also before the fagsystem knows of it', () => {
  const entries = [
    titled('a'),
    titled('b'),
    titled('c', 'REFUSED'),
    { ...titled('d', 'GRANTED'), released: 'FULL' as const },
  ];
  const requests = [asked({ entryId: 'a', state: 'ASKED' })];
  const now = withRequests(entries, requests);
  expect(askable(now).map((one) => one.entryId)).toEqual(['b']);
  expect(now[1]).toBe(entries[1]);
  expect(accessTo(titled('a', 'ASKED'), [asked({ entryId: 'a', state: 'IN_PROGRESS' })])).toBe('IN_PROGRESS');
  // What the fagsystem says of the entry itself counts.
  expect(accessTo(titled('a', 'REFUSED'), requests)).toBe('REFUSED');
});

test('the form is kept as it stands, and hands in only what can still be asked for', () => {
  const form = { ...emptyForm(), entryIds: ['a', 'gone'], reason: '  Jeg vil forstå ', afraid: true };
  expect(fromDraft(toDraft(form))).toEqual(form);
  expect(toDraft(emptyForm())).toBe('');
  expect(fromDraft('{"id":7}')).toBeNull();
  expect(asRequest(form, ['a', 'b'], 'nb')).toEqual({
    language: 'nb',
    entryIds: ['a'],
    reason: 'Jeg vil forstå',
    afraidOfBeingKnown: true,
  });
  expect(asRequest({ ...form, whole: true, reason: '' }, ['a'], 'nb')).toEqual({ language: 'nb', wholeCase: true });
  expect(faultOf({ ...form, entryIds: ['gone'] }, ['a'])).toBe('nothing');
  const many = Array.from({ length: 21 }, (_, i) => `${i}`);
  expect(faultOf({ ...form, entryIds: many }, many)).toBe('tooMany');
  expect(faultOf({ ...form, whole: true, reason: 'x'.repeat(2001) }, [])).toBe('reasonLong');
});

function show(children: preact.ComponentChildren, requests: AccessRequest[] | undefined, historyAvailable = true) {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  if (requests) client.setQueryData(keys.accessRequests(laylaCase), { requests, historyAvailable });
  render(
    <QueryClientProvider client={client}>
      <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
        {children}
      </ActingIn>
    </QueryClientProvider>,
  );
}

test('a refusal says why and how one complains: by the remedy, or where there is none with somebody’s help', () => {
  const refused = {
    state: 'REFUSED' as const,
    explanation: 'Det gjelder også andre.',
    language: 'nb',
    direction: 'ltr' as const,
  };
  const remedy = { kind: 'MUNICIPAL_DECISION' as const, receiver: 'Statsforvalteren', deadline: '2099-01-01' };
  show(<AskedFor entries={[titled('a', 'REFUSED')]} contactName="Ingrid" />, [
    asked({ entryId: 'a', ...refused, remedy }, { entryId: 'gone', state: 'GRANTED' }, { state: 'REFUSED' }),
  ]);
  expect(screen.getByRole('link', { name: 'Uttalelse a' })).toBeTruthy();
  expect(screen.getByText('Det gjelder også andre.')).toBeTruthy();
  expect(screen.getByText(/Klagen går til Statsforvalteren/)).toBeTruthy();
  expect(screen.getByText('Et dokument som ikke er her lenger')).toBeTruthy();
  expect(screen.getByText('Hele saken')).toBeTruthy();
  expect(screen.getByText(/Det står ikke hvorfor/)).toBeTruthy();
  expect(screen.getByText(/si at du vil klage på svaret/)).toBeTruthy();
});

test('a refusal’s reason says in which language it is written, where that isn’t the page’s', () => {
  const refused = (explanation: string, language: string, direction: 'ltr' | 'rtl') => ({
    entryId: 'a',
    state: 'REFUSED' as const,
    explanation,
    language,
    direction,
  });
  show(<AskedFor entries={[titled('a', 'REFUSED')]} contactName="Ingrid" />, [
    asked(refused('لأنه يخص آخرين.', 'ar', 'rtl')),
    { ...asked(refused('Det gjeld òg andre.', 'nn', 'ltr')), accessRequestId: 'nn' },
  ]);
  const words = screen.getByText('لأنه يخص آخرين.');
  expect([words.lang, words.dir]).toEqual(['ar', 'rtl']);
  expect(words.previousElementSibling?.textContent).toBe(t('reader.writtenIn', { Language: 'العربية' }));
  expect(screen.getByText('Det gjeld òg andre.').previousElementSibling?.textContent).toBe(t('access.why'));
});

test('a document of which one has the title leads to asking, and says how it stands once one has', () => {
  show(<TitleOnly summary={titled('a')} />, []);
  expect(screen.getByRole('link', { name: 'Be om å få lese' }).getAttribute('href')).toBe(
    `/case/${laylaCase}/access/a`,
  );
  show(<TitleOnly summary={titled('b')} />, [asked({ entryId: 'b', state: 'ASKED' })]);
  expect(screen.getByText(/Venter på svar/)).toBeTruthy();
});

test('that a refusal gives no reason is said only where that is known', async () => {
  show(<TitleOnly summary={titled('a', 'REFUSED')} />, [], false);
  screen.getByText(t('access.noHistory'));
  expect(screen.queryByText(t('access.unexplained'))).toBeNull();
  cleanup();
  // The line is gone, too.
  show(<TitleOnly summary={titled('a', 'REFUSED')} />, undefined);
  expect(screen.queryByText(t('access.unexplained'))).toBeNull();
  await screen.findByText(t('access.noHistory'));
  cleanup();
  // Of what was asked for in another way the fagsystem tells no more than the answer.
  show(<TitleOnly summary={titled('a', 'REFUSED')} />, []);
  screen.getByText(t('access.unexplained'));
  screen.getByText(t('access.disagree'));
});

test('the contact person reads titles, and that it is answered in the case system; the party doesn’t need either', () => {
  const message = (mine: boolean, title?: string): Message => ({
    messageId: '1',
    mine,
    fromEmployee: false,
    authorName: { given: 'Rania', family: 'Haddad' },
    text: 'Jeg vil forstå',
    state: 'DELIVERED',
    sentAt: '2026-11-20T17:02:11+01:00',
    accessRequest: { known: true, items: [{ entryId: 'a', state: 'ASKED', ...(title ? { title } : {}) }] },
  });
  show(<SaidRequest message={message(false, 'Uttalelse')} />, []);
  expect(screen.getByText('Uttalelse').closest('li')?.textContent).toBe('Uttalelse · Ikke svart');
  expect(screen.getByText(/Svar på det i fagsystemet/)).toBeTruthy();
  show(<SaidRequest message={message(true)} />, []);
  expect(screen.getByText('1 dokument')).toBeTruthy();
  expect(screen.getAllByText(/Svar på det i fagsystemet/)).toHaveLength(1);
});
