import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Draft, DraftBase } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { hurry } from '../parts/written.ts';
import { DraftKeeper } from './draft.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that keeps one draft and refuses what was based on an older one. */
function server(saved: Draft = { text: '', revision: 0 }) {
  const state = { saved, lastChange: undefined as string | undefined, down: false, puts: [] as string[] };
  return {
    state,
    /** A message was made from a draft: that one ends with it. */
    accept: (messageId: string, { revision, after }: DraftBase) => {
      if (revision !== state.saved.revision && after !== state.lastChange) return;
      state.saved = { text: '', revision: state.saved.revision + 1 };
      state.lastChange = messageId;
    },
    /** What a message that is taken back makes of the draft. */
    takeBack: (draft: Omit<Draft, 'revision'>) => {
      state.saved = { ...draft, revision: state.saved.revision + 1 };
      state.lastChange = undefined;
    },
    loadDraft: async () => state.saved,
    saveDraft: async (draft: Draft) => {
      state.puts.push(draft.text);
      if (state.down) throw new Failure('offline', 0);
      const { after, saveId, ...content } = draft;
      const fits = after === undefined ? draft.revision === state.saved.revision : after === state.lastChange;
      if (!fits) throw new Failure('draft-conflict', 409, { saved: state.saved });
      state.saved = { ...content, revision: state.saved.revision + 1 };
      state.lastChange = saveId;
      return state.saved;
    },
  };
}

/** A page on which a draft was looked up, and the server it came from. */
async function opened(saved?: Draft) {
  const port = server(saved);
  const keeper = new DraftKeeper(port);
  await keeper.load();
  return { port, keeper };
}

test('what one had begun is there again', async () => {
  const keeper = new DraftKeeper(server({ text: 'Hei', revision: 4 }));
  await keeper.load();
  expect(keeper.text.value).toBe('Hei');
  expect(keeper.status.value).toBe('saved');
});

test('is saved every half second while one writes on without a rest', async () => {
  const { port, keeper } = await opened();
  let text = '';
  for (let i = 0; i < 30; i += 1) {
    text += 'a';
    keeper.edit(text);
    await vi.advanceTimersByTimeAsync(100);
    expect(text.length - port.state.saved.text.length).toBeLessThanOrEqual(5);
  }
  expect(port.state.puts.length).toBeLessThan(8);
});

test('on a slow line the words that came during a save wait no longer for that', async () => {
  const port = server();
  const slow = {
    ...port,
    saveDraft: (draft: Draft) => new Promise<Draft>((done) => setTimeout(done, 400)).then(() => port.saveDraft(draft)),
  };
  const keeper = new DraftKeeper(slow);
  await keeper.load();
  let text = '';
  for (let i = 0; i < 40; i += 1) {
    text += 'a';
    keeper.edit(text);
    await vi.advanceTimersByTimeAsync(100);
    expect(text.length - port.state.saved.text.length).toBeLessThanOrEqual(10);
  }
});

test('is saved half a second after the last key, once', async () => {
  const { port, keeper } = await opened();
  for (const text of ['H', 'He', 'Hei']) keeper.edit(text);
  expect(keeper.status.value).toBe('unsaved');
  await vi.advanceTimersByTimeAsync(499);
  expect(port.state.puts).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(port.state.puts).toEqual(['Hei']);
  expect(keeper.status.value).toBe('saved');
});

test('says so when it couldn’t be saved, and tries again', async () => {
  const { port, keeper } = await opened();
  port.state.down = true;
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(500);
  expect(keeper.status.value).toBe('not-saved');
  expect(keeper.text.value).toBe('Hei');
  port.state.down = false;
  await vi.advanceTimersByTimeAsync(5000);
  expect(keeper.status.value).toBe('saved');
  expect(port.state.saved.text).toBe('Hei');
});

