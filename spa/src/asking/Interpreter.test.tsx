import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import en from '../../../i18n/en.json';
import { dateWords } from '../../build/catalogues.ts';
import { me } from '../../test/fixtures.ts';
import { sendRequest } from '../api/actions.ts';
import type { CaseSummary, Message } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { type Catalogue, putCatalogue, t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { Interpreter } from './Interpreter.tsx';

vi.mock('../api/actions.ts', () => ({ sendRequest: vi.fn(() => Promise.resolve({} as Message)) }));

function show({ under18 = false } = {}): HTMLElement {
  vi.mocked(sendRequest).mockClear();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ActingIn me={{ ...me, under18 }} caseCopy={me.cases[0] as CaseSummary}>
        <Interpreter contactName="Ingrid Solbakken" variant="secondary" />
      </ActingIn>
    </QueryClientProvider>,
  );
  return screen.getByRole('button', { name: new RegExp(t('ask.INTERPRETER_REQUEST')) });
}

const inEnglish = () => putCatalogue('en', { ...en, '@dates': dateWords('en') } as unknown as Catalogue);

test('one tap asks for an interpreter for the language one reads, and says that before', async () => {
  inEnglish();
  const tap = show();
  expect(tap.textContent).toContain('English');
  screen.getByText(t('ask.interpreterAtOnce', { Name: 'Ingrid Solbakken' }));
  await userEvent.dblClick(tap);
  screen.getByText(t('ask.interpreterWrong'));
  expect(vi.mocked(sendRequest).mock.calls.map((call) => call[2])).toMatchObject([
    { kind: 'INTERPRETER_REQUEST', spokenLanguage: 'en' },
  ]);
});

test('whoever reads Norwegian is asked for which language, since nobody needs an interpreter for Norwegian', async () => {
  await userEvent.click(show());
  expect((screen.getByLabelText(t('ask.spoken')) as HTMLSelectElement).value).toBe('');
  expect(sendRequest).not.toHaveBeenCalled();
});

test.each(['nb', 'en'])('somebody under 18 reads what becomes of it before it is sent, in %s', async (language) => {
  if (language === 'en') inEnglish();
  const button = show({ under18: true });
  if (language === 'nb') await userEvent.click(button);
  screen.getByText(t('first.parents'));
  screen.getByText(t('first.partOfCase'));
  expect(sendRequest).not.toHaveBeenCalled();
});

test('on a slow line the tap says that it is being sent, on a cut one that it wasn’t and what to do, and it is sent once', async () => {
  inEnglish();
  const tap = show();
  let lose: (why: Failure) => void = () => {};
  vi.mocked(sendRequest).mockReturnValueOnce(
    new Promise((_, reject) => {
      lose = reject;
    }),
  );
  await userEvent.click(tap);
  expect(tap.textContent).toContain(t('talk.sending'));
  expect(tap.getAttribute('aria-busy')).toBe('true');
  expect(screen.getByRole('status').textContent).toBe(t('talk.sending'));
  lose(new Failure('offline', 0));
  expect((await screen.findByText(t('ask.tapFailedOffline'))).closest('[role=alert]')).not.toBeNull();
  expect(screen.getByRole('status').textContent).toBe('');
  await userEvent.click(tap);
  screen.getByText(t('ask.interpreterWrong'));
  const [first, second] = vi.mocked(sendRequest).mock.calls;
  expect(second?.[1]).toBe(first?.[1]);
});
