// Row 21: files that are something else, hide something or are too much; against a real clamd. The attackers are people
// who may write there: what isn't theirs is row 13.
import { randomUUID } from 'node:crypto';
import { blindLimits, eicar } from '../demo/clamd.ts';
import { uuidv7 } from '../visitor/uuid.ts';
import { attack, firstOf, within, type Attack } from './attack.ts';
import { archive, docx, hugePicture, locked, packedObjects, pdf, photo, secretPlace } from './files.ts';
import { told, type Answer } from './http.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

interface File {
  attachmentId: string;
  name?: string;
  state: string;
  reason?: string;
}

const conversation = (stage: Stage): string => `/api/citizen/cases/${stage.fjordvik.copies['layla/rania']}/conversation`;

const parse = <T>(answer: Answer): T => JSON.parse(answer.text || '{}') as T;

async function upload(stage: Stage, visitor: Visitor, content: Buffer, name = 'brev.pdf', id = uuidv7()): Promise<Answer & { id: string }> {
  return { id, ...(await visitor.api('PUT', `${conversation(stage)}/attachments/${id}`, content, { 'x-file-name': encodeURIComponent(name) })) };
}

const look = async (stage: Stage, visitor: Visitor, id: string): Promise<File> => parse<File>(await visitor.get(`${conversation(stage)}/attachments/${id}`));
const remove = (stage: Stage, visitor: Visitor, id: string): Promise<Answer> => visitor.api('DELETE', `${conversation(stage)}/attachments/${id}`);

/** What became of a file, at once or after its check. */
async function fate(stage: Stage, content: Buffer, name?: string): Promise<string> {
  const rania = await stage.citizen('rania');
  const added = await upload(stage, rania, content, name);
  if (added.status === 422) return `refused: ${parse<File>(added).reason ?? told(added)}`;
  if (added.status !== 201) return told(added);
  try {
    let file = parse<File>(added);
    await within(45_000, async () => (file = await look(stage, rania, added.id)).state !== 'WAITING_FOR_CHECK');
    const kept = await stage.count('FROM attachment a JOIN attachment_chunk c ON c.upload_id = a.upload_id WHERE a.id = $1', added.id);
    if (file.state === 'REFUSED') return kept ? 'refused, and its bytes are kept' : `refused: ${file.reason}`;
    return file.state === 'INFECTED' && kept ? 'INFECTED, and its bytes are kept' : file.state;
  } finally {
    await remove(stage, rania, added.id);
  }
}

const sending = (what: string, expected: string, content: () => Buffer, name?: string): Attack =>
  attack(21, `${what} is added to a message`, expected, (stage) => fate(stage, content(), name));

/** Sends a message with files; gives its id. */
async function send(stage: Stage, visitor: Visitor, attachments: string[]): Promise<{ id: string; answer: Answer }> {
  const id = uuidv7();
  return { id, answer: await visitor.api('PUT', `${conversation(stage)}/messages/${id}`, { text: '', attachments }) };
}

const content = (stage: Stage, visitor: Visitor, message: string, id: string): Promise<Answer> => visitor.get(`${conversation(stage)}/messages/${message}/attachments/${id}/content`);

/** The message is taken back, and its file with it. */
async function takeBack(stage: Stage, visitor: Visitor, message: string, id: string): Promise<void> {
  await visitor.api('POST', `${conversation(stage)}/messages/${message}/undo`);
  await remove(stage, visitor, id);
}

/** The attack that a portal without the scanner's proof must fail at. */
export const overlooking = 'the scanner is set up so that it says OK to an oversized EICAR';

const named = (name: string, wanted: string): Attack =>
  attack(21, `a file is called ${JSON.stringify(name)}`, `it is called ${JSON.stringify(wanted)}`, async (stage) => {
    const rania = await stage.citizen('rania');
    const added = await upload(stage, rania, pdf(), name);
    await remove(stage, rania, added.id);
    return added.status === 201 ? `it is called ${JSON.stringify(parse<File>(added).name)}` : told(added);
  });

