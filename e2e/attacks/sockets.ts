// Row 12: sockets that other pages open, sockets without a right, and sockets that misbehave.
import { attack, within, type Attack } from './attack.ts';
import { LiveSocket } from './socket.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const handshake = (what: string, expected: string, headers: (stage: Stage, visitor: Visitor) => Record<string, string | string[] | undefined>, method = 'GET'): Attack =>
  attack(12, what, expected, async (stage) => {
    const rania = await stage.citizen('rania');
    const opened = await LiveSocket.open(rania, headers(stage, rania), method);
    if (typeof opened === 'string') return opened;
    opened.drop();
    return 'open';
  });

const misbehaving = (what: string, expected: string, act: (socket: LiveSocket) => void): Attack =>
  attack(12, what, expected, async (stage) => {
    const socket = await LiveSocket.mustOpen(await stage.citizen('rania'));
    act(socket);
    const came = await socket.ended(5000);
    socket.drop();
    return came === 'open' ? 'open' : 'closed';
  });

export const sockets: Attack[] = [
  handshake('to compare: our own page opens the socket', 'open', () => ({})),
  handshake('a page of another site opens it', '403 origin-refused', () => ({ origin: 'https://evil.example' })),
  handshake('without an Origin', '403 origin-refused', () => ({ origin: undefined })),
  handshake('with Origin null', '403 origin-refused', () => ({ origin: 'null' })),
  handshake('with two Origins', '403 origin-refused', (stage) => ({ origin: [stage.portal.url, 'https://evil.example'] })),
  handshake("with another of our hosts' Origin", '403 origin-refused', (stage) => ({ origin: stage.portals[1].url })),
  handshake('a sibling host, as the browser tells', '403 origin-refused', () => ({ 'sec-fetch-site': 'same-site' })),
  handshake('another site, as the browser tells', '403 origin-refused', () => ({ 'sec-fetch-site': 'cross-site' })),
  handshake('without a session', '401 session-ended', () => ({ cookie: undefined })),
  handshake('with an invented session', '401 session-ended', () => ({ cookie: `__Host-session=${'A'.repeat(43)}` })),
  handshake('with two sessions', '401 session-ended', (_stage, visitor) => ({ cookie: `${visitor.cookieHeader}; __Host-session=tossed` })),
  handshake('by POST', '403 origin-refused', () => ({ origin: 'https://evil.example' }), 'POST'),
  handshake('with a version of the protocol that nobody speaks', '400 invalid-request', () => ({ 'sec-websocket-version': '99' })),
  handshake('without a key', '400 invalid-request', () => ({ 'sec-websocket-key': undefined })),
  handshake('an upgrade to something else', '400 invalid-request', () => ({ upgrade: 'h2c' })),
  attack(12, "an employees' session on the citizens' socket", '401 session-ended', async (stage) => {
    const { session } = await stage.employee('ingrid');
    return String(await LiveSocket.open(stage.stranger(), { cookie: `__Host-session=${session}` }));
  }),
  attack(12, 'a session that has ended', '401 session-ended', async (stage) => {
    const visitor = await stage.fresh('omar');
    const own = visitor.session!;
    await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    visitor.session = own;
    return String(await LiveSocket.open(visitor));
  }),
  attack(12, 'a session that timed out while nobody looked', '401 session-ended', async (stage) => {
    const visitor = await stage.fresh('omar');
    await stage.rows("UPDATE session SET idle_end_at = now() - interval '1 second' WHERE id = sha256($1)", visitor.session);
    return String(await LiveSocket.open(visitor));
  }),
  attack(12, 'a session is revoked while its socket is open', 'closed 4401', async (stage) => {
    const visitor = await stage.fresh('omar');
    const socket = await LiveSocket.mustOpen(visitor);
    await visitor.ask({ method: 'POST', path: '/logout', headers: visitor.writing });
    return socket.ended(2000);
  }),
  misbehaving('a frame of 64 KiB', 'closed', (socket) => socket.send('x'.repeat(65_000))),
  misbehaving('a frame of 600 characters', 'closed', (socket) => socket.send(JSON.stringify({ kind: 'activity', x: 'y'.repeat(600) }))),
  misbehaving('a binary frame', 'closed', (socket) => socket.send(Buffer.from([1, 2, 3]), { kind: 'binary' })),
  misbehaving('a frame that no page would send: not masked', 'closed', (socket) => socket.send('{"kind":"activity"}', { bare: true })),
  misbehaving('a frame that is no JSON', 'closed', (socket) => socket.send('hello')),
  misbehaving('a frame of an unknown kind', 'closed', (socket) => socket.send('{"kind":"subscribe","person":"omar"}')),
  misbehaving('two hundred frames at once', 'closed', (socket) => {
    for (let i = 0; i < 200; i++) socket.send('{"kind":"activity"}');
  }),
  attack(12, 'a page asks for everything since the beginning of another person’s stream', 'only ids of its own', async (stage) => {
    const omar = await stage.citizen('omar');
    const socket = await LiveSocket.mustOpen(omar);
    socket.send('{"kind":"resume","after":0}');
    await within(1000, () => socket.frames.length > 1);
    const said = socket.frames.join('\n');
    socket.drop();
    const foreign = Object.entries(stage.fjordvik.copies).find(([name, id]) => !name.endsWith('/omar') && said.includes(id));
    return foreign ? `the copy ${foreign[0]}` : 'only ids of its own';
  }),
];
