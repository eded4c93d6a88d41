// Rows 6, 13 and 14: other people's ids on every route, a log-in that isn't sure enough, and what one party may not
// learn of another.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../demo/folders.ts';
import { uuidv7 } from '../visitor/uuid.ts';
import { attack, firstOf, within, type Attack } from './attack.ts';
import { told, type Answer } from './http.ts';
import type { Stage } from './stage.ts';
import type { Visitor, World } from './visitor.ts';

interface Route {
  method: string;
  path: string;
  operation: string;
}

/** The routes of the contract whose path holds an id: a new one is attacked without anybody thinking of it. */
function routesWithIds(world: World): Route[] {
  const found: Route[] = [];
  let path = '';
  let method = '';
  for (const line of readFileSync(join(root, 'contracts/portal.yaml'), 'utf8').split('\n')) {
    path = /^ {2}(\/\S+):$/.exec(line)?.[1] ?? path;
    method = /^ {4}(get|put|post|delete|patch):$/.exec(line)?.[1]?.toUpperCase() ?? method;
    const operation = /^ {6}operationId: (\w+)$/.exec(line)?.[1];
    if (operation && path.startsWith(`/api/${world}/`) && path.includes('{')) found.push({ method, path, operation });
  }
  return found;
}

/** Bodies that the contract allows, so that nothing but the id is wrong. */
const bodies: Record<string, unknown> = {
  putCitizenRead: { position: 1 },
  putEmployeeRead: { position: 1 },
  putCitizenDraft: { text: 'x', revision: 0 },
  putEmployeeDraft: { text: 'x', revision: 0 },
  putCitizenMessage: { text: 'x', language: 'nb' },
  putEmployeeMessage: { text: 'x', language: 'nb' },
  putRequest: { kind: 'CALL_ME' },
  putAnswerPromise: { answerBy: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) },
  putView: { moment: 'ANY_TIME', items: [{ prompt: 'THIS_IS_GOOD', text: 'x' }] },
  putViewDraft: { text: 'x', revision: 0 },
  putComment: { text: 'x' },
  putCommentDraft: { text: 'x', revision: 0 },
  putComplaint: { text: 'x' },
  putComplaintDraft: { text: 'x', revision: 0 },
  putRequestDraft: { text: 'x', revision: 0 },
  putAnswersDraft: { text: 'x', revision: 0 },
  putConsentDraft: { text: 'x', revision: 0 },
  putConsentAnswer: { reply: 'GIVEN', shown: 'x' },
  putMark: { language: 'nb', blockId: 'b1', version: 'x', text: 'x' },
  putMarkDraft: { text: 'x', revision: 0 },
  putMarkAnswerDraft: { text: 'x', revision: 0 },
  putMarkAnswer: { outcome: 'CONFIRMED', version: 'x' },
  putAnswers: { answers: [{ outcome: 'USED', reason: 'x' }] },
  putAccessRequest: { wholeCase: true },
  putAccessRequestDraft: { text: 'x', revision: 0 },
  putCitizenAttachment: Buffer.from('%PDF-1.7\n%%EOF\n'),
  putEmployeeAttachment: Buffer.from('%PDF-1.7\n%%EOF\n'),
  putPause: { paused: true },
  putUnderstood: { answer: 'YES' },
  putExportSwitch: { off: true, reason: 'x' },
};

type Ids = Record<string, string>;

const fill = (path: string, ids: Ids): string => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? randomUUID());
const unknownIds = (): Ids => ({ caseCopyId: randomUUID(), entryId: randomUUID(), documentId: randomUUID() });

/** The ids that really exist: Rania's copy of Layla's case. */
const raniasIds = (stage: Stage): Ids => ({
  caseCopyId: stage.fjordvik.copies['layla/rania']!,
  entryId: stage.fjordvik.entries['layla/rania/vedtak-hjelpetiltak']!,
  documentId: stage.fjordvik.documents['layla/rania/vedtak-hjelpetiltak']!,
});

/** Those, and ids that only exist since somebody was here: a message of Rania's, and a log-in of hers or of her contact person's. */
const allIds = (stage: Stage, world: World): Promise<Ids> =>
  stage.once(`ids ${world}`, async () => {
    const owner = world === 'citizen' ? await stage.citizen('rania') : await stage.employee('ingrid');
    const { logIns } = JSON.parse((await owner.get(`/api/${world}/logins`)).text) as { logIns: { logInId: string; current: boolean }[] };
    const rania = await stage.citizen('rania');
    const conversation = JSON.parse((await rania.get(fill(`${citizensCase}/conversation`, raniasIds(stage)))).text) as { messages: { messageId: string }[] };
    const { meetings } = JSON.parse((await rania.get(fill(citizensCase, raniasIds(stage)))).text) as { meetings: { meetingId: string }[] };
    const ids = {
      ...raniasIds(stage),
      logInId: logIns.find(({ current }) => current)?.logInId ?? '',
      messageId: conversation.messages[0]?.messageId ?? '',
      meetingId: meetings[0]?.meetingId ?? '',
    };
    if (!ids.logInId || !ids.messageId || !ids.meetingId) throw new Error('there is no log-in, no message or no meeting to attack');
    return ids;
  });

