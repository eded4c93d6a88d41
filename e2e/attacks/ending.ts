// Rows 11 and 31: a session that ends while everything is under way, and the same thing done twice at once.
import { randomUUID } from 'node:crypto';
import { uuidv7 } from '../visitor/uuid.ts';
import { attack, firstOf, pause, type Attack } from './attack.ts';
import { told } from './http.ts';
import { LiveSocket } from './socket.ts';
import type { Stage } from './stage.ts';
import type { Visitor, World } from './visitor.ts';

/** Ends a session while three sockets and two pollers on each replica are alive; tells what still lived a second later. */
async function endedEverywhere(stage: Stage, visitor: Visitor, end: () => Promise<unknown>): Promise<string> {
  const tabs = stage.portals.map((portal) => visitor.through(portal));
  const sockets: LiveSocket[] = [];
  for (const tab of tabs) for (let i = 0; i < 3; i++) sockets.push(await LiveSocket.mustOpen(tab));
  let over = false;
  let lastGood = 0;
  let polls = 0;
  const poll = async (tab: Visitor, path: string): Promise<void> => {
    while (!over) {
      const began = Date.now();
      polls++;
      if ((await tab.get(path)).status === 200) lastGood = Math.max(lastGood, began);
    }
  };
  const polling = tabs.flatMap((tab) => [poll(tab, `/api/${visitor.world}/session`), poll(tab, `/api/${visitor.world}/me`)]);
  await pause(200);
  const before = polls;
  await end();
  const ended = Date.now();
  await pause(1300);
  over = true;
  await Promise.all(polling);
  const open = sockets.filter(({ closed, closeCode }) => !closed && closeCode === undefined).length;
  const late = sockets.filter(({ closedAt }) => closedAt > ended + 1000).length;
  const wrong = sockets.find(({ closeCode }) => closeCode !== 4401);
  for (const socket of sockets) socket.drop();
  return firstOf(
    'all dead within a second, sockets with 4401',
    before < 4 && 'nothing was polled',
    open > 0 && `${open} sockets open`,
    late > 0 && `${late} sockets closed late`,
    wrong && `a socket closed with ${wrong.closeCode}`,
    lastGood > ended + 1000 && `answered ${lastGood - ended} ms after it`,
  );
}

const everywhere = (what: string, who: string, world: World, end: (stage: Stage, visitor: Visitor) => Promise<unknown>): Attack =>
  attack(11, what, 'all dead within a second, sockets with 4401', async (stage) => {
    const visitor = await stage.fresh(who, { world });
    return endedEverywhere(stage, visitor, () => end(stage, visitor));
  });

const logOut = (visitor: Visitor): Promise<unknown> => {
  const path = visitor.world === 'employee' ? '/employee/logout' : '/logout';
  return visitor.through(visitor.via).ask({ method: 'POST', path, headers: visitor.writing });
};

export const endings: Attack[] = [
  everywhere('a citizen logs out on one replica, with sockets and requests alive on both', 'omar', 'citizen', (_stage, visitor) => logOut(visitor)),
  everywhere('an employee logs out on one replica, with sockets and requests alive on both', 'ingrid', 'employee', (_stage, visitor) => logOut(visitor)),
  everywhere('a citizen leaves quickly', 'omar', 'citizen', (_stage, visitor) => visitor.through(visitor.via).ask({ method: 'POST', path: '/leave', headers: visitor.writing })),
  everywhere('the same person ends all other log-ins from another device', 'hodan', 'citizen', async (stage, visitor) => {
    const other = await stage.fresh('hodan');
    const answer = await other.api('POST', `/api/${visitor.world}/logins/end-others`);
    if (answer.status !== 204) throw new Error(`ending others was answered with ${told(answer)}`);
  }),
  attack(11, 'somebody logs out at the provider, who tells the portal by back-channel', 'all dead within a second, sockets with 4401', async (stage) => {
    const visitor = await stage.fresh('omar');
    return endedEverywhere(stage, visitor, () => visitor.logOutAtProvider(stage.demo.addresses.citizensLogin));
  }),
  attack(11, 'requests that extend the session race its end, forty times on both replicas', 'no session comes back', async (stage) => {
    for (let i = 0; i < 40; i++) {
      const visitor = await stage.fresh('omar');
      const tabs = stage.portals.map((portal) => visitor.through(portal));
      await Promise.all([...tabs.map((tab) => tab.api('POST', '/api/citizen/session/extend')), logOut(visitor), ...tabs.map((tab) => tab.api('POST', '/api/citizen/session/extend'))]);
      for (const tab of tabs) if (await tab.isIn()) return `it lives after round ${i + 1}`;
    }
    return 'no session comes back';
  }),
  attack(11, 'a choice of language races the end of the session (a write that could bring the row back)', 'no session comes back', async (stage) => {
    for (let i = 0; i < 20; i++) {
      const visitor = await stage.fresh('omar');
      const other = visitor.through(stage.portals[1]);
      await Promise.all([other.api('PUT', '/api/citizen/language', { language: 'nb' }), logOut(visitor), other.api('PUT', '/api/citizen/language', { language: 'nb' })]);
      if (await other.isIn()) return `it lives after round ${i + 1}`;
    }
    return 'no session comes back';
  }),
];

const conversation = (stage: Stage, copy: string): string => `/api/citizen/cases/${stage.fjordvik.copies[copy]}/conversation`;

