// Row 33: the address at which a fagsystem says that it has something new, which is open to everybody.
import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { prepareSecrets } from '../demo/secrets.ts';
import { attack, firstOf, within, type Attack } from './attack.ts';
import { send, told, type Answer } from './http.ts';
import { limited } from './load.ts';
import type { Stage } from './stage.ts';
import type { Portal } from './visitor.ts';

const municipality = 'lyngmo';
const fiveMinutes = 300;

/** What an attacker changes of a webhook that is right in everything; undefined takes a header away. */
interface Change {
  to?: string;
  method?: string;
  /** Whose secret it is signed with. */
  secretOf?: string;
  secondsOff?: number;
  body?: string;
  /** What becomes of it after it was signed. */
  after?: (headers: Record<string, string | string[]>, body: string) => { headers: Record<string, string | string[]>; body: string };
  portal?: (stage: Stage) => Promise<Portal>;
  host?: string;
}

const secrets = (stage: Stage) => stage.once('webhook secrets', () => prepareSecrets(join(stage.folder, 'secrets')));

const usual = (id: string): string => JSON.stringify({ specversion: '1.0', id, source: `/${municipality}`, type: 'feed.changed', time: new Date().toISOString() });

async function webhook(stage: Stage, change: Change = {}): Promise<Answer> {
  const { to = municipality, method = 'POST', secretOf = municipality, secondsOff = 0, after, portal, host } = change;
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1000) + secondsOff);
  const body = change.body ?? usual(id);
  const key = Buffer.from((await secrets(stage)).webhooks[secretOf]!.secret.replace('whsec_', ''), 'base64');
  const at = (await portal?.(stage)) ?? stage.portal;
  const signed: Record<string, string | string[]> = {
    host: host ?? at.host,
    // Each from an address of its own, where the portal believes its proxy: how many may come from one is an attack of its own.
    'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}`,
    'content-type': 'application/cloudevents+json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  };
  const sent = after?.(signed, body) ?? { headers: signed, body };
  return send(at.port, { method, path: `/hooks/fagsystem/${to}`, ...sent });
}

const without = (name: string): Change['after'] => (headers, body) => ({ headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name)), body });
const withHeader = (name: string, value: string | string[] | ((was: string) => string | string[])): Change['after'] => (headers, body) => ({
  headers: { ...headers, [name]: typeof value === 'function' ? value(String(headers[name])) : value },
  body,
});

/** How many webhooks of this municipality came to this, on all replicas that run here. */
async function counted(stage: Stage, result: string, of = municipality): Promise<number> {
  const all = await Promise.all(stage.portals.map((portal) => stage.metric(portal, `portal_feed_webhooks_total\\{municipality="${of}",result="${result}"\\}`)));
  return all.reduce((sum, one) => sum + (one || 0), 0);
}

