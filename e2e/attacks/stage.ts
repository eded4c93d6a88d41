// Where the attacks play: a demo with two replicas on one Postgres, its people's ids, and further portals for single attacks.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Child } from '../demo/child.ts';
import { startDemo, type Demo } from '../demo/demo.ts';
import { cache, program } from '../demo/folders.ts';
import { prepareSecrets } from '../demo/secrets.ts';
import * as settings from '../demo/settings.ts';
import { freePort } from '../net/ports.ts';
import { Forger, type Forgery } from './forger.ts';
import { send, type Answer } from './http.ts';
import { Visitor, type Level, type Portal, type World } from './visitor.ts';

export interface Names {
  persons: Record<string, string>;
  employees: Record<string, string>;
  copies: Record<string, string>;
  entries: Record<string, string>;
  documents: Record<string, string>;
}

export interface ExtraOptions {
  name: string;
  env?: Record<string, string>;
  program?: string;
  /** What is different in the municipalities' files. */
  change?: (file: Record<string, unknown>) => Record<string, unknown>;
}

/** A further portal on the same database. */
export interface ExtraPortal extends Portal {
  child: Child;
}

const portalOf = (url: string, internal: string): Portal => {
  const { host, port } = new URL(url);
  return { url, host, port: Number(port), internal };
};

export interface StageOptions {
  /** A weakened portal; see weakened.ts. */
  program?: string;
}

export class Stage {
  private readonly people = new Map<string, Promise<Visitor>>();
  private readonly extras: Child[] = [];
  private readonly forgers: Forger[] = [];
  private readonly shared = new Map<string, Promise<unknown>>();

  private constructor(
    readonly demo: Demo,
    readonly folder: string,
    readonly database: pg.Pool,
    readonly fjordvik: Names,
    readonly lyngmo: Names,
    private readonly portalProgram: string,
  ) {}

  static async set(options: StageOptions = {}): Promise<Stage> {
    const folder = join(cache, 'attacks');
    const demo = await startDemo({ folder, ports: 'free', portalReplicas: 2, tuning: { portal: { REQUESTS_PER_SECOND: '200' } }, ...(options.program ? { portalProgram: options.program } : {}) });
    const database = new pg.Pool({ connectionString: demo.portalDatabaseUrl, max: 4 });
    database.on('error', () => undefined);
    const names = (m: string): Promise<Names> => demo.fagsystemControl.call<Names>('GET', `/${m}/names`);
    return new Stage(demo, folder, database, await names('fjordvik'), await names('lyngmo'), options.program ?? program('portal'));
  }

  async clear(): Promise<void> {
    await Promise.all(this.extras.map((child) => child.stop()));
    await Promise.all(this.forgers.map((forger) => forger.stop()));
    await this.database.end();
    await this.demo.stop();
  }

  /** Every portal that runs on this database. */
  get running(): Child[] {
    return [...this.demo.portals, ...this.extras].filter(({ running }) => running);
  }

  /** The two replicas. */
  get portals(): [Portal, Portal] {
    const all = this.demo.addresses.portals.map(({ url, internal }) => portalOf(url, internal));
    return [all[0]!, all[1]!];
  }

  get portal(): Portal {
    return this.portals[0];
  }

  /** A browser that nobody has used yet. */
  stranger(world: World = 'citizen'): Visitor {
    return new Visitor(this.portal, world);
  }

  /** Somebody who has just logged in, in a browser of their own. */
  fresh(id: string, options: { world?: World; level?: Level } = {}): Promise<Visitor> {
    return this.stranger(options.world).mustLogIn(id, options);
  }

  /** Somebody who is logged in and stays so: for attacks that don't end it. */
  citizen(id: string, level: Level = 'high'): Promise<Visitor> {
    return this.kept(`${id} ${level}`, () => this.fresh(id, { level }));
  }

  employee(id: string): Promise<Visitor> {
    return this.kept(`employee ${id}`, () => this.fresh(id, { world: 'employee' }));
  }

  private async kept(key: string, logIn: () => Promise<Visitor>): Promise<Visitor> {
    const found = await this.people.get(key)?.catch(() => undefined);
    if (found && (await found.isIn())) return found;
    const logged = logIn();
    this.people.set(key, logged);
    return logged;
  }