test('never replaces the text behind the writer’s back: the writer chooses', async () => {
  const { port, keeper } = await opened({ text: 'Fra telefonen', revision: 1 });
  port.state.saved = { text: 'Skrevet på nettbrettet', revision: 2 };
  keeper.edit('Fra telefonen, mer');
  await vi.advanceTimersByTimeAsync(500);
  expect(keeper.status.value).toBe('conflict');
  expect(keeper.other.value).toBe('Skrevet på nettbrettet');
  expect(keeper.text.value).toBe('Fra telefonen, mer');
  keeper.keepMine();
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved.text).toBe('Fra telefonen, mer');
  expect(keeper.status.value).toBe('saved');
});

test('sending removes it on the server, and here it begins anew', async () => {
  const { port, keeper } = await opened({ text: 'Hei', revision: 1 });
  port.state.saved = { text: '', revision: 0 };
  keeper.sent('Hei');
  await vi.advanceTimersByTimeAsync(1000);
  expect(port.state.puts).toEqual([]);
  expect(keeper.text.value).toBe('');
  expect(keeper.status.value).toBe('idle');
  keeper.edit('Neste');
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved.text).toBe('Neste');
});

test('a message taken back stands before what was written since', async () => {
  const { port, keeper } = await opened();
  keeper.edit('og en ting til');
  port.state.saved = { text: 'Hei', revision: 7 };
  keeper.restore({ text: 'Hei', revision: 7 });
  expect(keeper.text.value).toBe('Hei\n\nog en ting til');
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved.text).toBe('Hei\n\nog en ting til');
});

test('what the server had saved of that stands behind it once', async () => {
  const { port, keeper } = await opened();
  keeper.edit('og en');
  await vi.advanceTimersByTimeAsync(500);
  keeper.edit('og en ting');
  port.state.saved = { text: 'Hei\n\nog en', revision: 7 };
  keeper.restore(port.state.saved);
  expect(keeper.text.value).toBe('Hei\n\nog en ting');
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved.text).toBe('Hei\n\nog en ting');
  keeper.restore(port.state.saved);
  expect(keeper.text.value).toBe('Hei\n\nog en ting');
});

test('files alone that are taken back double no words: what is written since stays as it is', async () => {
  const { port, keeper } = await opened();
  keeper.edit('og en');
  await vi.advanceTimersByTimeAsync(500);
  keeper.edit('og en ting');
  keeper.restore(port.state.saved, false);
  expect(keeper.text.value).toBe('og en ting');
  await vi.advanceTimersByTimeAsync(500);
  expect([port.state.saved.text, keeper.status.value]).toEqual(['og en ting', 'saved']);
});

test.each(['before', 'after'])(
  'a message taken back while the next is sent stands there alone (the server hears of it %s)',
  async (order) => {
    const { port, keeper } = await opened();
    keeper.edit('Og pappa');
    keeper.fear({ of: { from: 3, to: 8 } });
    await vi.advanceTimersByTimeAsync(500);
    const base = keeper.sending('next');
    keeper.hold();
    const mamma = part(0, 5);
    if (order === 'before') port.takeBack({ text: 'Mamma\n\nOg pappa', afraidParts: [...mamma, ...part(10, 5)] });
    port.accept('next', base);
    if (order === 'after') port.takeBack({ text: 'Mamma', afraidParts: mamma });
    keeper.restore(port.state.saved);
    // What was sent goes out of the draft that the message left.
    if (order === 'before') port.takeBack({ text: 'Mamma', afraidParts: mamma });
    expect(keeper.text.value).toBe('Mamma\n\nOg pappa');
    keeper.edit('Mamma\n\nOg pappa, ikke nå');
    keeper.sent('Og pappa');
    keeper.release();
    expect(keeper.text.value).toBe('Mamma\n\n, ikke nå');
    expect(keeper.told()).toEqual({ afraidParts: mamma });
    await vi.advanceTimersByTimeAsync(500);
    expect([keeper.other.value, keeper.status.value]).toEqual([null, 'saved']);
    expect(port.state.saved).toMatchObject({ text: 'Mamma\n\n, ikke nå', afraidParts: mamma });
  },
);

