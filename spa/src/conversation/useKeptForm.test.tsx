import { act, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft, DraftBase } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { written } from '../parts/written.ts';
import { useKeptForm } from './useKeptForm.ts';

type Form = { id: string; words: string };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that keeps one draft and takes what is handed in, and a line to it that can be cut. */
function server() {
  const state = {
    saved: { text: '', revision: 0 } as Draft,
    lastChange: undefined as string | undefined,
    losesAnswers: false,
    taken: new Map<string, string>(),
  };
  const fits = ({ revision, after }: DraftBase, either: boolean) =>
    (after !== undefined && after === state.lastChange) ||
    ((either || after === undefined) && revision === state.saved.revision);
  const keep = (text: string, change: string | undefined) => {
    state.saved = { text, revision: state.saved.revision + 1 };
    state.lastChange = change;
  };
  /** What one page has of it. */
  const line = (on: { cut: boolean }) => {
    const through = () => (on.cut ? Promise.reject(new Failure('offline', 0)) : Promise.resolve());
    return {
      state,
      on,
      loadDraft: () => through().then(() => state.saved),
      saveDraft: (draft: Draft) =>
        through().then(() => {
          if (draft.text !== state.saved.text) {
            if (!fits(draft, false)) throw new Failure('draft-conflict', 409, { saved: state.saved });
            keep(draft.text, draft.saveId);
          }
          return state.saved;
        }),
      send: ({ id, words }: Form, draft: DraftBase) =>
        through().then(() => {
          if ((state.taken.get(id) ?? words) !== words) throw new Failure('other-body', 409);
          state.taken.set(id, words);
          if (fits(draft, true)) keep('', id);
          if (state.losesAnswers) throw new Failure('offline', 0);
        }),
      /** To the same server, over a line of its own. */
      another: () => line({ cut: false }),
    };
  };
  return line({ cut: false });
}

const ids = (id: string) => ({ id, words: '' });
let next = 0;

/** A page with the form; what is on it is read and done through `now`. */
function open(of: ReturnType<typeof server>, place: string, known: string[] = []) {
  const page = {} as { now: ReturnType<typeof useKeptForm<Form>>; close: () => void; again: () => void; sent: number };
  page.sent = 0;
  function Page(_: { turn?: number }) {
    page.now = useKeptForm<Form>({
      place,
      port: of,
      empty: () => ids(`new-${++next}`),
      toDraft: (form) => (form.words === '' ? '' : JSON.stringify(form)),
      fromDraft: (text) => (text === '' ? null : (JSON.parse(text) as Form)),
      send: of.send,
      onSent: () => {
        page.sent += 1;
      },
      wasSent: (id) => known.includes(id),
    });
    return null;
  }
  const rendered = render(<Page />);
  page.close = rendered.unmount;
  let turn = 0;
  page.again = () => rendered.rerender(<Page turn={++turn} />);
  return page;
}

const rest = (ms = 600) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const write = (page: ReturnType<typeof open>, words: string) => act(() => page.now.change({ words }));
const send = (page: ReturnType<typeof open>) => act(() => page.now.send());

test('what is filled in is saved while it is written, and there again on another page', async () => {
  const there = server();
  const page = open(there, 'a');
  await rest(0);
  write(page, 'Ring etter skolen');
  await rest();
  expect(page.now.draft.status.value).toBe('saved');
  const { id } = page.now.form;
  page.close();
  const other = open(there, 'a');
  await rest(0);
  expect(other.now.form).toEqual({ id, words: 'Ring etter skolen' });
  await send(other);
  expect([other.now.state.is, other.sent, [...there.state.taken.keys()], there.state.saved.text]).toEqual([
    'sent',
    1,
    [id],
    '',
  ]);
});

test('what couldn’t be saved before the page was left is there when one comes back, without a line too', async () => {
  const there = server();
  const page = open(there, 'b');
  await rest(0);
  there.on.cut = true;
  write(page, 'Ikke når han er hjemme');
  page.close();
  await rest();
  expect(written.value).toBe('unsaved');
  const back = open(there, 'b');
  await rest(0);
  expect(back.now.form.words).toBe('Ikke når han er hjemme');
  back.close();
  there.on.cut = false;
  await rest(6000);
  expect(JSON.parse(there.state.saved.text)).toMatchObject({ words: 'Ikke når han er hjemme' });
  expect(written.value).toBe('nothing');
});

test('sent again after a lost answer it is the same one; changed since, it is one of its own and nothing of it is lost', async () => {
  const there = server();
  const page = open(there, 'c');
  await rest(0);
  write(page, 'Tirsdag');
  there.state.losesAnswers = true;
  await send(page);
  expect(page.now.state).toMatchObject({ is: 'failed', code: 'offline' });
  const first = page.now.form.id;
  write(page, 'Onsdag');
  const second = page.now.form.id;
  expect(second).not.toBe(first);
  write(page, 'Tirsdag');
  expect(page.now.form.id).toBe(first);
  write(page, 'Torsdag');
  there.state.losesAnswers = false;
  await send(page);
  expect(page.now.state.is).toBe('sent');
  expect([...there.state.taken.values()]).toEqual(['Tirsdag', 'Torsdag']);
});

