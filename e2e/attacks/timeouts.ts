// Row 30: the exact ends of a session, with short times.
import { attack, firstOf, pause, type Attack } from './attack.ts';
import { told } from './http.ts';
import { LiveSocket } from './socket.ts';
import type { ExtraPortal, Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** How near to an end is looked: requests take some milliseconds. */
const near = 150;

const short = (stage: Stage): Promise<ExtraPortal> => stage.once('short', () => stage.extra({ name: 'short', env: { SESSION_IDLE: '2s', SESSION_ABSOLUTE: '5s' } }));

async function someone(stage: Stage): Promise<Visitor> {
  const visitor = stage.stranger();
  visitor.via = await short(stage);
  return visitor.mustLogIn('omar');
}

interface Ends {
  idleEndsAt: string;
  endsAt: string;
}

const ends = async (visitor: Visitor): Promise<{ idle: number; absolute: number }> => {
  const { idleEndsAt, endsAt } = JSON.parse((await visitor.get('/api/citizen/session')).text) as Ends;
  return { idle: Date.parse(idleEndsAt), absolute: Date.parse(endsAt) };
};

const until = (at: number): Promise<void> => pause(Math.max(0, at - Date.now()));

/** Looks just before an end and just after it. */
async function edge(visitor: Visitor, at: number): Promise<string> {
  await until(at - near);
  const before = await visitor.isIn();
  const looked = Date.now();
  await until(at + 20);
  const after = await visitor.isIn();
  return firstOf('alive just before, over just after', looked >= at && 'the machine was too slow to look before it', !before && 'over before its time', after && 'alive after its time');
}

const well = 'alive just before, over just after';

/** Does something again and again that is no activity; the session must end as if nothing was done. */
const noActivity = (what: string, act: (visitor: Visitor) => Promise<unknown>): Attack =>
  attack(30, `${what}, until the idle time is over`, well, async (stage) => {
    const visitor = await someone(stage);
    const { idle } = await ends(visitor);
    let over = false;
    const acting = (async () => {
      while (!over && Date.now() < idle - near) {
        await act(visitor);
        await pause(100);
      }
    })();
    const came = await edge(visitor, idle);
    over = true;
    await acting;
    return came;
  });

export const timeouts: Attack[] = [
  attack(30, 'nothing is done until the idle time is over', well, async (stage) => {
    const visitor = await someone(stage);
    return edge(visitor, (await ends(visitor)).idle);
  }),
  noActivity('the page polls when the session ends', (visitor) => visitor.get('/api/citizen/session')),
  noActivity('the page polls for events', (visitor) => visitor.get('/api/citizen/events')),
  noActivity('the page refreshes in the background', (visitor) => visitor.get('/api/citizen/me', { 'x-portal-passive': '1' })),
  noActivity('pages are loaded by links', (visitor) => visitor.get('/')),
  noActivity('the other replicas are asked', async (visitor) => visitor.through(visitor.home).get('/api/citizen/session')),
  attack(30, 'the stay is extended without end', 'alive just before the absolute end, over just after', async (stage) => {
    const visitor = await someone(stage);
    const { absolute } = await ends(visitor);
    while (Date.now() < absolute - 600) {
      await visitor.api('POST', '/api/citizen/session/extend');
      await pause(200);
    }
    const came = await edge(visitor, absolute);
    return came === well ? 'alive just before the absolute end, over just after' : came;
  }),
  attack(30, 'a socket stays open and nobody is there', `${well}; the socket closes with 4401 within 16 s`, async (stage) => {
    const visitor = await someone(stage);
    const { idle } = await ends(visitor);
    const socket = await LiveSocket.mustOpen(visitor);
    const came = await edge(visitor, idle);
    const closed = await socket.ended(Math.max(0, idle + 16_000 - Date.now()));
    socket.drop();
    return `${came}; ${closed === 'closed 4401' ? 'the socket closes with 4401 within 16 s' : `the socket: ${closed}`}`;
  }),
  attack(30, 'somebody types: the page tells so on its socket', 'alive after the first idle time', async (stage) => {
    const visitor = await someone(stage);
    const { idle } = await ends(visitor);
    const socket = await LiveSocket.mustOpen(visitor);
    await until(idle - 500);
    socket.send('{"kind":"activity"}');
    await until(idle + 200);
    const alive = await visitor.isIn();
    socket.drop();
    return alive ? 'alive after the first idle time' : 'over although somebody types';
  }),
  attack(30, 'activity after the end, to bring it back', '401 session-ended, over', async (stage) => {
    const visitor = await someone(stage);
    await until((await ends(visitor)).idle + 30);
    const answer = await visitor.api('POST', '/api/citizen/session/extend');
    return `${told(answer)}, ${(await visitor.isIn()) ? 'alive' : 'over'}`;
  }),
];
