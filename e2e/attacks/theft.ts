// Row 28: somebody has copied, or even changed, the portal's database.
import { randomBytes, randomUUID } from 'node:crypto';
import { citizens, employees, fullName } from '../people/people.ts';
import { uuidv7 } from '../visitor/uuid.ts';
import { attack, type Attack } from './attack.ts';
import { pdf } from './files.ts';
import { told } from './http.ts';
import type { Stage } from './stage.ts';

/** Every row of every table as text, and what binary values say when read as bytes. */
async function everything(stage: Stage): Promise<Map<string, string>> {
  const tables = await stage.rows<{ name: string }>("SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await stage.rows<{ text: string }>(`SELECT t::text AS text FROM ${name} AS t`);
    const text = rows.map((row) => row.text).join('\n');
    const bytes = [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('utf8')).join('\n');
    found.set(name, `${text}\n${bytes}`);
  }
  return found;
}

/** Searches the whole database for things; `plant` puts them there first. */
const searched = (what: string, plant: (stage: Stage) => Promise<string[]>): Attack =>
  attack(28, `the stolen database is searched for ${what}`, 'not one', async (stage) => {
    await stage.fresh('omar');
    const needles = await plant(stage);
    const all = await everything(stage);
    const size = [...all.values()].reduce((sum, text) => sum + text.length, 0);
    if (size < 4_000 || needles.length === 0 || !all.has('public.session')) return 'there was nothing to search: the attack proves nothing';
    for (const needle of needles) {
      const forms = [needle, Buffer.from(needle).toString('base64').replace(/=+$/, ''), Buffer.from(needle).toString('hex')];
      for (const [table, text] of all) if (forms.some((form) => text.includes(form))) return `in ${table}`;
    }
    return 'not one';
  });

const conversation = (stage: Stage): string => `/api/citizen/cases/${stage.fjordvik.copies['layla/layla']}/conversation`;

async function write(stage: Stage): Promise<string[]> {
  const layla = await stage.citizen('layla');
  const [message, draft] = [`Secretmessage ${randomUUID()}`, `Secretdraft ${randomUUID()}`];
  const { revision } = JSON.parse((await layla.get(`${conversation(stage)}/draft`)).text) as { revision: number };
  const drafted = await layla.api('PUT', `${conversation(stage)}/draft`, { text: draft, revision });
  const id = `${Date.now().toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7${randomBytes(2).toString('hex').slice(1)}-8${randomBytes(2).toString('hex').slice(1)}-${randomBytes(6).toString('hex')}`;
  const sent = await layla.api('PUT', `${conversation(stage)}/messages/${id}`, { text: message, language: 'nb' });
  if (drafted.status !== 200 || sent.status > 201) throw new Error(`writing was answered with ${told(drafted)} and ${told(sent)}`);
  return [message, draft];
}

/** Adds files to a draft, to a message and one that is refused, and gives what they are called. */
async function addFiles(stage: Stage): Promise<string[]> {
  const layla = await stage.citizen('layla');
  const stems = ['Draftfile', 'Sentfile', 'Refusedfile'].map((name) => `${name}-${randomBytes(6).toString('hex')} år`);
  const add = async (stem: string, content: Buffer): Promise<{ id: string; status: number }> => {
    const id = uuidv7();
    const { status } = await layla.api('PUT', `${conversation(stage)}/attachments/${id}`, content, { 'x-file-name': encodeURIComponent(`${stem}.pdf`) });
    return { id, status };
  };
  const [, sent, refused] = [await add(stems[0]!, pdf()), await add(stems[1]!, pdf()), await add(stems[2]!, Buffer.from('MZ is no kind of file that is taken'))];
  const message = await layla.api('PUT', `${conversation(stage)}/messages/${uuidv7()}`, { text: '', language: 'nb', attachments: [sent.id] });
  if (message.status > 201 || sent.status !== 201 || refused.status !== 422) throw new Error(`adding was answered with ${sent.status}, ${refused.status} and ${told(message)}`);
  return stems;
}

/** What the portals have logged, and their metrics. */
async function saidByPortals(stage: Stage): Promise<Map<string, string>> {
  const said = new Map([...(await stage.logs())].filter(([file]) => file.startsWith('portal')));
  for (const portal of stage.portals) said.set(`metrics of ${portal.internal}`, await stage.metrics(portal));
  return said;
}

export const theft: Attack[] = [
  searched('national numbers', async () => citizens.flatMap(({ nationalNumber }) => nationalNumber ?? [])),
  searched('names of citizens and employees', async () => [...citizens, ...employees].map(fullName)),
  searched('a message that waits to be delivered, and a draft', write),
  searched('the names of files, in a draft and in a message', addFiles),
  attack(28, 'the logs and metrics are searched for the names of files, taken and refused', 'not one', async (stage) => {
    const stems = await addFiles(stage);
    const said = await saidByPortals(stage);
    if (![...said].some(([name, text]) => name.endsWith('.log') && text.includes('/attachments/')) || ![...said.values()].some((text) => text.includes('portal_attachments_total'))) return 'there was nothing to search: the attack proves nothing';
    for (const stem of stems) {
      // Also as it travels, and without what differs between ways to write it.
      for (const form of [stem, encodeURIComponent(stem), stem.split(' ')[0]!]) for (const [name, text] of said) if (text.includes(form)) return `in ${name}`;
    }
    return 'not one';
  }),
  searched('the values of cookies of people who are logged in', async (stage) => {
    const people = [await stage.fresh('rania'), await stage.fresh('omar'), await stage.fresh('ingrid', { world: 'employee' })];
    return people.flatMap(({ cookies }) => [...cookies.values()]);
  }),
  searched('states and cookies of log-ins under way', async (stage) => {
    const visitor = stage.stranger();
    const callback = new URL(await visitor.untilCallback({ person: 'rania' }));
    return [callback.searchParams.get('state')!, callback.searchParams.get('code')!, ...visitor.cookies.values()];
  }),
  searched('tokens of the provider', async (stage) => {
    await stage.fresh('rania');
    return ['eyJhbGciOi', 'eyJ0eXAiOi'];
  }),
  searched('addresses of browsers', async (stage) => {
    await stage.stranger().begin();
    return ['127.0.0.1/32'];
  }),
  attack(28, 'an id out of the stolen table as a cookie, in every spelling', '401 each time', async (stage) => {
    const rows = await stage.rows<{ id: Buffer }>('SELECT id FROM session LIMIT 5');
    if (rows.length === 0) return 'there was no session';
    for (const { id } of rows) {
      for (const value of [id.toString('hex'), id.toString('base64'), id.toString('base64url'), `\\x${id.toString('hex')}`]) {
        const answer = await stage.stranger().get('/api/citizen/me', { cookie: `__Host-session=${value}` });
        if (answer.status !== 401) return told(answer);
      }
    }
    return '401 each time';
  }),
  attack(28, 'somebody who can write the table puts another person’s content into their own session', 'no entry', async (stage) => {
    const attacker = await stage.fresh('frode');
    const victim = await stage.fresh('rania');
    await stage.rows('UPDATE session SET content = (SELECT content FROM session WHERE id = sha256($1)) WHERE id = sha256($2)', victim.session, attacker.session);
    // Not the replica that may remember the row as it was.
    const answer = await attacker.through(stage.portals[1]).get('/api/citizen/me');
    await stage.rows('DELETE FROM session WHERE id = sha256($1)', attacker.session);
    return answer.status === 200 && answer.text.includes('Rania') ? 'the other person’s data' : 'no entry';
  }),
];