test('no save brings back what is being sent, and what is written meanwhile is the next draft', async () => {
  const { port, keeper } = await opened();
  keeper.edit('Hei');
  keeper.hold();
  keeper.edit('Hei\nNeste');
  await vi.advanceTimersByTimeAsync(3000);
  expect(port.state.puts).toEqual([]);
  keeper.sent('Hei');
  keeper.release();
  expect(keeper.text.value).toBe('Neste');
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved.text).toBe('Neste');
});

test('a page that is hidden sends its last words off at once, and goes on from them if it lives', async () => {
  const { port, keeper } = await opened({ text: 'Hei', revision: 1 });
  keeper.edit('Hei du');
  keeper.lastWords();
  expect(port.state.puts).toEqual(['Hei du']);
  keeper.edit('Hei du der');
  await vi.advanceTimersByTimeAsync(1000);
  expect(port.state.saved.text).toBe('Hei du der');
  expect(keeper.status.value).toBe('saved');
});

test('who comes back to the page sees what was written elsewhere, unless words here aren’t saved', async () => {
  const { port, keeper } = await opened({ text: 'Hei', revision: 1 });
  port.state.saved = { text: 'Hei fra telefonen', revision: 2 };
  await keeper.refresh();
  expect(keeper.text.value).toBe('Hei fra telefonen');
  keeper.edit('Hei herfra');
  await keeper.refresh();
  expect(keeper.text.value).toBe('Hei herfra');
});

test('what was written while a save was under way is saved before one leaves', async () => {
  const port = server();
  const slow = {
    ...port,
    saveDraft: (draft: Draft) => new Promise<Draft>((done) => setTimeout(done, 900)).then(() => port.saveDraft(draft)),
  };
  const keeper = new DraftKeeper(slow);
  await keeper.load();
  keeper.edit('Det første');
  await vi.advanceTimersByTimeAsync(600);
  keeper.edit('Det første og det siste');
  const left = keeper.flush();
  await vi.advanceTimersByTimeAsync(2000);
  await left;
  expect(port.state.saved.text).toBe('Det første og det siste');
  expect(keeper.written.state.value).toBe('saved');
});

test('in the last seconds of a session each word is saved at once', async () => {
  const { port, keeper } = await opened();
  hurry.value = true;
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(1);
  hurry.value = false;
  expect(port.state.saved.text).toBe('Hei');
});

const part = (start: number, length: number) => [{ start, length }];

test('marks and language are kept with the words, saved and there again', async () => {
  const { port, keeper } = await opened({
    text: 'Mamma vet det.',
    revision: 1,
    language: 'pl',
    afraidParts: part(0, 5),
  });
  expect(keeper.told()).toEqual({ language: 'pl', afraidParts: part(0, 5) });
  keeper.edit('Nei. Mamma vet det.');
  keeper.fear({ of: { from: 11, to: 14 } });
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved).toMatchObject({ language: 'pl', afraidParts: [...part(5, 5), ...part(11, 3)] });
  keeper.fear({ all: true });
  keeper.writeIn('nb');
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved).toMatchObject({ text: 'Nei. Mamma vet det.', language: 'nb', afraidOfBeingKnown: true });
  keeper.sent('Nei. Mamma vet det.');
  expect(keeper.told()).toEqual({ language: 'nb' });
});

test('the same words marked on two devices have both marks, and nobody is asked', async () => {
  const { port, keeper } = await opened({ text: 'Mamma vet det.', revision: 1 });
  port.state.saved = { text: 'Mamma vet det.', revision: 2, afraidParts: part(0, 5) };
  keeper.fear({ of: { from: 10, to: 13 } });
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved).toMatchObject({ afraidParts: [...part(0, 5), ...part(10, 3)] });
  expect(keeper.status.value).toBe('saved');
});

test('whoever takes the other device’s text takes its marks', async () => {
  const { port, keeper } = await opened();
  port.state.saved = { text: 'Pappa vet det', revision: 2, afraidParts: part(0, 5) };
  keeper.edit('Noe annet');
  await vi.advanceTimersByTimeAsync(500);
  keeper.takeOther();
  expect(keeper.told()).toEqual({ afraidParts: part(0, 5) });
});