/** What an answer tells, without the id that is different each time. */
function shape(answer: Answer): string {
  const body = answer.text.replaceAll(/"correlationId":"[^"]+"/g, '');
  const { date: _d, 'x-correlation-id': _c, connection: _n, 'keep-alive': _k, ...headers } = answer.headers;
  return `${answer.status} ${JSON.stringify(headers)} ${body}`;
}

const call = (visitor: Visitor, { method, path, operation }: Route, ids: Ids): Promise<Answer> => visitor.api(method, fill(path, ids), bodies[operation]);

const everyRoute = (who: string, visitor: (stage: Stage) => Promise<Visitor>, world: World): Attack[] =>
  routesWithIds(world).map((route) =>
    attack(13, `${who} asks ${route.method} ${route.path} with the ids of Rania's copy`, '404 not-found, as for what doesn’t exist', async (stage) => {
      const attacker = await visitor(stage);
      const ids = await allIds(stage, world);
      const foreign = await call(attacker, route, ids);
      const unknown = await call(attacker, route, unknownIds());
      if (told(foreign) !== '404 not-found') return told(foreign);
      return shape(foreign) === shape(unknown) ? '404 not-found, as for what doesn’t exist' : `other than for what doesn't exist: ${told(unknown)}`;
    }),
  );

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const timing = (who: string, visitor: (stage: Stage) => Promise<Visitor>, path: string): Attack =>
  attack(13, `${who} measures how long the answer to a foreign id takes`, 'no longer than to an unknown one', async (stage) => {
    const attacker = await visitor(stage);
    const ids = raniasIds(stage);
    const times: Record<'foreign' | 'unknown', number[]> = { foreign: [], unknown: [] };
    for (let i = 0; i < 25; i++) {
      times.foreign.push((await attacker.get(fill(path, ids))).ms);
      times.unknown.push((await attacker.get(fill(path, unknownIds()))).ms);
    }
    const [foreign, unknown] = [median(times.foreign), median(times.unknown)];
    const apart = Math.abs(foreign - unknown);
    // A machine at work is never still: a class apart is both twice as long and longer than any network's jitter.
    return apart > 5 && Math.max(foreign, unknown) > 2 * Math.min(foreign, unknown) ? `${foreign.toFixed(1)} ms and ${unknown.toFixed(1)} ms` : 'no longer than to an unknown one';
  });

const audited = (who: string, visitor: (stage: Stage) => Promise<Visitor>, world: World, path: string): Attack =>
  attack(13, `${who} leaves a trace in the audit log`, 'one denial each time', async (stage) => {
    const attacker = await visitor(stage);
    const denials = (): Promise<number> => stage.count("FROM audit_event WHERE outcome = 'denied' AND world = $1", world);
    const before = await denials();
    for (let i = 0; i < 3; i++) await attacker.get(fill(path, raniasIds(stage)));
    return (await within(3000, async () => (await denials()) >= before + 3)) ? 'one denial each time' : `${(await denials()) - before} denials of 3`;
  });

const citizensCase = '/api/citizen/cases/{caseCopyId}';
const employeesCase = '/api/employee/conversations/{caseCopyId}';