async function stored(stage: Stage, copy: string, text: string): Promise<number> {
  const id = stage.fjordvik.copies[copy];
  const all = await stage.demo.fagsystemControl.call<{ body?: { text?: string } }[]>('GET', `/fjordvik/copies/${id}/submissions`);
  return all.filter(({ body }) => body?.text === text).length;
}

export const races: Attack[] = [
  attack(31, 'one message sent twenty times at once, on both replicas', 'one and the same answer, one message', async (stage) => {
    const layla = await stage.citizen('layla');
    const tabs = stage.portals.map((portal) => layla.through(portal));
    const [id, text] = [uuidv7(), `race ${randomUUID()}`];
    const path = `${conversation(stage, 'layla/layla')}/messages/${id}`;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => tabs[i % 2]!.api('PUT', path, { text, language: 'nb' })));
    const good = answers.filter(({ status }) => status === 200 || status === 201);
    const sent = (JSON.parse((await layla.get(conversation(stage, 'layla/layla'))).text) as { messages?: { text?: string }[] }).messages?.filter((m) => m.text === text).length;
    return firstOf('one and the same answer, one message', good.length !== 20 && answers.map(told).join(' '), sent !== 1 && `${sent} messages`);
  }),
  attack(31, 'one id with ten different texts at once, on both replicas', 'one is taken, the others are 409 other-body', async (stage) => {
    const layla = await stage.citizen('layla');
    const tabs = stage.portals.map((portal) => layla.through(portal));
    const path = `${conversation(stage, 'layla/layla')}/messages/${uuidv7()}`;
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => tabs[i % 2]!.api('PUT', path, { text: `text ${i} ${randomUUID()}`, language: 'nb' })));
    const taken = answers.filter(({ status }) => status < 300).length;
    const other = answers.filter((answer) => told(answer) === '409 other-body').length;
    return taken === 1 && other === 9 ? 'one is taken, the others are 409 other-body' : answers.map(told).join(', ');
  }),
  attack(31, 'a message taken back ten times at once, on both replicas', 'taken back once, never registered', async (stage) => {
    const layla = await stage.citizen('layla');
    const tabs = stage.portals.map((portal) => layla.through(portal));
    const [id, text] = [uuidv7(), `undo ${randomUUID()}`];
    const path = `${conversation(stage, 'layla/layla')}/messages/${id}`;
    await layla.api('PUT', path, { text, language: 'nb' });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => tabs[i % 2]!.api('POST', `${path}/undo`)));
    const codes = new Set(answers.map(told));
    const pending = (await layla.get(conversation(stage, 'layla/layla'))).text.includes(id);
    const registered = await stored(stage, 'layla/layla', text);
    const bad = [...codes].find((code) => !['200', '404 not-found', '409 undo-too-late'].includes(code));
    return firstOf('taken back once, never registered', !codes.has('200') && 'nobody could', bad, pending && 'it still stands there', registered > 0 && 'it was registered');
  }),
  attack(31, 'taking back races sending the same again', 'either sent or taken back, never both', async (stage) => {
    const layla = await stage.citizen('layla');
    const other = layla.through(stage.portals[1]);
    for (let i = 0; i < 10; i++) {
      const [id, text] = [uuidv7(), `again ${randomUUID()}`];
      const path = `${conversation(stage, 'layla/layla')}/messages/${id}`;
      await layla.api('PUT', path, { text, language: 'nb' });
      const [undone, again] = await Promise.all([layla.api('POST', `${path}/undo`), other.api('PUT', path, { text, language: 'nb' })]);
      const stands = (await layla.get(conversation(stage, 'layla/layla'))).text.includes(id);
      if (undone.status === 200 && stands) return `taken back (${told(again)}) and yet it stands there`;
      if (undone.status !== 200 && !stands) return `not taken back (${told(undone)}) and yet gone`;
    }
    return 'either sent or taken back, never both';
  }),
  attack(31, 'two devices save the same draft at once, ten times', 'one wins, the other is told', async (stage) => {
    const layla = await stage.citizen('layla');
    const tabs = stage.portals.map((portal) => layla.through(portal));
    const path = `${conversation(stage, 'layla/layla')}/draft`;
    for (let i = 0; i < 10; i++) {
      const { revision } = JSON.parse((await layla.get(path)).text) as { revision: number };
      const answers = await Promise.all(tabs.map((tab, n) => tab.api('PUT', path, { text: `device ${n} ${i}`, revision })));
      const codes = answers.map(({ status }) => status).sort().join(' ');
      if (codes !== '200 409') return codes;
    }
    return 'one wins, the other is told';
  }),
  attack(31, 'twenty requests extend one session at once, on both replicas', 'all answer, one session row', async (stage) => {
    const layla = await stage.fresh('layla');
    const tabs = stage.portals.map((portal) => layla.through(portal));
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => tabs[i % 2]!.api('POST', '/api/citizen/session/extend')));
    const rows = await stage.count('FROM session WHERE id = sha256($1)', layla.session);
    return firstOf('all answer, one session row', answers.some(({ status }) => status !== 200) && answers.map(told).join(' '), rows !== 1 && `${rows} rows`);
  }),
  attack(31, 'the same person logs out ten times at once', 'all answer, the session is over', async (stage) => {
    const layla = await stage.fresh('layla');
    const tabs = stage.portals.map((portal) => layla.through(portal));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => tabs[i % 2]!.through(tabs[i % 2]!.via).ask({ method: 'POST', path: '/logout', headers: layla.writing })));
    return firstOf('all answer, the session is over', answers.some(({ status }) => status >= 400) && answers.map(told).join(' '), (await layla.isIn()) && 'it lives');
  }),
];
