// The whole demo as a library: `npm start` runs one on the usual ports, every browser test one on free ports.
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../net/ports.ts';
import { startCitizensLogin } from '../oidc/citizens.ts';
import { startEmployeesLogin } from '../oidc/employees.ts';
import type { Running } from '../oidc/server.ts';
import { Phones } from '../phone/server.ts';
import { startPostgres, type PostgresServer } from '../postgres/server.ts';
import { Child } from './child.ts';
import { Clamd, soundLimits } from './clamd.ts';
import { makeDocuments, osloDay, run } from './build.ts';
import { FagsystemControl } from './fagsystem.ts';
import { program } from './folders.ts';
import { forgetRunning, rememberRunning } from './leftovers.ts';
import { prepareSecrets, type Secrets } from './secrets.ts';
import * as settings from './settings.ts';

export interface DemoOptions {
  /** Where keys, settings and logs lie. */
  folder: string;
  /** The portal's port, from which the others are counted, or free ones for all. */
  ports: number | 'free';
  /** Where the databases' data stays; without it, it goes when the demo stops. */
  data?: { portal: string; fagsystem: string };
  /** Day from which the demo's dates are counted; today without it. */
  day?: string;
  /** The clock from which the fagsystem goes on when it starts. */
  now?: Date;
  portalReplicas?: number;
  /** Another build of the portal than the usual one. */
  portalProgram?: string;
  /** Puts something between the portal and what it talks to: gets the address there is and gives the one to use. */
  between?: (what: 'database' | 'fagsystem', url: string) => Promise<string>;
  tuning?: settings.Tuning;
  /** The virus scanner's limits, where they aren't to fit each other. */
  scannerLimits?: Record<string, string>;
  /** Is told what is done, with the time it took. */
  onStep?: (what: string, ms: number) => void;
}

export interface Demo {
  portalUrl: string;
  /** All replicas' addresses, the first is portalUrl. */
  portalUrls: string[];
  addresses: settings.Addresses;
  portals: Child[];
  fagsystem: Child;
  fagsystemControl: FagsystemControl;
  phones: Phones;
  /** The virus scanner; nothing on a machine that has none. */
  clamd: Clamd | undefined;
  citizensLogin: Running;
  employeesLogin: Running;
  portalDatabase: PostgresServer;
  /** The address of the portal's own database there. */
  portalDatabaseUrl: string;
  fagsystemDatabase: PostgresServer;
  logFolder: string;
  secrets: Secrets;
  stop(): Promise<void>;
}

/** The usual ports, counted from the portal's. */
export function usualPorts(portal: number) {
  return { portal, internal: portal + 9, citizens: portal + 10, employees: portal + 11, fagsystem: portal + 20, phones: portal + 30 };
}

async function chooseAddresses(options: DemoOptions): Promise<settings.Addresses> {
  const usual = usualPorts(options.ports === 'free' ? 0 : options.ports);
  const port = async (wanted: number): Promise<number> => (options.ports === 'free' ? freePort() : wanted);
  const at = async (wanted: number): Promise<string> => `http://127.0.0.1:${await port(wanted)}`;
  const portals: settings.Addresses['portals'] = [];
  for (let i = 0; i < (options.portalReplicas ?? 1); i++) {
    const own = i === 0 ? await port(usual.portal) : await freePort();
    const internal = i === 0 ? await port(usual.internal) : await freePort();
    // A host name other than the stand-ins' address makes the portal cross-site to them, as in production.
    portals.push({ url: `http://localhost:${own}`, listen: `127.0.0.1:${own}`, internal: `127.0.0.1:${internal}` });
  }
  return {
    portals,
    citizensLogin: await at(usual.citizens),
    employeesLogin: await at(usual.employees),
    fagsystem: await at(usual.fagsystem),
    phones: await at(usual.phones),
  };
}

const portOf = (url: string): number => Number(new URL(url).port);

/** Starts everything in order; if a part doesn't start, stops what did and fails with that part's reason. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const started = Date.now();
    const result = await work();
    options.onStep?.(what, Date.now() - started);
    return result;
  };
  try {
    return { ...(await bringUp(options, stops, step)), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** All at once; where one fails, the others come to their end first, so that what they started can be stopped. */
