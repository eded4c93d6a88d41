import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen, waitFor } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { context, decisionText } from '../../test/fixtures.ts';
import { api, type CaseSummary, type Citizen, type DocumentText, type EntryDocument } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { keys } from '../api/queries.ts';
import { PairedText } from '../documents/PairedText.tsx';
import { t } from '../i18n/catalogue.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { useMarking } from './Marking.tsx';
import { TranslationState } from './TranslationState.tsx';
import type { Mark, TranslationRequest } from './textRequests.ts';

const place = { caseCopyId: 'c', entryId: 'e', documentId: 'd' };
const may = { documents: true, conversation: true, callMe: true, meeting: true, complaint: true };
const document_: EntryDocument = {
  documentId: 'd',
  title: 'Brev',
  hasPdf: false,
  originalLanguage: 'so',
  texts: [],
};
/** What is asked of the server: of which document, and in which language. */
const ask = vi.fn();

beforeEach(() => {
  ask.mockReset();
  type Asked = { params: { path: typeof place & { language: string } } };
  vi.spyOn(api, 'PUT').mockImplementation((async (_: string, { params }: Asked) => {
    const { language, ...of } = params.path;
    await ask(of, language);
    return { data: {}, response: new Response('{}') };
  }) as never);
  Element.prototype.scrollIntoView = () => {};
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

type Known = { translations?: TranslationRequest[]; marks?: Mark[]; closed?: boolean };

function show(what: preact.ComponentChildren, { translations = [], marks = [], closed = false }: Known = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.context, context);
  client.setQueryData(keys.textRequests('c'), { translations, marks, historyAvailable: true });
  const caseCopy = { caseCopyId: 'c', municipality: 'x', aboutMe: false, role: 'MOTHER', closed, may } as CaseSummary;
  return render(
    <QueryClientProvider client={client}>
      <ActingIn me={{ under18: false } as Citizen} caseCopy={caseCopy}>
        {what}
      </ActingIn>
    </QueryClientProvider>,
  );
}

const reading = { wanted: 'nb', onChoose: () => {} };
const other = () => screen.queryByRole('button', { name: t('texts.askOther') });
const otherIsThere = () => screen.findByRole('button', { name: t('texts.askOther') });
/** What one can do but ask for another language. */
const buttons = () => screen.queryAllByRole('button').filter((one) => one !== other());

const asked = (state: TranslationRequest['state'], more: Partial<TranslationRequest> = {}): TranslationRequest => ({
  ...{ entryId: 'e', documentId: 'd', language: 'nb', state, askedAt: '2026-11-20T10:00:00Z' },
  ...more,
});

test('one tap and a yes ask for a translation, and what went wrong is said', async () => {
  show(<TranslationState {...place} {...reading} isHere={false} document={document_} />);
  ask.mockRejectedValueOnce(new Failure('offline', 0)).mockResolvedValueOnce({});
  await userEvent.click(await screen.findByRole('button', { name: 'Be om oversettelse' }));
  expect(ask).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Ja, send ønsket' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/ikke på nett/));
  await userEvent.click(screen.getByRole('button', { name: 'Ja, send ønsket' }));
  expect(ask.mock.calls).toEqual([
    [place, 'nb'],
    [place, 'nb'],
  ]);
});

test('each state says where it stands, and an interpreter instead comes with a call', async () => {
  show(<TranslationState {...place} {...reading} isHere={false} document={document_} />, {
    translations: [asked('ORDERED', { expectedOn: '2026-12-01' })],
  });
  expect(screen.getByRole('status').textContent).toMatch(/er bestilt.*1\. desember/);
  await otherIsThere();
  expect(buttons()).toEqual([]);
  show(<TranslationState {...place} {...reading} isHere={false} document={{ ...document_, documentId: 'd' }} />, {
    translations: [asked('INTERPRETER')],
  });
  expect(screen.getByRole('link', { name: 'Ring meg' }).getAttribute('href')).toBe('/case/c/call-me');
});

test('a text in one’s language with a region is in one’s language: nothing is asked for', async () => {
  const texts = [
    { language: 'nb-NO', direction: 'ltr', outdated: false, provenance: decisionText.original.provenance },
  ];
  show(<TranslationState {...place} {...reading} isHere document={{ ...document_, texts } as EntryDocument} />, {
    translations: [asked('AVAILABLE')],
  });
  expect(screen.getByRole('status').textContent).toContain('er her');
  await otherIsThere();
  expect(buttons()).toEqual([]);
});

test('nobody is offered a translation of what they read, nor any in a closed case', async () => {
  show(<TranslationState {...place} {...reading} isHere={false} document={{ ...document_, originalLanguage: 'nn' }} />);
  await otherIsThere();
  expect(buttons()).toEqual([]);
  document.body.replaceChildren();
  show(<TranslationState {...place} {...reading} isHere={false} document={document_} />, { closed: true });
  expect(screen.queryAllByRole('button')).toEqual([]);
});

const text: DocumentText = {
  ...decisionText,
  original: { ...decisionText.original, version: 'o1' },
  translation: { ...(decisionText.translation as NonNullable<DocumentText['translation']>), version: 't1' },
};
const first = text.translation?.blocks[1]?.id ?? '';

function Reading() {
  const marking = useMarking(place);
  return (
    <>
      <PairedText text={text} said={marking.said} under={marking.under} more={marking.chip} />
      {marking.rest}
    </>
  );
}

const mark = (more: Partial<Mark>): Mark => ({
  ...{ markId: 'm', entryId: 'e', documentId: 'd', language: text.translation?.language ?? '', blockId: first },
  ...{ version: 't1', text: '', state: 'MARKED', delivery: 'DELIVERED', markedAt: '2026-11-20T10:00:00Z' },
  ...more,
});

test('a paragraph is marked for the one who said it, and not in another version of the text', () => {
  show(<Reading />, { marks: [mark({})] });
  expect(document.querySelectorAll('.mark-said')).toHaveLength(1);
  expect(document.querySelector(`[data-block="${first}"] [data-half="translation"] .mark-said`)).toBeTruthy();
  document.body.replaceChildren();
  show(<Reading />, { marks: [mark({ version: 't0' })] });
  expect(document.querySelectorAll('.mark-said')).toHaveLength(0);
});

test('the button stands under every paragraph when one looks for the mistake, and nowhere in a closed case or without', async () => {
  show(<Reading />);
  expect(document.querySelectorAll('.mark-here')).toHaveLength(0);
  await userEvent.click(screen.getByRole('button', { name: 'Noe er feil i teksten' }));
  expect(document.querySelectorAll('.mark-here').length).toBeGreaterThan(2);
  document.body.replaceChildren();
  show(<Reading />, { closed: true });
  expect(screen.queryByRole('button', { name: 'Noe er feil i teksten' })).toBeNull();
  document.body.replaceChildren();
  // As somebody beside one reads it.
  const wrong = {
    ...text,
    original: { ...text.original, blocks: text.original.blocks.map((b) => ({ ...b, wrong: true })) },
  };
  show(<PairedText text={wrong} />);
  expect(document.querySelectorAll('.mark-here, .mark-said')).toHaveLength(0);
  expect(document.querySelectorAll('.mark-wrong').length).toBe(wrong.original.blocks.length);
});

test('what came and can’t be shown is said, and a new one can be asked for, or an interpreter', async () => {
  show(<TranslationState {...place} {...reading} isHere={false} document={document_} />, {
    translations: [asked('AVAILABLE')],
  });
  await screen.findByText(t('texts.unusable', { Language: 'Norsk bokmål' }));
  screen.getByRole('button', { name: t('ask.INTERPRETER_REQUEST') });
  ask.mockResolvedValueOnce({});
  await userEvent.click(screen.getByRole('button', { name: t('texts.askAnew') }));
  await userEvent.click(screen.getByRole('button', { name: t('texts.askDo') }));
  expect(ask.mock.calls).toEqual([[place, 'nb']]);
});

const made = (language: string, kind: 'MACHINE' | 'PERSON', madeAt = '2026-11-19T10:00:00Z') =>
  ({ language, direction: 'ltr', outdated: false, provenance: { kind, agency: 'X', madeAt } }) as const;
const inNorwegian = (texts: EntryDocument['texts']): EntryDocument => ({ ...document_, originalLanguage: 'nb', texts });

test('one asks for any language that a person hasn’t translated it to, and reads what becomes of each', async () => {
  const document = inNorwegian([made('uk', 'PERSON'), made('ar', 'MACHINE')]);
  show(<TranslationState {...place} {...reading} isHere={false} document={document} />, {
    translations: [asked('ASKED', { language: 'so' }), asked('PARKED', { language: 'ps', documentId: 'another' })],
  });
  expect(screen.getAllByRole('status').map((one) => one.textContent)).toEqual([
    t('texts.state.ASKED', { Language: 'Soomaali' }),
  ]);
  await userEvent.click(await otherIsThere());
  const select = (await screen.findByLabelText(t('texts.whichLanguage'))) as HTMLSelectElement;
  const offered = [...select.options].map((one) => one.value);
  for (const tag of ['ti', 'so', 'ar', 'pl']) expect(offered).toContain(tag);
  for (const tag of ['nb', 'nn', 'uk', 'nsl']) expect(offered).not.toContain(tag);
  const tigrinya = [...select.options].find((one) => one.value === 'ti');
  expect([tigrinya?.textContent, tigrinya?.lang]).toEqual(['ትግርኛ', 'ti']);
  await userEvent.selectOptions(select, 'ti');
  ask.mockRejectedValueOnce(new Failure('offline', 0)).mockResolvedValueOnce({});
  const send = screen.getByRole('button', { name: t('texts.askDo') });
  await userEvent.click(send);
  await screen.findByRole('alert');
  await userEvent.click(send);
  await waitFor(() => expect(screen.queryByLabelText(t('texts.whichLanguage'))).toBeNull());
  expect(ask.mock.calls).toEqual([
    [place, 'ti'],
    [place, 'ti'],
  ]);
});

test('what one asked for in another language than the page’s is one tap away once it is here', async () => {
  const onChoose = vi.fn();
  const document = inNorwegian([made('so', 'PERSON')]);
  show(<TranslationState {...place} wanted="nb" onChoose={onChoose} isHere={false} document={document} />, {
    translations: [asked('AVAILABLE', { language: 'so' })],
  });
  expect(screen.getByRole('status').textContent).toContain(t('texts.state.AVAILABLE'));
  await userEvent.click(screen.getByRole('button', { name: 'Soomaali' }));
  expect(onChoose).toHaveBeenCalledWith('so');
});

test('where a machine has translated it, a person’s can be asked for, is on its way while the machine’s is read, and then here', async () => {
  const show_ = async (kind: 'MACHINE' | 'PERSON', translations: TranslationRequest[], madeAt?: string) => {
    document.body.replaceChildren();
    const texts = [made('so', kind, madeAt)];
    show(<TranslationState {...place} wanted="so" onChoose={() => {}} isHere document={inNorwegian(texts)} />, {
      translations,
    });
    await otherIsThere();
  };
  const so = { language: 'so' };
  const offers = () => screen.queryByRole('button', { name: t('texts.askPerson') });
  const said = () => screen.queryAllByRole('status').map((one) => one.textContent);
  await show_('MACHINE', []);
  screen.getByText(t('texts.byMachine', { Language: 'Soomaali' }));
  ask.mockResolvedValueOnce({});
  await userEvent.click(offers() as HTMLElement);
  await userEvent.click(screen.getByRole('button', { name: t('texts.askDo') }));
  expect(ask.mock.calls).toEqual([[place, 'so']]);
  await show_('MACHINE', [asked('ORDERED', so)]);
  expect(said()).toEqual([t('texts.state.ORDERED', { Language: 'Soomaali' })]);
  expect(offers()).toBeNull();
  // The machine's that was there before is nobody's answer; one that came since is, and one may ask on.
  await show_('MACHINE', [asked('AVAILABLE', so)]);
  expect(said()).toEqual([]);
  await show_('MACHINE', [asked('AVAILABLE', so)], '2026-11-21T10:00:00Z');
  expect(said()).toEqual([t('texts.state.AVAILABLE')]);
  expect(offers()).toBeTruthy();
  await show_('PERSON', [asked('AVAILABLE', so)]);
  expect(said()).toEqual([t('texts.state.AVAILABLE')]);
  expect(offers()).toBeNull();
});
