// Row 26: too much of everything. Played against a portal of its own with the limits as they are by default, behind a
// proxy that it trusts, so that many addresses can be played.
import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { citizens } from '../people/people.ts';
import { attack, firstOf, pause, within, type Attack } from './attack.ts';
import { problemCode, send, told, type Answer } from './http.ts';
import { dial, exchange, lines, statuses } from './raw.ts';
import { LiveSocket } from './socket.ts';
import type { ExtraPortal, Stage } from './stage.ts';
import { synthetic } from './numbers.ts';
import { Visitor } from './visitor.ts';

/** A portal whose limits are those of production, behind a proxy that says where each request comes from. */
export const limited = (stage: Stage): Promise<ExtraPortal> =>
  stage.once('limited', () => stage.extra({ name: 'limited', env: { LOGINS_PER_MINUTE: '120', REQUESTS_PER_SECOND: '10', TRUSTED_PROXIES: '127.0.0.1/32' } }));

const someAddress = (): string => `203.0.${randomInt(114, 250)}.${randomInt(1, 250)}`;

/** Asks the same thing again and again; tells how often the first answer came and what came then. */
async function flood(times: number, ask: (i: number) => Promise<Answer>): Promise<{ first: Answer; went: number; refused?: Answer }> {
  const first = await ask(0);
  let went = 1;
  let refused: Answer | undefined;
  for (let i = 1; i < times; i += 20) {
    for (const answer of await Promise.all(Array.from({ length: 20 }, (_, n) => ask(i + n)))) {
      if (told(answer) === told(first)) went++;
      else refused ??= answer;
    }
  }
  return { first, went, refused };
}

const named = (refused?: Answer): string => (refused ? `${told(refused)}${refused.headers['retry-after'] ? ' with Retry-After' : ''}` : 'no refusal');

/** Few more than allowed may pass while time goes by. */
const about = (went: number, allowed: number): string => (went >= allowed && went <= allowed * 1.3 + 40 ? `about ${allowed}` : String(went));

async function memory(stage: Stage, portal: ExtraPortal): Promise<{ resident: number; goroutines: number }> {
  return { resident: (await stage.metric(portal, 'process_resident_memory_bytes')) / 2 ** 20, goroutines: await stage.metric(portal, 'go_goroutines') };
}

/** Does something heavy and tells whether memory stayed flat and others were served meanwhile. */
async function weighed(stage: Stage, mostMiB: number, heavy: (portal: ExtraPortal) => Promise<() => void | Promise<void>>): Promise<string> {
  const portal = await limited(stage);
  const before = await memory(stage, portal);
  const letGo = await heavy(portal);
  const answer = await send(portal.port, { path: '/api/public/context', headers: { host: stage.portal.host, 'x-forwarded-for': someAddress() } });
  const during = await memory(stage, portal);
  await letGo();
  const calm = await within(15_000, async () => (await memory(stage, portal)).goroutines < before.goroutines + 100);
  return firstOf(
    'others are served, memory stays flat, everything is let go',
    answer.status !== 200 && `others get ${told(answer)}`,
    answer.ms > 2000 && `others wait ${answer.ms.toFixed(0)} ms`,
    during.resident - before.resident > mostMiB && `${(during.resident - before.resident).toFixed(0)} MiB more`,
    !calm && `${(await memory(stage, portal)).goroutines - before.goroutines} goroutines more`,
  );
}

/** Gives people who have no number one, so that a hundred can log in. */
const crowd = (stage: Stage): Promise<string[]> =>
  stage.once('crowd', async () => {
    const numbers: string[] = [];
    for (const [municipality, { persons }] of Object.entries({ fjordvik: stage.fjordvik, lyngmo: stage.lyngmo })) {
      for (const [, id] of Object.entries(persons).filter(([key]) => /^(mother|father|child)-/.test(key))) {
        const nationalNumber = synthetic(numbers.length);
        await stage.demo.fagsystemControl.call('POST', `/${municipality}/persons/${id}/number`, { nationalNumber });
        numbers.push(nationalNumber);
      }
    }
    return [...numbers, ...citizens.flatMap(({ nationalNumber }) => nationalNumber ?? [])];
  });

const flat = 'others are served, memory stays flat, everything is let go';