test('a message taken back keeps its marks, and so does what was written since', async () => {
  const { keeper } = await opened();
  keeper.edit(' og pappa ');
  keeper.fear({ of: { from: 4, to: 9 } });
  keeper.restore({ text: '😀 mamma', revision: 7, afraidParts: part(2, 5) });
  expect(keeper.text.value).toBe('😀 mamma\n\nog pappa');
  expect(keeper.told()).toEqual({ afraidParts: [...part(2, 5), ...part(12, 5)] });
});

test('a photo alone can be marked: that is saved, there again, and gone once it is sent', async () => {
  const { port, keeper } = await opened();
  keeper.fear({ all: true });
  await vi.advanceTimersByTimeAsync(500);
  expect([port.state.saved.afraidOfBeingKnown, keeper.status.value]).toEqual([true, 'saved']);
  const later = new DraftKeeper(port);
  await later.load();
  expect([later.told(), later.status.value]).toEqual([{ afraidOfBeingKnown: true }, 'saved']);
  later.hold();
  port.accept('m', later.sending('m'));
  later.sent('');
  later.release();
  await vi.advanceTimersByTimeAsync(500);
  expect([later.told(), later.status.value, port.state.puts]).toEqual([{}, 'idle', ['']]);
});

test('a photo that is taken back brings its mark, whatever is written since', async () => {
  const { port, keeper } = await opened();
  keeper.edit('og en');
  await vi.advanceTimersByTimeAsync(500);
  keeper.edit('og en ting');
  port.takeBack({ text: 'og en', afraidOfBeingKnown: true });
  keeper.restore(port.state.saved, false);
  expect([keeper.text.value, keeper.told()]).toEqual(['og en ting', { afraidOfBeingKnown: true }]);
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved).toMatchObject({ text: 'og en ting', afraidOfBeingKnown: true });
  expect([keeper.other.value, keeper.status.value]).toEqual([null, 'saved']);
});

test('a mark that another device set on its photo stays when words are written here', async () => {
  const { port, keeper } = await opened();
  port.state.saved = { text: '', revision: 1, afraidOfBeingKnown: true };
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(500);
  expect(port.state.saved).toMatchObject({ text: 'Hei', afraidOfBeingKnown: true });
  expect([keeper.other.value, keeper.status.value]).toEqual([null, 'saved']);
});

test('a mark that is taken off again isn’t brought back by the save that set it', async () => {
  const { port, keeper } = await opened();
  const { saveDraft } = port;
  port.saveDraft = async (draft: Draft) => {
    await saveDraft(draft);
    port.saveDraft = saveDraft;
    throw new Failure('offline', 0);
  };
  keeper.fear({ all: true });
  await vi.advanceTimersByTimeAsync(500);
  keeper.fear({ all: false });
  await vi.advanceTimersByTimeAsync(10_000);
  expect([port.state.saved.afraidOfBeingKnown, keeper.told()]).toEqual([undefined, {}]);
});

test('a save whose answer was lost isn’t another device', async () => {
  const { port, keeper } = await opened();
  port.state.down = true;
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(500);
  port.state.down = false;
  port.state.saved = { text: 'Hei', revision: 1 };
  keeper.edit('Hei du');
  await vi.advanceTimersByTimeAsync(5000);
  expect(keeper.status.value).toBe('saved');
  expect(port.state.saved.text).toBe('Hei du');
});

test('what is saved in another tab is taken over where nobody has written since, and its end too', async () => {
  const { port, keeper } = await opened();
  port.state.saved = { text: 'Begynt på pc-en', revision: 3 };
  keeper.heard();
  await vi.advanceTimersByTimeAsync(0);
  expect(keeper.text.value).toBe('Begynt på pc-en');
  expect(keeper.status.value).toBe('saved');
  // Sent there: here it is gone too.
  port.state.saved = { text: '', revision: 0 };
  keeper.heard();
  await vi.advanceTimersByTimeAsync(0);
  expect(keeper.text.value).toBe('');
  expect(keeper.status.value).toBe('idle');
});

