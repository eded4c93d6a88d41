// Row 27: everything around the portal fails. It must let nobody in, tell nobody why, and go on when it is over.
import { randomUUID } from 'node:crypto';
import { attack, firstOf, within, type Attack } from './attack.ts';
import { send, told, type Answer } from './http.ts';
import { synthetic } from './numbers.ts';
import type { Stage } from './stage.ts';

const anyone = { person: 'rania', level: 'idporten-loa-high' };

/** What an answer gives away of what went wrong behind it. */
const gossip = (answer: Answer): string | false => /exception|stack|goroutine|\.go:|\.java|pgx|sql|127\.0\.0\.1|dial|refused|timeout/i.test(answer.text) && `it tells: ${answer.text.slice(0, 80)}`;

const provider = (what: string, outage: 'error' | 'garbage' | 'silent'): Attack =>
  attack(27, what, '303 to /sorry/unavailable within 12 s, no session; others are served', async (stage) => {
    const { forger, portal } = await stage.forged();
    const visitor = stage.stranger();
    visitor.via = portal;
    forger.outage = outage;
    try {
      const asked = visitor.get('/login');
      const other = await send(portal.port, { path: '/api/public/context', headers: { host: stage.portal.host } });
      const answer = await asked;
      return firstOf(`${told(answer)} within 12 s, no session; others are served`, answer.ms > 12_000 && `after ${answer.ms.toFixed(0)} ms`, visitor.session && 'a session', other.status !== 200 && told(other), gossip(answer));
    } finally {
      forger.outage = 'none';
      forger.letGo();
    }
  });

/** The provider fails between the log-in and the token. */
const midway = (what: string, outage: 'error' | 'garbage' | 'silent'): Attack =>
  attack(27, what, 'a page that says sorry, no session', async (stage) => {
    const { forger, portal } = await stage.forged();
    const visitor = stage.stranger();
    visitor.via = portal;
    await within(5000, async () => (await visitor.get('/login')).headers.location?.startsWith(forger.issuer) === true);
    const callback = await visitor.untilCallback(anyone);
    forger.outage = outage;
    try {
      const answer = await visitor.open(callback);
      return firstOf('a page that says sorry, no session', !/^303 to \/sorry\/(unavailable|login-failed)$/.test(told(answer)) && told(answer), visitor.session && 'a session', gossip(answer));
    } finally {
      forger.outage = 'none';
      forger.letGo();
    }
  });

/** Does something while the fagsystem fails. */
const fagsystem = (what: string, expected: string, fault: Record<string, unknown>, during: (stage: Stage) => Promise<string>): Attack =>
  attack(27, what, expected, async (stage) => {
    const control = stage.demo.fagsystemControl;
    await Promise.all(['rania', 'omar'].map((id) => stage.citizen(id)));
    await control.call('POST', '/fault', fault);
    try {
      return await during(stage);
    } finally {
      await control.call('POST', '/fault', { mode: 'none' });
      const rania = await stage.citizen('rania');
      await within(10_000, async () => (await rania.get(`/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}`)).status === 200);
    }
  });

const casePath = (stage: Stage): string => `/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}`;

/** Asks until what was kept from before the fault is too old to be told. */
async function askUntilKeptIsGone(stage: Stage, path: (stage: Stage) => string): Promise<Answer> {
  const rania = await stage.citizen('rania');
  let answer = await rania.get(path(stage));
  await within(8000, async () => (answer = await rania.get(path(stage))).status !== 200);
  return answer;
}