export const foreignIds: Attack[] = [
  attack(13, 'to compare: Rania asks for her own copy', '200', async (stage) => told(await (await stage.citizen('rania')).get(fill(citizensCase, raniasIds(stage))))),
  attack(13, 'to compare: her contact person asks for it', '200', async (stage) => told(await (await stage.employee('ingrid')).get(fill(employeesCase, raniasIds(stage))))),
  ...everyRoute('the other parent', (stage) => stage.citizen('omar'), 'citizen'),
  ...everyRoute('another family', (stage) => stage.citizen('hodan'), 'citizen'),
  ...everyRoute("another municipality's party", (stage) => stage.citizen('katarzyna'), 'citizen'),
  ...everyRoute('somebody without any case', (stage) => stage.citizen('frode'), 'citizen'),
  ...everyRoute('the former contact person', (stage) => stage.employee('silje'), 'employee'),
  ...everyRoute("another family's contact person", (stage) => stage.employee('vidar'), 'employee'),
  ...everyRoute("another municipality's contact person", (stage) => stage.employee('petter'), 'employee'),
  timing('the other parent', (stage) => stage.citizen('omar'), citizensCase),
  timing('the former contact person', (stage) => stage.employee('silje'), employeesCase),
  audited('the other parent', (stage) => stage.citizen('omar'), 'citizen', citizensCase),
  audited('the former contact person', (stage) => stage.employee('silje'), 'employee', employeesCase),
  attack(13, "a party joins her own copy with another copy's entry", '404 not-found', async (stage) => {
    const ids = { ...raniasIds(stage), entryId: stage.fjordvik.entries['layla/layla/vedtak-hjelpetiltak'] ?? randomUUID() };
    return told(await (await stage.citizen('rania')).get(fill(`${citizensCase}/entries/{entryId}`, ids)));
  }),
  attack(13, 'a party joins one of his copies with an entry of another family', '404 not-found', async (stage) => {
    const ids = { ...raniasIds(stage), caseCopyId: stage.fjordvik.copies['layla/omar']! };
    return told(await (await stage.citizen('omar')).get(fill(`${citizensCase}/entries/{entryId}/documents/{documentId}/content`, ids)));
  }),
  attack(13, 'a party asks to see an entry of another family', '404 not-found, as for what doesn’t exist', async (stage) => {
    const omar = await stage.citizen('omar');
    const caseCopyId = stage.fjordvik.copies['layla/omar']!;
    const ask = (entryId: string): Promise<Answer> => omar.api('PUT', `/api/citizen/cases/${caseCopyId}/access-requests/${uuidv7()}`, { entryIds: [entryId] });
    const [foreign, unknown] = [await ask(raniasIds(stage).entryId!), await ask(randomUUID())];
    if (told(foreign) !== '404 not-found') return told(foreign);
    return shape(foreign) === shape(unknown) ? '404 not-found, as for what doesn’t exist' : `other than for what doesn't exist: ${told(unknown)}`;
  }),
  attack(13, 'a party asks for the file and text of a document of which only the title is released', '404 not-found', async (stage) => {
    const turid = await stage.citizen('turid');
    const path = `/api/citizen/cases/${stage.fjordvik.copies['selma/turid']}/entries/${stage.fjordvik.entries['selma/turid/uttalelse-skole']}`;
    const about = await turid.get(path);
    const document = `${path}/documents/${stage.fjordvik.documents['selma/turid/uttalelse-skole']}`;
    const [text, file] = [told(await turid.get(`${document}/text`)), told(await turid.get(`${document}/content`))];
    return firstOf('404 not-found', about.status !== 200 && told(about), /dokument\.pdf|documentId|står i dokumentet/.test(about.text) && 'its file is named', text !== '404 not-found' && text, file !== '404 not-found' && file);
  }),
  attack(13, 'a party asks for a receipt of what her contact person wrote', '404 not-found, as for what doesn’t exist', async (stage) => {
    const rania = await stage.citizen('rania');
    const conversation = JSON.parse((await rania.get(fill(`${citizensCase}/conversation?limit=200`, raniasIds(stage)))).text) as { messages: { messageId: string; mine: boolean }[] };
    const theirs = conversation.messages.find(({ mine }) => !mine)?.messageId;
    if (!theirs) return 'there is no message of hers to attack with';
    const receipt = (messageId: string): Promise<Answer> => rania.get(fill(`${citizensCase}/conversation/messages/{messageId}/receipt`, { ...raniasIds(stage), messageId }));
    const [hers, nobodys] = [await receipt(theirs), await receipt(randomUUID())];
    if (told(hers) !== '404 not-found') return told(hers);
    return shape(hers) === shape(nobodys) ? '404 not-found, as for what doesn’t exist' : `other than for what doesn't exist: ${told(nobodys)}`;
  }),
  attack(13, "a citizen on the employees' routes", '401 session-ended', async (stage) => told(await (await stage.citizen('rania')).get(fill(employeesCase, raniasIds(stage))))),
  attack(13, "an employee on the citizens' routes", '401 session-ended', async (stage) => told(await (await stage.employee('ingrid')).get(fill(citizensCase, raniasIds(stage))))),
];