test('whoever writes isn’t interrupted by news of a draft: once they rest it is looked at, once', async () => {
  const port = server();
  const loads = vi.spyOn(port, 'loadDraft');
  const keeper = new DraftKeeper(port);
  await keeper.load();
  for (let i = 1; i <= 20; i += 1) {
    keeper.edit('a'.repeat(i));
    await vi.advanceTimersByTimeAsync(300);
    keeper.heard();
  }
  expect(loads).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(loads).toHaveBeenCalledTimes(2);
  expect(keeper.text.value).toBe('a'.repeat(20));
  expect(keeper.status.value).toBe('saved');
  expect(keeper.other.value).toBeNull();
});

test('an answer that was on its way while this page saved doesn’t count', async () => {
  const { port, keeper } = await opened({ text: 'Hei', revision: 1 });
  const older = port.state.saved;
  vi.spyOn(port, 'loadDraft').mockImplementationOnce(
    () => new Promise<Draft>((done) => setTimeout(() => done(older), 1500)),
  );
  keeper.heard();
  await vi.advanceTimersByTimeAsync(1);
  keeper.edit('Hei du');
  await vi.advanceTimersByTimeAsync(600);
  expect(port.state.saved).toEqual({ text: 'Hei du', revision: 2 });
  await vi.advanceTimersByTimeAsync(1500);
  keeper.edit('Hei du der');
  await vi.advanceTimersByTimeAsync(600);
  expect(port.state.saved).toEqual({ text: 'Hei du der', revision: 3 });
  expect(keeper.text.value).toBe('Hei du der');
  expect(keeper.other.value).toBeNull();
});

test('who begins to write before the draft from another device is here chooses between the two', async () => {
  const port = server({ text: 'Fra telefonen', revision: 4 });
  let answer: (draft: Draft) => void = () => undefined;
  const keeper = new DraftKeeper({ ...port, loadDraft: () => new Promise<Draft>((done) => (answer = done)) });
  const loading = keeper.load();
  keeper.edit('Fra PC-en');
  answer(port.state.saved);
  await loading;
  await vi.advanceTimersByTimeAsync(1000);
  expect(port.state.saved.text).toBe('Fra telefonen');
  expect(keeper.status.value).toBe('conflict');
  expect(keeper.other.value).toBe('Fra telefonen');
  expect(keeper.text.value).toBe('Fra PC-en');
});

test('who writes on without a line reads all the time that it isn’t saved, until it is', async () => {
  const { port, keeper } = await opened();
  port.state.down = true;
  keeper.edit('H');
  await vi.advanceTimersByTimeAsync(600);
  for (const text of ['He', 'Hei', 'Hei ', 'Hei d']) {
    keeper.edit(text);
    expect(keeper.status.value).toBe('not-saved');
    await vi.advanceTimersByTimeAsync(300);
    expect(keeper.status.value).toBe('not-saved');
  }
  port.state.down = false;
  keeper.edit('Hei du');
  await vi.advanceTimersByTimeAsync(600);
  expect([keeper.status.value, port.state.saved.text]).toEqual(['saved', 'Hei du']);
});

test('where one may no longer write, it isn’t asked again and again; the words stay, and the next key asks once more', async () => {
  const port = server();
  let closed = false;
  const keeper = new DraftKeeper({
    ...port,
    saveDraft: async (draft: Draft) => {
      if (!closed) return port.saveDraft(draft);
      port.state.puts.push(draft.text);
      throw new Failure('not-found', 404);
    },
  });
  await keeper.load();
  closed = true;
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(port.state.puts).toEqual(['Hei']);
  expect(keeper.text.value).toBe('Hei');
  expect(keeper.status.value).toBe('not-saved');
  closed = false;
  keeper.edit('Hei du');
  await vi.advanceTimersByTimeAsync(1000);
  expect(port.state.saved.text).toBe('Hei du');
});