  /** Rows of the portal's own database. */
  async rows<T extends pg.QueryResultRow>(sql: string, ...values: unknown[]): Promise<T[]> {
    return (await this.database.query<T>(sql, values)).rows;
  }

  async count(sql: string, ...values: unknown[]): Promise<number> {
    return Number((await this.rows<{ n: string }>(`SELECT count(*) AS n ${sql}`, ...values))[0]!.n);
  }

  /** The variables and files of a further portal on the same database, on ports of its own. */
  async prepare({ name, env = {}, change = (file) => file, program: binary = this.portalProgram }: ExtraOptions): Promise<ExtraPortal> {
    const port = await freePort();
    const replica = { url: `http://localhost:${port}`, listen: `127.0.0.1:${port}`, internal: `127.0.0.1:${await freePort()}` };
    // It answers under the demo's own host too, as a further replica would.
    const at = { ...this.demo.addresses, portals: [...this.demo.addresses.portals, replica] };
    const municipalities = join(this.folder, name);
    await mkdir(municipalities, { recursive: true });
    const secrets = await prepareSecrets(join(this.folder, 'secrets'));
    for (const m of settings.municipalities) {
      await writeFile(join(municipalities, `${m.id}.yaml`), JSON.stringify(change(settings.municipalityFile(m, at, secrets))));
    }
    const folders = { municipalities, vaultKeys: join(this.folder, 'vault-keys') };
    const child = new Child({
      name: `The portal "${name}"`,
      command: binary,
      env: { ...settings.portalEnvironment(replica, this.demo.portalDatabaseUrl, folders, {}, this.demo.clamd?.address), ...env },
      logFile: join(this.demo.logFolder, `portal-${name}.log`),
      health: `http://${replica.listen}/health/ready`,
      readyWithinMs: 20_000,
    });
    this.extras.push(child);
    return { ...portalOf(replica.url, replica.internal), child };
  }

  /** Starts a further portal. */
  async extra(options: ExtraOptions): Promise<ExtraPortal> {
    const portal = await this.prepare(options);
    await portal.child.start();
    return portal;
  }

  /** What several attacks share, made when the first of them needs it. */
  once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const found = this.shared.get(name) ?? make();
    this.shared.set(name, found);
    return found as Promise<T>;
  }

  /** A portal that takes the attackers' own provider for ID-porten. */
  forged(): Promise<{ forger: Forger; portal: ExtraPortal }> {
    return this.once('forged', async () => {
      const forger = await Forger.start();
      this.forgers.push(forger);
      const change = (file: Record<string, unknown>): Record<string, unknown> => ({ ...file, citizenLogin: { ...(file.citizenLogin as object), issuer: forger.issuer } });
      return { forger, portal: await this.extra({ name: 'forged', change }) };
    });
  }

  /** Somebody logs in there, with a token that is spoiled like this, and is sent on to wherever the portal says. */
  async forgedLogIn(forgery: Forgery): Promise<{ forger: Forger; portal: ExtraPortal; visitor: Visitor; answer: Answer }> {
    const { forger, portal } = await this.forged();
    const visitor = this.stranger();
    visitor.via = portal;
    forger.forgery = forgery;
    try {
      return { forger, portal, visitor, answer: await visitor.open(await visitor.untilCallback({ person: 'rania', level: 'idporten-loa-high' })) };
    } finally {
      forger.forgery = {};
    }
  }

  /** All that a portal says of itself at its internal address. */
  async metrics({ internal }: Portal): Promise<string> {
    return (await send(Number(internal.split(':')[1]), { path: '/metrics', headers: { host: internal } })).text;
  }

  /** A number of a portal's metrics. */
  async metric(portal: Portal, name: string): Promise<number> {
    return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(await this.metrics(portal))?.[1] ?? NaN);
  }

  /** What the demo's programs have logged, by file. */
  async logs(): Promise<Map<string, string>> {
    const files = await readdir(this.demo.logFolder);
    return new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(this.demo.logFolder, file), 'utf8')] as const)));
  }
}