/** An answer without what is each request's own. */
const alike = ({ status, headers, text }: Answer): string => JSON.stringify([status, headers['content-type'], headers['cache-control'], text.replace(/"correlationId":"[^"]*"/, '')]);

/** A webhook that isn't taken: whoever sent it can't tell it from an address that doesn't exist, and the metric says why. */
const refused = (what: string, why: string, change: Change, of = municipality): Attack =>
  attack(33, what, `404, as an address that does not exist, counted as ${why}`, async (stage) => {
    const nowhere = await send(stage.portal.port, { method: 'POST', path: '/hooks/fagsystem/no-municipality', headers: { host: stage.portal.host }, body: '{}' });
    const before = await counted(stage, why, of);
    const heard = await counted(stage, 'heard', of);
    const answer = await webhook(stage, change);
    return firstOf(
      `404, as an address that does not exist, counted as ${why}`,
      answer.status !== 404 && told(answer),
      alike(answer) !== alike(nowhere) && `it differs: ${alike(answer)} and ${alike(nowhere)}`,
      (await counted(stage, 'heard', of)) !== heard && 'it was heard',
      (await counted(stage, why, of)) !== before + 1 && `counted otherwise than as ${why}`,
    );
  });

/** Where the fagsystem's feed is now, and where the portal has read to. */
async function offsets(stage: Stage): Promise<[string, string]> {
  const { fagsystemToken } = await secrets(stage);
  const page = (await (await fetch(`${stage.demo.addresses.fagsystem}/${municipality}/v1/events`, { headers: { authorization: `Bearer ${fagsystemToken}` } })).json()) as { next: string };
  const [read] = await stage.rows<{ next_offset: string }>('SELECT next_offset FROM feed_offset WHERE municipality = $1', municipality);
  return [page.next, read?.next_offset ?? ''];
}

const evenOffsets = async (stage: Stage): Promise<boolean> => {
  const [theirs, ours] = await offsets(stage);
  return theirs === ours;
};

const appliedEvents = (stage: Stage): Promise<number> => stage.count('FROM feed_event WHERE municipality = $1', municipality);

const logged = async (stage: Stage, text: string): Promise<boolean> => [...(await stage.logs()).values()].some((log) => log.includes(text));

export const webhooks: Attack[] = [
  attack(33, 'to compare: a webhook of the fagsystem itself', '204, heard', async (stage) => {
    const before = await counted(stage, 'heard');
    const answer = await webhook(stage);
    return firstOf('204, heard', answer.status !== 204 && told(answer), (await counted(stage, 'heard')) <= before && 'not heard');
  }),
  refused('no signature', 'unsigned', { after: without('webhook-signature') }),
  refused('no id', 'unsigned', { after: without('webhook-id') }),
  refused('no time', 'unsigned', { after: without('webhook-timestamp') }),
  refused('a time that is none', 'unsigned', { after: withHeader('webhook-timestamp', 'now') }),
  refused('two signatures, in two headers', 'unsigned', { after: withHeader('webhook-signature', (was) => ['v1,AAAA', was]) }),
  refused('a signature that somebody made up', 'forged', { after: withHeader('webhook-signature', `v1,${Buffer.alloc(32).toString('base64')}`) }),
  refused('a signature that is empty', 'forged', { after: withHeader('webhook-signature', 'v1,') }),
  refused('a signature of another kind', 'forged', { after: withHeader('webhook-signature', (was) => was.replace('v1,', 'v1a,')) }),
  refused('a signature of other words', 'forged', { after: (headers, body) => ({ headers, body: `${body} ` }) }),
  refused('a signature of another id', 'forged', { after: withHeader('webhook-id', 'msg_other') }),
  refused("a right one's time, moved on", 'forged', { after: withHeader('webhook-timestamp', (was) => String(Number(was) + 1)) }),
  refused("signed with the other municipality's secret", 'forged', { secretOf: 'fjordvik' }),
  refused("right for this municipality, sent to the other's address", 'forged', { to: 'fjordvik' }, 'fjordvik'),
  refused('right, and more than five minutes old', 'old', { secondsOff: -fiveMinutes - 5 }),
  refused('right, and from more than five minutes ahead', 'old', { secondsOff: fiveMinutes + 5 }),
  refused('forged and old: it learns nothing of our clock', 'forged', { secretOf: 'fjordvik', secondsOff: -fiveMinutes - 5 }),
  refused('a signed body of more than 16 KiB', 'oversized', { body: usual('x'.repeat(16 << 10)) }),
  refused('a municipality that does not exist', 'unknown', { to: 'nowhere' }, 'unknown'),
  refused('a municipality that is written as a way out', 'unknown', { to: '..%2ffjordvik' }, 'unknown'),
  attack(33, 'a body of 20 MB', 'refused before it was read whole, the portal answers', async (stage) => {
    const answer = await webhook(stage, { body: 'x'.repeat(20 << 20) }).catch(() => undefined);
    const after = await webhook(stage);
    return firstOf('refused before it was read whole, the portal answers', answer && answer.status < 400 && told(answer), after.status !== 204 && `afterwards ${told(after)}`);
  }),
  ...['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'].map((method) =>
    attack(33, `right in everything, by ${method}`, 'not heard', async (stage) => {
      const before = await counted(stage, 'heard');
      const answer = await webhook(stage, { method });
      return firstOf('not heard', answer.status < 400 && told(answer), (await counted(stage, 'heard')) !== before && 'heard');
    }),
  ),
  attack(33, 'right in everything, at a host that is none of ours', '421, not heard', async (stage) => {
    const before = await counted(stage, 'heard');
    const answer = await webhook(stage, { host: 'evil.example' });
    return `${told(answer)}, ${(await counted(stage, 'heard')) === before ? 'not heard' : 'heard'}`;
  }),
  attack(33, "right in everything, at another municipality's host", '404 not-found, not heard', async (stage) => {
    const portal = await stage.extra({
      name: 'other-host',
      change: (file) => (file.id === municipality ? { ...file, hosts: ['other.localhost:1'] } : file),
    });
    const answer = await webhook(stage, { portal: () => Promise.resolve(portal) });
    const heard = (await stage.metrics(portal)).includes('result="heard"');
    await portal.child.stop();
    return `${told(answer)}, ${heard ? 'heard' : 'not heard'}`;
  }),
  attack(33, 'a right one is recorded and played again, 100 times', '204, nothing is applied again', async (stage) => {
    if (!(await within(10_000, () => evenOffsets(stage)))) return 'the portal never read to the end';
    const before = await appliedEvents(stage);
    let kept: { headers: Record<string, string | string[]>; body: string } | undefined;
    await webhook(stage, { after: (headers, body) => (kept = { headers, body }) });
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(stage.portal.port, { method: 'POST', path: `/hooks/fagsystem/${municipality}`, ...kept! })));
    return firstOf(
      '204, nothing is applied again',
      answers.find(({ status }) => status !== 204) && told(answers.find(({ status }) => status !== 204)!),
      !(await within(5000, () => evenOffsets(stage))) && 'the offset is another',
      (await appliedEvents(stage)) !== before && 'something was applied',
    );
  }),
  attack(33, 'a right one with an event and words in it', '204, nothing of it is believed or kept', async (stage) => {
    const id = `planted-${randomUUID()}`;
    const words = `planted words ${randomUUID()}`;
    const event = { specversion: '1.0', id, source: `/${municipality}`, type: 'access.changed', time: new Date().toISOString(), data: { personId: stage.lyngmo.persons.katarzyna, text: words } };
    const answer = await webhook(stage, { body: JSON.stringify(event) });
    // Whatever it makes the portal look at has been looked at when a later one was.
    await within(5000, () => evenOffsets(stage));
    return firstOf(
      '204, nothing of it is believed or kept',
      answer.status !== 204 && told(answer),
      (await stage.count('FROM feed_event WHERE event_id = $1', id)) > 0 && 'it was applied',
      ((await logged(stage, words)) || (await logged(stage, id))) && 'it is in a log',
    );
  }),
  attack(33, '1500 from one address at once', '429 with a time for what is too much, others are heard', async (stage) => {
    const portal = () => limited(stage);
    const flood = { 'x-forwarded-for': '203.0.113.99' };
    const answers = await Promise.all(
      Array.from({ length: 1500 }, () => webhook(stage, { portal, secretOf: 'fjordvik', after: (headers, body) => ({ headers: { ...headers, ...flood }, body }) })),
    );
    const tooMany = answers.filter(({ status }) => status === 429);
    const other = await webhook(stage, { portal });
    return firstOf(
      '429 with a time for what is too much, others are heard',
      tooMany.length === 0 && 'all were looked at',
      tooMany.some(({ headers }) => !headers['retry-after']) && 'no time is said',
      answers.some(({ status }) => status !== 404 && status !== 429) && 'another answer',
      other.status !== 204 && `another address: ${told(other)}`,
    );
  }),
];