test('who writes on beside what came from another device has chosen: it is saved, and the other text can still be had', async () => {
  const { port, keeper } = await opened({ text: '', revision: 4 });
  port.state.saved = { text: 'Fra PC-en', revision: 5 };
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(600);
  expect(keeper.status.value).toBe('conflict');
  keeper.edit('Hei, dette er langt');
  await vi.advanceTimersByTimeAsync(600);
  keeper.edit('Hei, dette er langt, og det siste');
  keeper.lastWords();
  const elsewhere = new DraftKeeper(port);
  await elsewhere.load();
  expect(elsewhere.text.value).toBe('Hei, dette er langt, og det siste');
  expect(keeper.other.value).toBe('Fra PC-en');
  await vi.advanceTimersByTimeAsync(600);
  keeper.takeOther();
  await vi.advanceTimersByTimeAsync(600);
  expect([keeper.status.value, port.state.saved.text, keeper.other.value]).toEqual(['saved', 'Fra PC-en', null]);
});

test('who sends theirs while the other text still stands there has that in the field then, saved', async () => {
  const { port, keeper } = await opened({ text: '', revision: 4 });
  port.state.saved = { text: 'Fra PC-en', revision: 5 };
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(600);
  keeper.edit('Hei!');
  await vi.advanceTimersByTimeAsync(600);
  // One's own is saved; what the other device wrote is here alone, and a page that is left says so.
  expect([keeper.status.value, keeper.written.state.value]).toEqual(['saved', 'unsaved']);
  keeper.hold();
  port.state.saved = { text: '', revision: port.state.saved.revision + 1 };
  keeper.sent('Hei!');
  keeper.release();
  expect([keeper.text.value, keeper.other.value]).toEqual(['Fra PC-en', null]);
  await vi.advanceTimersByTimeAsync(600);
  expect([keeper.written.state.value, port.state.saved.text]).toEqual(['saved', 'Fra PC-en']);
});

/** A line on which what is said takes its time to arrive, and the answers as long to come back. */
function slowly(port: ReturnType<typeof server>, oneWay: number) {
  const late = () => new Promise((done) => setTimeout(done, oneWay));
  return {
    ...port,
    saveDraft: async (draft: Draft) => {
      await late();
      const saved = await port.saveDraft(draft).catch(async (error: unknown) => {
        await late();
        throw error;
      });
      await late();
      return saved;
    },
  };
}

test.each([600, 1900, 2100])(
  'last words %d ms after the first key are kept whether the save under way has arrived or not',
  async (after) => {
    const port = server();
    const keeper = new DraftKeeper(slowly(port, 1500));
    await keeper.load();
    keeper.edit('Det første');
    await vi.advanceTimersByTimeAsync(after);
    keeper.edit('Det første og det siste');
    keeper.lastWords();
    // The page is gone: only what is under way still arrives.
    keeper.hold();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(port.state.saved.text).toBe('Det første og det siste');
  },
);

test.each([true, false])(
  'a page that goes while it sends leaves what stands behind it, or all of it (arrived: %s)',
  async (arrived) => {
    const { port, keeper } = await opened({ text: 'Hei', revision: 3 });
    keeper.hold();
    const madeFrom = keeper.sending('message');
    if (arrived) port.accept('message', madeFrom);
    keeper.edit('Hei\nOg en ting til');
    keeper.lastWords();
    await vi.advanceTimersByTimeAsync(1000);
    expect(port.state.saved.text).toBe(arrived ? 'Og en ting til' : 'Hei\nOg en ting til');
    // Should it live after all, it goes on from there.
    if (arrived) keeper.sent('Hei');
    keeper.release();
    keeper.edit(`${keeper.text.value}!`);
    await vi.advanceTimersByTimeAsync(1000);
    expect([keeper.status.value, port.state.saved.text]).toEqual(['saved', keeper.text.value]);
  },
);

test.each([0, 1000, 2000, 4000])(
  'what is sent on a slow line and arrives %d ms after the page has gone takes nothing along that was written since',
  async (late) => {
    const port = server();
    const keeper = new DraftKeeper(slowly(port, 1500));
    await keeper.load();
    keeper.edit('He');
    await vi.advanceTimersByTimeAsync(600);
    // The save of the first word is under way.
    keeper.edit('Hei');
    keeper.hold();
    const madeFrom = keeper.sending('message');
    keeper.edit('Hei\nOg en ting til');
    keeper.lastWords();
    await vi.advanceTimersByTimeAsync(late);
    port.accept('message', madeFrom);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(port.state.saved.text).toBe(late < 1500 ? 'Og en ting til' : 'Hei\nOg en ting til');
  },
);

