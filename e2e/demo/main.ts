// `npm start`: builds what has changed, starts the demo on the usual ports and says where to go.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFree } from '../net/ports.ts';
import { citizen, employee, fullName } from '../people/people.ts';
import { postgresFolder } from '../postgres/binaries.ts';
import { buildAll, osloDay } from './build.ts';
import { ensureClamd } from '../run/clamd.ts';
import { startDemo, usualPorts, type Demo } from './demo.ts';
import { demoFolder, root } from './folders.ts';
import { endLeftovers } from './leftovers.ts';

/** The portal's port; the others are counted from it. */
const portalPort = Number(process.env.DEMO_PORT ?? 4300);

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(7);
const done = (what: string, ms: number): void => say(`${seconds(ms)}  ${what}`);

interface Identity {
  id: string;
  /** The day from which the demo's dates are counted. */
  day: string;
}

/** The demo's own id ties its keys to its databases: new keys never meet old data. */
async function identity(): Promise<Identity> {
  const file = join(demoFolder, 'demo.json');
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Identity;
  const made: Identity = { id: randomUUID(), day: osloDay(new Date()) };
  await mkdir(demoFolder, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(made));
  return made;
}

/** Data lies where Postgres can read it, with the name of the project it belongs to; data of a demo that is gone goes too. */
async function dataFolders(id: string): Promise<{ portal: string; fagsystem: string }> {
  const all = join(postgresFolder(), 'demos');
  await mkdir(all, { recursive: true });
  for (const other of await readdir(all)) {
    const owner = join(all, other, 'owner');
    const file = existsSync(owner) ? join(readFileSync(owner, 'utf8'), 'demo.json') : '';
    const alive = file !== '' && existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as Identity).id === other;
    if (!alive) await rm(join(all, other), { recursive: true, force: true });
  }
  const own = join(all, id);
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'owner'), demoFolder);
  return { portal: join(own, 'portal'), fagsystem: join(own, 'fagsystem') };
}

async function portsOrExit(): Promise<void> {
  const taken: number[] = [];
  for (const port of Object.values(usualPorts(portalPort))) if (!(await isFree(port))) taken.push(port);
  if (taken.length === 0) return;
  say(`Something else on this machine listens on port ${taken.join(', ')}, which the demo needs.`);
  say('Stop it (another "npm start", perhaps?) and try again, or begin at another port: DEMO_PORT=5300 npm start');
  process.exit(1);
}

function welcome(demo: Demo): void {
  const names = (ids: string[]): string => ids.map((id) => fullName(citizen(id))).join(', ');
  say();
  say(`  Open       ${demo.portalUrl}`);
  say(`  Log in as  ${names(['rania'])}, a mother who reads Arabic; her children ${names(['layla', 'sami'])}; their father ${names(['omar'])}`);
  say(`  Employees  ${demo.portalUrl}/employee  as ${fullName(employee('ingrid'))}, their contact person`);
  say(`  Phones     ${demo.phones.url}  what arrives on each person's phone`);
  say(`  Logs       ${demo.logFolder.slice(root.length + 1)}`);
  say();
  say('Ctrl-C stops everything. "npm start -- --fresh" begins with empty databases.');
}

const started = Date.now();
await endLeftovers(demoFolder);
if (process.argv.includes('--fresh')) {
  await rm(demoFolder, { recursive: true, force: true });
  say('Beginning anew.');
}
await portsOrExit();
const { id, day } = await identity();

await buildAll(done);
const noScanner = await ensureClamd();

let stopping = false;
const demo = await startDemo({ folder: demoFolder, ports: portalPort, data: await dataFolders(id), day, onStep: done }).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  say('If it worked before this version, its data may be too old: "npm start -- --fresh" begins with empty databases.');
  process.exit(1);
});

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  say('\nStopping …');
  await demo.stop();
  process.exit(0);
}
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());
process.on('SIGHUP', () => void stop());

done('Ready', Date.now() - started);
welcome(demo);
if (noScanner) say(noScanner);
const age = Math.round((Date.parse(osloDay(new Date())) - Date.parse(day)) / 86_400_000);
if (age > 6) say(`The demo's dates count from ${age} days ago.`);