/** Everything a party can ask for in one of their copies, as one text. */
async function everythingOf(visitor: Visitor, copy: string): Promise<string> {
  const texts: string[] = [];
  const read = async (path: string): Promise<string> => {
    const answer = await visitor.get(path);
    texts.push(JSON.stringify(answer.headers), answer.text);
    return answer.text;
  };
  await read('/api/citizen/me');
  await read('/api/citizen/events?after=0');
  const base = `/api/citizen/cases/${copy}`;
  await read(base);
  await read(`${base}/conversation`);
  const list = JSON.parse(await read(`${base}/entries`)) as { entries?: { entryId: string; documents?: { documentId: string }[] }[] };
  for (const { entryId } of list.entries ?? []) {
    const entry = JSON.parse(await read(`${base}/entries/${entryId}`)) as { documents?: { documentId: string }[] };
    for (const { documentId } of entry.documents ?? []) {
      await read(`${base}/entries/${entryId}/documents/${documentId}/text`);
      texts.push(JSON.stringify((await visitor.get(`${base}/entries/${entryId}/documents/${documentId}/content`)).headers));
    }
  }
  return texts.join('\n');
}

interface Secret {
  person: string;
  personId: string;
  strings: string[];
}

const neverLearns = (who: string, copy: string, of: string): Attack =>
  attack(14, `${who} reads everything there is in their copy, looking for where ${of} can be found`, 'nothing of it', async (stage) => {
    const secrets = (await stage.demo.fagsystemControl.call<Secret[]>('GET', '/fjordvik/secrets')).filter(({ person }) => person === of);
    if (secrets.length === 0) return `there is no secret of ${of}: the attack proves nothing`;
    const all = await everythingOf(await stage.citizen(who), stage.fjordvik.copies[copy]!);
    if (all.length < 2000) return `only ${all.length} characters came: the attack proves nothing`;
    const found = secrets.flatMap(({ strings }) => strings).filter((one) => all.includes(one));
    return found.length ? `${found.length} details` : 'nothing of it';
  });

const status = (row: number, what: string, expected: string, who: string, path: (stage: Stage) => string, level: 'high' | 'substantial' = 'high'): Attack =>
  attack(row, what, expected, async (stage) => told(await (await stage.citizen(who, level)).get(path(stage))));

const documentsPath = (stage: Stage, name: string): string =>
  `/api/citizen/cases/${stage.fjordvik.copies[name.split('/').slice(0, 2).join('/')]}/entries/${stage.fjordvik.entries[name]}/documents/${stage.fjordvik.documents[name]}/content`;

export const parties: Attack[] = [
  neverLearns('omar', 'layla/omar', 'rania'),
  neverLearns('nina', 'emil/nina', 'emil'),
  status(14, 'Layla’s own document, which her mother’s copy lacks: her mother asks for it by its ids', '404 not-found', 'rania', (stage) => {
    const own = Object.keys(stage.fjordvik.entries).find((name) => name.startsWith('layla/layla/') && !stage.fjordvik.entries[name.replace('layla/layla/', 'layla/rania/')]);
    return documentsPath(stage, own ?? 'layla/layla/vedtak-hjelpetiltak');
  }),
  status(14, 'a child without party rights asks for the documents', '404 not-found', 'sami', (stage) => `/api/citizen/cases/${stage.fjordvik.copies['sami/sami']}/entries`),
  attack(14, 'the other parent looks for how many messages or drafts Rania has', 'nothing of her copy', async (stage) => {
    const omar = await stage.citizen('omar');
    const me = (await omar.get('/api/citizen/me')).text + (await omar.get('/api/citizen/events?after=0')).text;
    return me.includes(stage.fjordvik.copies['layla/rania']!) ? 'her copy is named' : 'nothing of her copy';
  }),
  attack(14, 'a mother whose child has turned 18 looks for the case', 'no case, and 404 not-found', async (stage) => {
    const gro = await stage.citizen('gro');
    const me = JSON.parse((await gro.get('/api/citizen/me')).text) as { cases?: unknown[] };
    const copy = stage.lyngmo.copies['mathea/gro'] ?? stage.fjordvik.copies['mathea/gro'];
    return `${me.cases?.length ? `${me.cases.length} cases` : 'no case'}, and ${told(await gro.get(`/api/citizen/cases/${copy}`))}`;
  }),
  attack(14, 'access ends in the fagsystem while the page is open', '404 not-found at most 5 s later', async (stage) => {
    const copy = stage.fjordvik.copies['ayan/hodan']!;
    const hodan = await stage.fresh('hodan');
    const path = `/api/citizen/cases/${copy}`;
    const before = told(await hodan.get(path));
    await stage.demo.fagsystemControl.call('POST', `/fjordvik/copies/${copy}/access`, { ended: true });
    try {
      const ended = await within(5500, async () => (await hodan.get(path)).status === 404);
      return firstOf('404 not-found at most 5 s later', before !== '200' && `before it, ${before}`, !ended && told(await hodan.get(path)));
    } finally {
      await stage.demo.fagsystemControl.call('POST', `/fjordvik/copies/${copy}/access`, { ended: false });
    }
  }),
  attack(14, 'an entry is taken back in the fagsystem: asked for again', 'no text any more', async (stage) => {
    const rania = await stage.citizen('rania');
    const copy = stage.fjordvik.copies['layla/rania']!;
    const { entryId } = await stage.demo.fagsystemControl.call<{ entryId?: string }>('POST', `/fjordvik/copies/${copy}/release`, {});
    if (!entryId) return 'the fagsystem released nothing';
    const path = `/api/citizen/cases/${copy}/entries/${entryId}`;
    const before = await rania.get(path);
    const document = (JSON.parse(before.text) as { documents?: { documentId: string }[] }).documents?.[0]?.documentId;
    await stage.demo.fagsystemControl.call('POST', `/fjordvik/copies/${copy}/entries/${entryId}/withdraw`);
    const gone = await within(5500, async () => (await rania.get(`${path}/documents/${document}/content`)).status !== 200);
    return firstOf('no text any more', before.status !== 200 && `before it, ${told(before)}`, !gone && 'the document still comes');
  }),
];