test.each([true, false])(
  'a text whose save is under way when it is sent is no draft afterwards (saved first: %s)',
  async (savedFirst) => {
    const port = server();
    const keeper = new DraftKeeper(slowly(port, 1500));
    await keeper.load();
    keeper.edit('He');
    await vi.advanceTimersByTimeAsync(600);
    keeper.edit('Hei');
    keeper.hold();
    const madeFrom = keeper.sending('message');
    await vi.advanceTimersByTimeAsync(savedFirst ? 2000 : 100);
    port.accept('message', madeFrom);
    keeper.sent('Hei');
    keeper.release();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([port.state.saved.text, keeper.status.value, keeper.text.value]).toEqual(['', 'idle', '']);
  },
);

test('last words on a slow line never take the place of what another device has saved meanwhile', async () => {
  const port = server({ text: 'Hei', revision: 3 });
  const keeper = new DraftKeeper(slowly(port, 1500));
  await keeper.load();
  keeper.edit('Hei herfra');
  await vi.advanceTimersByTimeAsync(600);
  port.state.saved = { text: 'Hei fra PC-en', revision: 4 };
  keeper.edit('Hei herfra og derfra');
  keeper.lastWords();
  keeper.hold();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(port.state.saved.text).toBe('Hei fra PC-en');
});

test('what another device saved before a message arrived stands beside the next words, to be chosen', async () => {
  const { port, keeper } = await opened({ text: 'Hei', revision: 3 });
  keeper.hold();
  const madeFrom = keeper.sending('message');
  port.state.saved = { text: 'Fra PC-en', revision: 4 };
  port.accept('message', madeFrom);
  keeper.sent('Hei');
  keeper.release();
  keeper.edit('Neste');
  await vi.advanceTimersByTimeAsync(1000);
  expect([port.state.saved.text, keeper.text.value, keeper.other.value]).toEqual(['Fra PC-en', 'Neste', 'Fra PC-en']);
});

test('what couldn’t be sent for a reason is saved as before', async () => {
  const { port, keeper } = await opened();
  keeper.edit('Hei');
  keeper.hold();
  await vi.advanceTimersByTimeAsync(1000);
  keeper.release(true);
  await vi.advanceTimersByTimeAsync(1000);
  expect(port.state.saved.text).toBe('Hei');
});

test('a sent text whose answer got lost isn’t a draft again when the phone is put away', async () => {
  const port = server();
  const keeper = new DraftKeeper(slowly(port, 1500));
  await keeper.load();
  keeper.edit('Hei');
  keeper.hold();
  // It has arrived, and with it the draft has ended.
  port.state.saved = { text: '', revision: 1 };
  keeper.release(true);
  keeper.status.value = 'unsaved';
  void keeper.flush();
  await vi.advanceTimersByTimeAsync(100);
  keeper.lastWords();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(port.state.saved.text).toBe('');
});

test.each([
  ['Hei  ', 'Hei\n og mer', 'og mer'],
  ['Hei', '  Hei og mer', 'og mer'],
  [' Hei ', 'Hei', ''],
  ['e\u0301', 'é', ''],
])('what was written behind %j in %j', async (sent, now, since) => {
  const keeper = new DraftKeeper(server());
  keeper.edit(sent);
  keeper.hold();
  keeper.edit(now);
  keeper.sent(sent);
  keeper.release();
  expect(keeper.text.value).toBe(since);
});

test('a space that came during a save isn’t taken from whoever writes on', async () => {
  const port = server();
  const keeper = new DraftKeeper({
    ...port,
    saveDraft: async (draft) => {
      const saved = await port.saveDraft(draft);
      keeper.edit('Hei ');
      return saved;
    },
  });
  await keeper.load();
  keeper.edit('Hei');
  await vi.advanceTimersByTimeAsync(500);
  keeper.heard();
  await vi.advanceTimersByTimeAsync(5000);
  expect(keeper.text.value).toBe('Hei ');
});