test('a lost answer’s draft that ends before it is known to be sent leaves no empty form', async () => {
  const there = server();
  const known: string[] = [];
  const page = open(there, 'e', known);
  await rest(0);
  write(page, 'Det var fint');
  await rest();
  there.state.losesAnswers = true;
  const { id } = page.now.form;
  await send(page);
  expect(page.now.state.is).toBe('failed');
  // The news that the server has removed the draft is the first that comes.
  page.now.draft.heard();
  await rest(3000);
  known.push(id);
  page.again();
  await rest();
  expect([page.now.state.is, page.sent]).toEqual(['sent', 1]);
});

/** A laptop and a phone, one with "A" written and seen on the other. */
async function two(place: string) {
  const laptop = server();
  const phone = laptop.another();
  const known: string[] = [];
  const on = { laptop: open(laptop, `${place}, laptop`, known), phone: open(phone, `${place}, phone`, known) };
  await rest(0);
  write(on.laptop, 'A');
  await rest();
  await act(() => on.phone.now.draft.refresh());
  expect(on.phone.now.form).toEqual(on.laptop.now.form);
  const { id } = on.laptop.now.form;
  const sentFromPhone = async () => {
    await send(on.phone);
    expect([on.phone.now.state.is, laptop.state.taken.get(id)]).toEqual(['sent', 'A']);
  };
  /** The list of what was sent comes to the laptop. */
  const listed = async () => {
    known.push(id);
    on.laptop.again();
    await rest();
  };
  return { ...on, line: laptop.on, state: laptop.state, id, sentFromPhone, listed };
}

test.each([
  ['before the save is repeated', true],
  ['after it', false],
])(
  'what was written on without a line stays where its beginning was sent from another device, and is said to be unsent: the list comes %s',
  async (when, first) => {
    const { laptop, line, state, id, sentFromPhone, listed } = await two(`f ${when}`);
    line.cut = true;
    write(laptop, 'A B');
    await rest();
    expect(laptop.now.draft.status.value).toBe('not-saved');
    await sentFromPhone();
    if (first) await listed();
    line.cut = false;
    await rest(6000);
    if (!first) await listed();
    expect([laptop.now.state.is, laptop.now.form.words, laptop.now.earlierSent]).toEqual(['writing', 'A B', true]);
    expect(laptop.now.form.id).not.toBe(id);
    expect(JSON.parse(state.saved.text)).toEqual(laptop.now.form);
    await send(laptop);
    expect([laptop.now.state.is, laptop.now.earlierSent]).toEqual(['sent', false]);
    expect([...state.taken.values()]).toEqual(['A', 'A B']);
  },
);

test('what was saved over what a stale page sends stays, and is said to be unsent', async () => {
  const { laptop, state, id, sentFromPhone, listed } = await two('g');
  write(laptop, 'A B');
  await rest();
  expect(laptop.now.draft.status.value).toBe('saved');
  await sentFromPhone();
  expect(JSON.parse(state.saved.text)).toMatchObject({ words: 'A B' });
  await listed();
  expect([laptop.now.state.is, laptop.now.form.words, laptop.now.earlierSent]).toEqual(['writing', 'A B', true]);
  expect(laptop.now.form.id).not.toBe(id);
});

test('what was sent from another device just as it stands here is sent here too', async () => {
  const { laptop, state, sentFromPhone, listed } = await two('h');
  await sentFromPhone();
  await listed();
  expect([laptop.now.state.is, laptop.sent, laptop.now.earlierSent, state.saved.text]).toEqual(['sent', 1, false, '']);
});

test('where it was sent and the line goes, nothing is erased before it is known what became of the draft', async () => {
  const { laptop, line, sentFromPhone, listed } = await two('i');
  await sentFromPhone();
  line.cut = true;
  await listed();
  expect([laptop.now.state.is, laptop.now.form.words]).toEqual(['writing', 'A']);
});

test('what was sent without an answer isn’t saved as a draft again', async () => {
  const there = server();
  const known: string[] = [];
  const page = open(there, 'j', known);
  await rest(0);
  write(page, 'Det var fint');
  there.state.losesAnswers = true;
  await send(page);
  await rest(6000);
  expect([page.now.form.words, there.state.saved.text]).toEqual(['Det var fint', '']);
  known.push(page.now.form.id);
  page.again();
  await rest();
  expect([page.now.state.is, page.sent, there.state.saved.text]).toEqual(['sent', 1, '']);
});

test('under an id that something else was accepted with, it is sent as one of its own', async () => {
  const there = server();
  there.state.taken.set('old', 'Mandag');
  there.state.saved = { text: JSON.stringify({ id: 'old', words: 'Fredag' }), revision: 1 };
  const page = open(there, 'e');
  await rest(0);
  await send(page);
  expect(page.now.state.is).toBe('sent');
  expect([...there.state.taken.values()]).toEqual(['Mandag', 'Fredag']);
});