const needsMore = (what: string, path: (stage: Stage) => string): Attack =>
  attack(6, what, '403 step-up-needed, no data', async (stage) => {
    const answer = await (await stage.citizen('rania', 'substantial')).get(path(stage));
    return `${told(answer)}, ${/vedtak|Haddad/i.test(answer.text) ? 'data' : 'no data'}`;
  });

export const levels: Attack[] = [
  needsMore('a log-in at level substantial asks for the list of documents', (stage) => `/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/entries`),
  needsMore('… for an entry', (stage) => `/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/entries/${stage.fjordvik.entries['layla/rania/vedtak-hjelpetiltak']}`),
  needsMore('… for a document', (stage) => documentsPath(stage, 'layla/rania/vedtak-hjelpetiltak')),
  needsMore('… for a document’s text', (stage) => documentsPath(stage, 'layla/rania/vedtak-hjelpetiltak').replace(/content$/, 'text')),
  attack(6, 'what the overview tells a log-in at level substantial of the documents', 'no title, no id', async (stage) => {
    const rania = await stage.citizen('rania', 'substantial');
    const copy = stage.fjordvik.copies['layla/rania'];
    const all = (await rania.get('/api/citizen/me')).text + (await rania.get(`/api/citizen/cases/${copy}`)).text + (await rania.get('/api/citizen/events?after=0')).text;
    const ids = Object.entries(stage.fjordvik.entries).filter(([name, id]) => name.startsWith('layla/rania/') && all.includes(id));
    return firstOf('no title, no id', ids[0]?.[0], /hjelpetiltak/i.test(all) && 'a title');
  }),
  attack(6, 'a log-in at level substantial still has its own conversation', '200', async (stage) => told(await (await stage.citizen('rania', 'substantial')).get(`/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/conversation`))),
  attack(6, 'a browser that says it is at level high', '403 step-up-needed', async (stage) => {
    const rania = await stage.citizen('rania', 'substantial');
    return told(await rania.get(`/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/entries?level=high&acr=idporten-loa-high`, { 'x-level': 'high', cookie: `${rania.cookieHeader}; level=high` }));
  }),
  attack(6, 'a log-in for high that comes back lower', 'no session at the lower level', async (stage) => {
    const visitor = stage.stranger();
    const provider = new URL(await visitor.begin('/login?level=high'));
    const callback = await visitor.prove(provider.href, { person: 'rania', level: 'idporten-loa-substantial' });
    await visitor.open(callback);
    const answer = await visitor.get(`/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/entries`);
    return answer.status === 200 || answer.status === 401 ? 'no session at the lower level' : told(answer);
  }),
  attack(6, 'somebody sends on the strength of a proof that turns two hours old meanwhile', '201, then 401 session-ended', async (stage) => {
    const { visitor } = await stage.forgedLogIn({ claims: (c) => ({ ...c, auth_time: Math.floor(Date.now() / 1000) - 2 * 3600 + 5 }) });
    const send = (): Promise<Answer> => visitor.api('PUT', `/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/conversation/messages/${uuidv7()}`, { text: 'Hei.', language: 'nb' });
    const first = await send();
    const over = await within(6000, async () => !(await visitor.isIn()));
    return `${told(first)}, then ${over ? told(await send()) : 'the session lives on'}`;
  }),
];