async function atOnce<T extends readonly unknown[]>(works: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const ended = await Promise.allSettled(works);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return ended.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

async function bringUp(options: DemoOptions, stops: (() => Promise<unknown>)[], step: Step): Promise<Omit<Demo, 'stop'>> {
  const { folder, tuning = {} } = options;
  const at = await chooseAddresses(options);
  const logFolder = join(folder, 'logs');
  const folders = { municipalities: join(folder, 'municipalities'), vaultKeys: join(folder, 'vault-keys') };
  await mkdir(logFolder, { recursive: true });
  stops.push(() => forgetRunning(folder));
  const secrets = await prepareSecrets(join(folder, 'secrets'));
  const pdfFolder = await step('Documents', () => makeDocuments(options.day ?? osloDay(options.now ?? new Date())));

  const databases = step('Two Postgres servers', async () => {
    const durable = options.data !== undefined;
    const server = async (name: 'portal' | 'fagsystem', variable: string): Promise<PostgresServer> => {
      const started = await startPostgres({ name, url: process.env[variable], folder: options.data?.[name], durable, logFile: join(logFolder, `postgres-${name}.log`) });
      stops.push(() => started.dispose());
      return started;
    };
    return atOnce<[PostgresServer, PostgresServer]>([server('portal', 'DATABASE_URL'), server('fagsystem', 'FAGSYSTEM_DATABASE_URL')]);
  });
  const suffix = options.data ? '' : `_${process.pid}_${portOf(at.portals[0]!.url)}`;
  const [portalName, fagsystemName] = [`portal${suffix}`, `fagsystem${suffix}`];

  const pages = step('Log-in pages and phones', async () => {
    const citizensLogin = await startCitizensLogin(portOf(at.citizensLogin), settings.citizenClient(at, secrets));
    stops.push(() => citizensLogin.stop());
    const employeesLogin = await startEmployeesLogin(portOf(at.employeesLogin), settings.employeeClient(at, secrets));
    stops.push(() => employeesLogin.stop());
    const started = await Phones.start({ port: portOf(at.phones), token: secrets.notificationsToken });
    stops.push(() => started.stop());
    return { phones: started, citizensLogin, employeesLogin };
  });

  const fagsystemUp = step('Fagsystem with its people and cases', async () => {
    const [, fagsystemDatabase] = await databases;
    await fagsystemDatabase.createDatabase(fagsystemName);
    const child = new Child({
      name: 'The fagsystem stand-in',
      command: program('fagsystem'),
      env: settings.fagsystemEnvironment(at, fagsystemDatabase.url(fagsystemName), pdfFolder, secrets, options.now),
      logFile: join(logFolder, 'fagsystem.log'),
      health: `${at.fagsystem}/control/health`,
    });
    stops.push(() => child.stop());
    await child.start();
    return child;
  });

  const scanner = step('Virus scanner', async () => {
    const started = await Clamd.start(options.scannerLimits ?? soundLimits);
    if (started) stops.push(() => started.stop());
    return started;
  });

  const [[portalDatabase, fagsystemDatabase], { phones, citizensLogin, employeesLogin }, fagsystem, clamd] = await atOnce<
    [Awaited<typeof databases>, Awaited<typeof pages>, Child, Clamd | undefined]
  >([databases, pages, fagsystemUp, scanner]);

  const portals = await step('Portal', async () => {
    await rm(folders.municipalities, { recursive: true, force: true });
    await mkdir(folders.municipalities, { recursive: true });
    const seen = { ...at, fagsystem: (await options.between?.('fagsystem', at.fagsystem)) ?? at.fagsystem };
    for (const m of settings.municipalities) {
      await writeFile(join(folders.municipalities, `${m.id}.yaml`), `${JSON.stringify(settings.municipalityFile(m, seen, secrets), null, 2)}\n`);
    }
    if (!existsSync(folders.vaultKeys)) await run(program('portal'), ['keys', folders.vaultKeys]);
    await portalDatabase.createDatabase(portalName);
    const databaseUrl = portalDatabase.url(portalName);
    const databaseSeen = (await options.between?.('database', databaseUrl)) ?? databaseUrl;
    const children = at.portals.map(
      (replica, i) =>
        new Child({
          name: 'The portal',
          command: options.portalProgram ?? program('portal'),
          env: settings.portalEnvironment(replica, databaseSeen, folders, tuning, clamd?.address),
          logFile: join(logFolder, i === 0 ? 'portal.log' : `portal-${i + 1}.log`),
          health: `http://${replica.listen}/health/ready`,
        }),
    );
    for (const child of children) stops.push(() => child.stop());
    await Promise.all(children.map((child) => child.start()));
    return children;
  });
  await rememberRunning(folder, [fagsystem, ...portals, ...(clamd ? [clamd] : [])].flatMap(({ pid }) => (pid ? [pid] : [])));

  return {
    portalUrl: at.portals[0]!.url,
    portalUrls: at.portals.map(({ url }) => url),
    addresses: at,
    portals,
    fagsystem,
    fagsystemControl: new FagsystemControl(at.fagsystem),
    phones,
    clamd,
    citizensLogin,
    employeesLogin,
    portalDatabase,
    portalDatabaseUrl: portalDatabase.url(portalName),
    fagsystemDatabase,
    logFolder,
    secrets,
  };
}