export const failures: Attack[] = [
  provider('the provider answers everything with 500 and a stack', 'error'),
  provider('the provider answers half a document', 'garbage'),
  provider('the provider takes the connection and says nothing', 'silent'),
  midway('the provider answers 500 between log-in and token', 'error'),
  midway('the provider answers nonsense between log-in and token', 'garbage'),
  midway('the provider falls silent between log-in and token', 'silent'),
  attack(27, 'the provider comes back', '303 to / within 40 s', async (stage) => {
    const { portal } = await stage.forged();
    const visitor = stage.stranger();
    visitor.via = portal;
    let came = '';
    const back = await within(40_000, async () => (came = told(await visitor.logIn('rania').catch(() => visitor.get('/login')))) === '303 to /');
    return back ? '303 to / within 40 s' : came;
  }),
  attack(27, 'the provider isn’t there when the portal starts', 'it starts; 303 to /sorry/unavailable', async (stage) => {
    const change = (file: Record<string, unknown>): Record<string, unknown> => ({ ...file, citizenLogin: { ...(file.citizenLogin as object), issuer: 'http://127.0.0.1:9' } });
    const portal = await stage.extra({ name: 'alone', change });
    const answer = await send(portal.port, { path: '/login', headers: { host: stage.portal.host } });
    await portal.child.stop();
    return `it starts; ${told(answer)}`;
  }),
  fagsystem('the fagsystem answers 500 with a stack', '503 fagsystem-unavailable, nothing of why', { mode: 'error' }, async (stage) => {
    const answer = await askUntilKeptIsGone(stage, casePath);
    return firstOf(`${told(answer)}, nothing of why`, gossip(answer), !answer.text.includes('correlationId') && 'no correlation id');
  }),
  fagsystem('the fagsystem cuts every connection', '503 fagsystem-unavailable, nothing of why', { mode: 'stopped' }, async (stage) => {
    const answer = await askUntilKeptIsGone(stage, casePath);
    return firstOf(`${told(answer)}, nothing of why`, gossip(answer));
  }),
  fagsystem('the fagsystem hangs', '503 fagsystem-unavailable within 20 s', { mode: 'hang' }, async (stage) => {
    const answer = await askUntilKeptIsGone(stage, casePath);
    return `${told(answer)} within ${answer.ms < 20_000 ? '20 s' : `${answer.ms.toFixed(0)} ms`}`;
  }),
  fagsystem('somebody else’s id while the fagsystem is down: is it told apart from an unknown one?', 'the same answer', { mode: 'error' }, async (stage) => {
    await askUntilKeptIsGone(stage, casePath);
    const omar = await stage.citizen('omar');
    const [foreign, unknown] = [await omar.get(casePath(stage)), await omar.get(`/api/citizen/cases/${randomUUID()}`)];
    return told(foreign) === told(unknown) && foreign.status !== 200 ? 'the same answer' : `${told(foreign)} and ${told(unknown)}`;
  }),
  fagsystem('a log-in of somebody whom the portal has never seen while the fagsystem is down', '303 to /sorry/unavailable, no session', { mode: 'error' }, async (stage) => {
    const visitor = stage.stranger();
    const answer = await visitor.logIn(`number:${synthetic(500)}`);
    return `${told(answer)}, ${visitor.session ? 'a session' : 'no session'}`;
  }),
  fagsystem('a log-in of somebody whom the portal knows while the fagsystem is down: they may write, and see nothing', 'in; 503 fagsystem-unavailable', { mode: 'error' }, async (stage) => {
    await askUntilKeptIsGone(stage, casePath);
    const visitor = stage.stranger();
    await visitor.logIn('rania');
    return `${visitor.session ? 'in' : 'not in'}; ${told(await visitor.get(casePath(stage)))}`;
  }),
  fagsystem('a log-out while the fagsystem is down', 'the session is over', { mode: 'hang' }, async (stage) => {
    await stage.demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
    const visitor = await stage.fresh('omar');
    await stage.demo.fagsystemControl.call('POST', '/fault', { mode: 'hang' });
    const own = visitor.session;
    await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    visitor.session = own;
    return (await visitor.isIn()) ? 'the session lives' : 'the session is over';
  }),
];

/** Stops Postgres: played last, since everything else needs it. */
export const withoutDatabase: Attack[] = [
  attack(27, 'the database goes while requests extend a session', 'nobody is let in, nobody is thrown out, nothing of why', async (stage) => {
    const rania = await stage.fresh('rania');
    const own = rania.session;
    let over = false;
    const answers: Answer[] = [];
    const asking = Promise.all(
      stage.portals.map(async (portal) => {
        const tab = rania.through(portal);
        while (!over) answers.push(await tab.api('POST', '/api/citizen/session/extend'));
        if (tab.session !== own) throw new Error('the cookie was taken away');
      }),
    );
    await within(500, () => answers.length > 10);
    await stage.demo.portalDatabase.kill();
    await within(3000, () => answers.some(({ status }) => status !== 200));
    over = true;
    await asking;
    const [asked, page, invented, begun, ready] = [
      await rania.get('/api/citizen/me'),
      await rania.get('/'),
      await stage.stranger().get('/api/citizen/me', { cookie: `__Host-session=${'A'.repeat(43)}` }),
      await stage.stranger().get('/login'),
      await send(stage.portal.port, { path: '/health/ready', headers: { host: stage.portal.host } }),
    ];
    const opened = answers.filter(({ status }) => status !== 200 && status !== 503);
    return firstOf(
      'nobody is let in, nobody is thrown out, nothing of why',
      opened[0] && `in between ${told(opened[0])}`,
      told(asked) !== '503 unavailable' && `then ${told(asked)}`,
      rania.session !== own && 'the cookie was taken away',
      page.status !== 200 && `the page: ${told(page)}`,
      told(invented) !== '503 unavailable' && `an invented session: ${told(invented)}`,
      told(begun) !== '303 to /sorry/unavailable' && `a log-in: ${told(begun)}`,
      ready.status !== 503 && `ready: ${ready.status}`,
      [asked, invented].map(gossip).find(Boolean),
    );
  }),
  attack(27, 'the database comes back', 'the same session goes on, on both replicas', async (stage) => {
    await stage.demo.portalDatabase.start();
    const ready = await within(20_000, async () => (await Promise.all(stage.portals.map(({ port }) => send(port, { path: '/health/ready', headers: { host: stage.portal.host } })))).every(({ status }) => status === 204));
    if (!ready) return 'the portal isn’t ready again';
    const rania = await stage.fresh('rania');
    const answers = await Promise.all(stage.portals.map((portal) => rania.through(portal).get('/api/citizen/me')));
    return answers.every(({ status }) => status === 200) ? 'the same session goes on, on both replicas' : answers.map(told).join(', ');
  }),
];