export const uploads: Attack[] = [
  sending('to compare: a PDF', 'READY', () => pdf()),
  sending('to compare: a letter', 'READY', () => docx(), 'brev.docx'),
  sending('EICAR as a PDF', 'INFECTED', () => Buffer.concat([pdf(), Buffer.from(`% ${eicar}\n`)])),
  sending('EICAR inside a letter', 'INFECTED', () => docx({ 'word/media/image1.txt': eicar }), 'brev.docx'),
  sending('EICAR behind 24 MB in a PDF', 'INFECTED', () => Buffer.concat([pdf(`<< /X (${'y'.repeat(24 << 20)}) >>`), Buffer.from(`% ${eicar}\n`)])),
  sending('an SVG that calls itself a picture', 'refused: TYPE_NOT_ALLOWED', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'bilde.png'),
  sending('a page that calls itself a PDF', 'refused: TYPE_NOT_ALLOWED', () => Buffer.from('<!doctype html><script>alert(1)</script>')),
  sending('a program', 'refused: TYPE_NOT_ALLOWED', () => Buffer.from('MZ\x90\0', 'latin1'), 'brev.pdf'),
  sending('any archive', 'refused: TYPE_NOT_ALLOWED', () => archive({ 'a.txt': 'a' }), 'brev.docx'),
  sending('a PDF that is an archive too', 'refused: SEVERAL_TYPES', () => Buffer.concat([pdf(), archive({ a: 'a' })])),
  sending('a photo that is an archive too', 'refused: SEVERAL_TYPES', () => Buffer.concat([photo(), archive({ a: 'a' })]), 'bilde.jpg'),
  sending('a PDF with a page at its end', 'refused: SEVERAL_TYPES', () => Buffer.concat([pdf(), Buffer.from(`<script>${'x'.repeat(200)}</script>`)])),
  sending('a PDF with JavaScript', 'refused: ACTIVE_CONTENT', () => pdf('<< /S /JavaScript /JS (app.alert\\(1\\)) >>')),
  // The scanner itself takes a hidden name for an attack.
  sending('a PDF with JavaScript spelled otherwise', 'INFECTED', () => pdf('<< /S /Java#53cript /JS (x) >>')),
  sending('a PDF with JavaScript in packed objects', 'refused: ACTIVE_CONTENT', () => pdf(packedObjects('4 0 << /S /JavaScript /JS (x) >>'))),
  sending('a PDF that starts a program', 'refused: ACTIVE_CONTENT', () => pdf('<< /S /Launch /F (cmd.exe) >>')),
  sending('a PDF with a file in it', 'refused: EMBEDDED_FILES', () => pdf('<< /Type /EmbeddedFile >>')),
  sending('a PDF with a password', 'refused: ENCRYPTED', () => pdf('<< /Encrypt 9 0 R >>')),
  sending('an Office document with a password', 'refused: ENCRYPTED', locked, 'brev.docx'),
  sending('a letter with a macro', 'refused: ACTIVE_CONTENT', () => docx({ 'word/vbaProject.bin': 'x' }), 'brev.docx'),
  sending('a letter that fetches its template', 'refused: ACTIVE_CONTENT', () => docx({ 'word/_rels/settings.xml.rels': '<Relationships><Relationship Type="x/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>' }), 'brev.docx'),
  sending('an archive that swells', 'refused: TOO_COMPLEX', () => docx({ 'word/media/a.bin': Buffer.alloc(220 << 20) }), 'brev.docx'),
  sending('a small picture of 3.6 thousand million points', 'refused: TOO_COMPLEX', () => hugePicture(60_000, 60_000), 'bilde.png'),
  sending('an empty file', 'refused: 422 file-empty', () => Buffer.alloc(0)),

  attack(21, 'a photo tells where it was taken', 'nothing of it is given out, and it is a file to keep', async (stage) => {
    const rania = await stage.citizen('rania');
    const added = await upload(stage, rania, photo(), 'IMG_1.JPG');
    await within(45_000, async () => (await look(stage, rania, added.id)).state !== 'WAITING_FOR_CHECK');
    const { id } = await send(stage, rania, [added.id]);
    const answer = await content(stage, rania, id, added.id);
    const header = (name: string): string => String(answer.headers[name] ?? '');
    await takeBack(stage, rania, id, added.id);
    return firstOf(
      'nothing of it is given out, and it is a file to keep',
      answer.status !== 200 && told(answer),
      answer.text.includes(secretPlace) && 'the place is in it',
      answer.bytes.subarray(0, 2).toString('hex') !== 'ffd8' && 'it is no photo any more',
      header('content-disposition') !== 'attachment; filename="vedlegg.jpg"' && header('content-disposition'),
      header('x-content-type-options') !== 'nosniff' && 'no nosniff',
      !header('content-security-policy').includes('sandbox') && 'no sandbox',
      header('cache-control') !== 'no-store' && header('cache-control'),
    );
  }),
  named('a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie x=1.pdf'),
  named('\u202efdp.exe', 'fdp.exe.pdf'),
  named('../../etc/passwd', 'passwd.pdf'),
  named('C:\\temp\\brev.html', 'brev.html.pdf'),
  named('x'.repeat(1200), `${'x'.repeat(100)}.pdf`),

  attack(21, 'a file of 26 MB is added', '413 file-too-large', async (stage) => told(await upload(stage, await stage.citizen('rania'), Buffer.alloc(26 << 20, 'x')))),
  attack(21, 'an eleventh file is added', '422 too-many-files', async (stage) => {
    const omar = await stage.citizen('omar');
    const own = `/api/citizen/cases/${stage.fjordvik.copies['layla/omar']}/conversation/attachments`;
    const put = (): Promise<Answer> => omar.api('PUT', `${own}/${uuidv7()}`, pdf());
    for (let i = 0; i < 10; i++) await put();
    const answer = await put();
    for (const { attachmentId } of parse<{ attachments: File[] }>(await omar.get(own)).attachments) await omar.api('DELETE', `${own}/${attachmentId}`);
    return told(answer);
  }),
  attack(21, 'a file is said to be JSON', '400 invalid-request', async (stage) =>
    told(await (await stage.citizen('rania')).api('PUT', `${conversation(stage)}/attachments/${uuidv7()}`, pdf(), { 'content-type': 'application/json', 'x-file-name': 'x' }))),
  attack(21, 'another site’s page adds a file', '403 origin-refused', async (stage) =>
    told(await (await stage.citizen('rania')).api('PUT', `${conversation(stage)}/attachments/${uuidv7()}`, pdf(), { origin: 'https://evil.example' }))),
  attack(21, 'the id of one file is used for another', '409 other-body', async (stage) => {
    const rania = await stage.citizen('rania');
    const added = await upload(stage, rania, pdf());
    const other = await upload(stage, rania, pdf('<< /X 1 >>'), 'brev.pdf', added.id);
    await remove(stage, rania, added.id);
    return told(other);
  }),
  attack(21, 'Omar sends a file of Rania’s draft', 'as one that nobody has: 422 attachment-unusable', async (stage) => {
    const [rania, omar] = [await stage.citizen('rania'), await stage.citizen('omar')];
    const added = await upload(stage, rania, pdf());
    const put = (id: string): Promise<Answer> => omar.api('PUT', `/api/citizen/cases/${stage.fjordvik.copies['layla/omar']}/conversation/messages/${uuidv7()}`, { text: 'x', attachments: [id] });
    const [theirs, nobodys] = [await put(added.id), await put(randomUUID())];
    await remove(stage, rania, added.id);
    return told(theirs) === told(nobodys) ? `as one that nobody has: ${told(theirs)}` : `${told(theirs)}, and for nobody's ${told(nobodys)}`;
  }),
  attack(21, 'a file is fetched before it is checked, the scanner being down', 'sent at once, 404 not-found until it is checked', async (stage) => {
    const rania = await stage.citizen('rania');
    await stage.demo.clamd!.kill();
    const added = await upload(stage, rania, pdf());
    const { id, answer } = await send(stage, rania, [added.id]);
    const before = await content(stage, rania, id, added.id);
    await stage.demo.clamd!.again();
    const after = await within(45_000, async () => (await content(stage, rania, id, added.id)).status === 200);
    await takeBack(stage, rania, id, added.id);
    return firstOf(`sent at once, ${told(before)} until it is checked`, answer.status !== 201 && told(answer), !after && 'never checked after the scanner was back');
  }),
  attack(21, 'an infected file is sent and fetched', '404 not-found', async (stage) => {
    const rania = await stage.citizen('rania');
    await stage.demo.clamd!.kill();
    const added = await upload(stage, rania, Buffer.concat([pdf(), Buffer.from(`% ${eicar}\n`)]));
    const { id } = await send(stage, rania, [added.id]);
    await stage.demo.clamd!.again();
    const found = await within(45_000, async () => (await stage.count("FROM attachment WHERE id = $1 AND state = 'INFECTED'", added.id)) === 1);
    const answer = await content(stage, rania, id, added.id);
    await takeBack(stage, rania, id, added.id);
    return found ? told(answer) : 'it was never found';
  }),
  attack(21, 'EICAR is put into the fagsystem and fetched ten times at once', '404 not-found each time, scanned once', async (stage) => {
    const rania = await stage.citizen('rania');
    const copy = `/fjordvik/copies/${stage.fjordvik.copies['layla/rania']}`;
    const { submissionId: message } = await stage.demo.fagsystemControl.call<{ submissionId: string }>('POST', `${copy}/message`, {
      employeeId: stage.fjordvik.employees['ingrid'], text: 'x',
      attachment: { name: 'innkalling.pdf', mediaType: 'application/pdf', content: Buffer.concat([pdf(), Buffer.from(`% ${eicar}\n`)]).toString('base64') },
    });
    const shown = async (): Promise<File> =>
      parse<{ messages: { messageId: string; attachments?: File[] }[] }>(await rania.get(conversation(stage))).messages.find(({ messageId }) => messageId === message)!.attachments![0]!;
    const { attachmentId: id, state } = await shown();
    const answers = await Promise.all(Array.from({ length: 10 }, () => content(stage, rania, message, id)));
    let then = await shown();
    const found = await within(45_000, async () => (then = await shown()).state === 'INFECTED');
    answers.push(await content(stage, rania, message, id));
    const scans = await stage.count("FROM river_job WHERE kind = 'attachment.check-received' AND args ->> 'fileId' = $1", id);
    await stage.demo.fagsystemControl.call('POST', `${copy}/messages/${message}/withdraw`, {});
    const kinds = [...new Set(answers.map(told))];
    return firstOf(
      `${kinds.join(', ')} each time, scanned ${scans === 1 ? 'once' : `${scans} times`}`,
      state !== 'WAITING_FOR_CHECK' && `${state} before it was scanned`,
      !found && 'it was never found',
      then.name !== undefined && 'its name is told',
    );
  }),
  attack(21, overlooking, 'nothing is READY, and the metrics say so', async (stage) => {
    const rania = await stage.citizen('rania');
    await stage.demo.clamd!.kill();
    const added = await upload(stage, rania, pdf());
    // The replicas notice that it is away; then it comes back blind.
    const noticed = await within(70_000, async () => (await Promise.all(stage.portals.map((portal) => stage.metric(portal, 'portal_virus_scanner_up')))).every((up) => up === 0));
    await stage.demo.clamd!.again(blindLimits);
    // Only an attempt at this file counts that began after that, and is over.
    const blind = (await stage.rows<{ now: string }>('SELECT now()::text'))[0]!.now;
    const tried = await within(30_000, async () =>
      (await stage.count("FROM river_job WHERE kind = 'attachment.check' AND args ->> 'id' = $1 AND attempted_at > $2::timestamptz AND state <> 'running'", added.id, blind)) > 0);
    const { state } = await look(stage, rania, added.id);
    const up = await Promise.all(stage.portals.map((portal) => stage.metric(portal, 'portal_virus_scanner_up')));
    await stage.demo.clamd!.kill();
    await stage.demo.clamd!.again();
    const mended = await within(45_000, async () => (await look(stage, rania, added.id)).state === 'READY');
    await remove(stage, rania, added.id);
    return firstOf(
      'nothing is READY, and the metrics say so',
      !noticed && 'it wasn’t noticed that the scanner was away',
      !tried && 'nothing was tried with the blind scanner',
      state !== 'WAITING_FOR_CHECK' && state,
      up.some((one) => one !== 0) && `the metrics say ${up.join(', ')}`,
      !mended && 'not READY after it was mended',
    );
  }),
];