export const load: Attack[] = [
  attack(26, 'one address begins 400 log-ins', 'about 120, then 303 to /sorry/busy with Retry-After; another address gets in', async (stage) => {
    const portal = await limited(stage);
    const from = someAddress();
    const { went, refused } = await flood(400, () => send(portal.port, { path: '/login', headers: { host: stage.portal.host, 'x-forwarded-for': from } }));
    const other = await send(portal.port, { path: '/login', headers: { host: stage.portal.host, 'x-forwarded-for': someAddress() } });
    return `${about(went, 120)}, then ${named(refused)}; another address ${other.headers.location?.startsWith('http://127') ? 'gets in' : `gets ${told(other)}`}`;
  }),
  attack(26, 'the same with an invented address written before the real one, each time another', 'about 120, then 303 to /sorry/busy with Retry-After', async (stage) => {
    const portal = await limited(stage);
    const from = someAddress();
    const { went, refused } = await flood(400, () => send(portal.port, { path: '/login', headers: { host: stage.portal.host, 'x-forwarded-for': `${someAddress()}, ${from}` } }));
    return `${about(went, 120)}, then ${named(refused)}`;
  }),
  attack(26, 'a class of thirty behind one school’s address logs in in the same minute', 'thirty are in', async (stage) => {
    const portal = await limited(stage);
    const school = someAddress();
    const all = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const pupil = new Visitor(stage.portal);
        pupil.via = portal;
        pupil.address = school;
        await pupil.logIn('layla');
        return pupil.session !== undefined;
      }),
    );
    return all.every(Boolean) ? 'thirty are in' : `${all.filter(Boolean).length} are in`;
  }),
  attack(26, 'one address sends 600 callbacks that nobody began', 'about 240, then 303 to /sorry/busy with Retry-After', async (stage) => {
    const portal = await limited(stage);
    const from = someAddress();
    const { went, refused } = await flood(600, (i) => send(portal.port, { path: `/login/callback?code=x&state=${i}`, headers: { host: stage.portal.host, 'x-forwarded-for': from } }));
    return `${about(went, 240)}, then ${named(refused)}`;
  }),
  attack(26, 'one address sends 1 500 forged log-outs', 'about 600, then 429 too-many-requests with Retry-After', async (stage) => {
    const portal = await limited(stage);
    const from = someAddress();
    const body = 'logout_token=x.y.z';
    const { went, refused } = await flood(1500, () =>
      send(portal.port, { method: 'POST', path: '/hooks/login/backchannel-logout', body, headers: { host: stage.portal.host, 'x-forwarded-for': from, 'content-type': 'application/x-www-form-urlencoded' } }),
    );
    return `${about(went, 600)}, then ${named(refused)}`;
  }),
  attack(26, 'one log-in asks 700 times as fast as it can', 'about 300, then 429 too-many-requests with Retry-After; others are served', async (stage) => {
    const portal = await limited(stage);
    const [greedy, other] = [(await stage.fresh('omar')).through(portal), (await stage.fresh('hodan')).through(portal)];
    const { went, refused } = await flood(700, () => greedy.get('/api/citizen/session'));
    const answer = await other.get('/api/citizen/me');
    return `${about(went, 300)}, then ${named(refused)}; others ${answer.status === 200 ? 'are served' : told(answer)}`;
  }),
  attack(26, 'who is refused can still log out', '200', async (stage) => {
    const portal = await limited(stage);
    const greedy = (await stage.fresh('omar')).through(portal);
    await flood(500, () => greedy.get('/api/citizen/session'));
    return told(await greedy.ask({ method: 'POST', path: '/logout', headers: greedy.writing }));
  }),
  attack(26, 'one log-in opens 30 sockets', '12, then 429 too-many-requests', async (stage) => {
    const omar = await stage.fresh('omar');
    const opened = await Promise.all(Array.from({ length: 30 }, () => LiveSocket.open(omar)));
    const sockets = opened.filter((one): one is LiveSocket => typeof one !== 'string');
    for (const socket of sockets) socket.drop();
    return `${sockets.length}, then ${opened.find((one) => typeof one === 'string') ?? 'no refusal'}`;
  }),
  attack(26, 'one person opens 48 sockets with four log-ins', '20, then 429 too-many-requests', async (stage) => {
    let opened: (LiveSocket | string)[] = [];
    for (let i = 0; i < 4; i++) {
      const hodan = await stage.fresh('hodan');
      opened = [...opened, ...(await Promise.all(Array.from({ length: 12 }, () => LiveSocket.open(hodan))))];
    }
    const sockets = opened.filter((one): one is LiveSocket => typeof one !== 'string');
    for (const socket of sockets) socket.drop();
    return `${sockets.length}, then ${opened.find((one) => typeof one === 'string') ?? 'no refusal'}`;
  }),
  attack(26, '2 000 sockets of a hundred people, all within their limits', flat, async (stage) =>
    weighed(stage, 250, async (portal) => {
      const sockets: LiveSocket[] = [];
      for (const number of await crowd(stage)) {
        for (let device = 0; device < 2 && sockets.length < 2000; device++) {
          const visitor = new Visitor(stage.portal);
          visitor.via = portal;
          visitor.address = someAddress();
          await visitor.logIn(`number:${number}`);
          if (!visitor.session) throw new Error('somebody could not log in');
          const opened = await Promise.all(Array.from({ length: 10 }, () => LiveSocket.open(visitor)));
          sockets.push(...opened.filter((one): one is LiveSocket => typeof one !== 'string'));
        }
      }
      if (sockets.length < 1500) throw new Error(`only ${sockets.length} sockets could be opened`);
      return () => sockets.forEach((socket) => socket.drop());
    }),
  ),
  attack(26, '2 000 connections that never end their headers (slowloris)', `${flat}; all are closed within 8 s`, async (stage) => {
    let closed = 0;
    let opened = 0;
    const came = await weighed(stage, 150, async (portal) => {
      const all = await Promise.all(Array.from({ length: 2000 }, () => dial(portal.port)));
      opened = all.length;
      for (const socket of all) {
        socket.once('close', () => closed++);
        socket.write(`GET / HTTP/1.1\r\nHost: ${stage.portal.host}\r\nX-Slow: `);
      }
      const drip = setInterval(() => all.forEach((socket) => socket.writable && socket.write('a')), 500);
      return async () => {
        await within(8000, () => closed === opened);
        clearInterval(drip);
        for (const socket of all) socket.destroy();
      };
    });
    return `${came}; ${closed === opened ? 'all are closed within 8 s' : `${opened - closed} of ${opened} live on`}`;
  }),
  attack(26, '2 000 connections that say nothing', flat, async (stage) =>
    weighed(stage, 100, async (portal) => {
      const all: Socket[] = await Promise.all(Array.from({ length: 2000 }, () => dial(portal.port)));
      return () => all.forEach((socket) => void socket.destroy());
    }),
  ),
  attack(26, '300 bodies that never come', flat, async (stage) =>
    weighed(stage, 100, async (portal) => {
      const rania = await stage.citizen('rania');
      const head = lines('PUT /api/citizen/language HTTP/1.1', `Host: ${stage.portal.host}`, `Cookie: ${rania.cookieHeader}`, `Origin: ${stage.portal.url}`, 'X-Portal: 1', 'Content-Type: application/json', 'Content-Length: 200000');
      const all = await Promise.all(Array.from({ length: 300 }, () => dial(portal.port)));
      for (const socket of all) socket.write(`${head}{`);
      return () => all.forEach((socket) => void socket.destroy());
    }),
  ),
  attack(26, 'a hundred bodies of 10 MB that say how large they are', `413 too-large each; ${flat}`, async (stage) => {
    const codes = new Set<string>();
    const came = await weighed(stage, 150, async (portal) => {
      const rania = await stage.citizen('rania');
      const head = lines('PUT /api/citizen/language HTTP/1.1', `Host: ${stage.portal.host}`, `Cookie: ${rania.cookieHeader}`, `Origin: ${stage.portal.url}`, 'X-Portal: 1', 'Content-Type: application/json', 'Content-Length: 10000000');
      const answers = await Promise.all(Array.from({ length: 100 }, () => exchange(portal.port, `${head}${'x'.repeat(100_000)}`)));
      for (const text of answers) codes.add(`${statuses(text)} ${/"code":"([^"]+)"/.exec(text)?.[1] ?? ''}`);
      return () => undefined;
    });
    return `${[...codes].join(', ')} each; ${came}`;
  }),
  attack(26, 'a body of 10 MB in chunks, which doesn’t say how large it is', '413 too-large', async (stage) => {
    const rania = await stage.citizen('rania');
    const head = lines('PUT /api/citizen/language HTTP/1.1', `Host: ${stage.portal.host}`, `Cookie: ${rania.cookieHeader}`, `Origin: ${stage.portal.url}`, 'X-Portal: 1', 'Content-Type: application/json', 'Transfer-Encoding: chunked');
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    const text = await exchange(stage.portal.port, head + chunk.repeat(160));
    return `${statuses(text)} ${/"code":"([^"]+)"/.exec(text)?.[1] ?? ''}`;
  }),
  ...(
    [
      ['headers of 1 MB', '431', (stage: Stage) => lines('GET / HTTP/1.1', `Host: ${stage.portal.host}`, `X-Large: ${'x'.repeat(1_000_000)}`)],
      ['20 000 headers', '431', (stage: Stage) => lines('GET / HTTP/1.1', `Host: ${stage.portal.host}`, ...Array.from({ length: 20_000 }, (_, i) => `X-${i}: y`))],
      ['an address of 1 MB', '431', (stage: Stage) => lines(`GET /${'x'.repeat(1_000_000)} HTTP/1.1`, `Host: ${stage.portal.host}`)],
    ] as const
  ).map(([what, expected, request]) => attack(26, what, expected, async (stage) => statuses(await exchange(stage.portal.port, request(stage))))),
  attack(26, 'JSON of 200 000 brackets', '400 invalid-request at once', async (stage) => {
    const rania = await stage.citizen('rania');
    const answer = await rania.ask({ method: 'PUT', path: '/api/citizen/language', headers: { ...rania.writing, 'content-type': 'application/json' }, body: `{"language":${'['.repeat(200_000)}` });
    return `${told(answer)}${answer.ms < 1000 ? ' at once' : ` after ${answer.ms.toFixed(0)} ms`}`;
  }),
  attack(26, 'a language header made to keep its reader busy', '200 at once', async (stage) => {
    const answer = await stage.stranger().get('/', { 'accept-language': Array.from({ length: 3000 }, (_, i) => `x-${i};q=0.${i}`).join(',').slice(0, 28_000) });
    return `${answer.status}${answer.ms < 500 ? ' at once' : ` after ${answer.ms.toFixed(0)} ms`}`;
  }),
  attack(26, 'five hundred cookies', '401 session-ended', async (stage) => told(await stage.stranger().get('/api/citizen/me', { cookie: Array.from({ length: 500 }, (_, i) => `__Host-login-${i}=${'a'.repeat(40)}`).join('; ').slice(0, 28_000) }))),
  attack(26, 'a browser that asks for documents and never reads them, fifty times', flat, async (stage) =>
    weighed(stage, 100, async (portal) => {
      const rania = await stage.citizen('rania');
      const copy = stage.fjordvik.copies['layla/rania'];
      const [entry, document] = [stage.fjordvik.entries['layla/rania/vedtak-hjelpetiltak'], stage.fjordvik.documents['layla/rania/vedtak-hjelpetiltak']];
      const all = await Promise.all(Array.from({ length: 50 }, () => dial(portal.port)));
      for (const socket of all) {
        socket.pause();
        socket.write(lines(`GET /api/citizen/cases/${copy}/entries/${entry}/documents/${document}/content HTTP/1.1`, `Host: ${stage.portal.host}`, `Cookie: ${rania.cookieHeader}`));
      }
      await pause(500);
      return () => all.forEach((socket) => void socket.destroy());
    }),
  ),
  attack(26, 'what a refusal tells of the limits', 'a text in the person’s language, and nothing of addresses', async (stage) => {
    const portal = await limited(stage);
    const greedy = (await stage.fresh('omar')).through(portal);
    const { refused } = await flood(700, () => greedy.get('/api/citizen/session'));
    return firstOf('a text in the person’s language, and nothing of addresses', !refused && 'no refusal', refused && problemCode(refused) !== 'too-many-requests' && told(refused), refused && /127\.0\.0\.1|per|bucket/.test(refused.text) && 'more');
  }),
];
