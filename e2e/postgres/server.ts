// A Postgres server for the demo and the tests: started, stopped and killed at will, or one that the user names.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../net/ports.ts';
import { postgresFolder } from './binaries.ts';
import { clusterPassword, dataFolder, prepareCluster, removeCluster, run, throwaway } from './cluster.ts';

export interface PostgresOptions {
  /** For messages: what the server is for. */
  name: string;
  /** The server of the user's own to take instead, as DATABASE_URL names it. */
  url?: string | undefined;
  /** Where the data stays; without it, the server starts empty and its data goes when it stops for good. */
  folder?: string;
  /** Survive a power cut (the demo) or be quick (the tests). */
  durable?: boolean;
  port?: number;
  logFile?: string;
}

export interface PostgresServer {
  /** The address of a database on this server. */
  url(database: string): string;
  /** Makes the database if it isn't there. */
  createDatabase(database: string): Promise<void>;
  dropDatabase(database: string): Promise<void>;
  /** Starts again after stop() or kill(), on the same port. */
  start(): Promise<void>;
  /** Ends all connections and shuts down. */
  stop(): Promise<void>;
  /** Dies as in a power cut. */
  kill(): Promise<void>;
  /** Stops, and removes the data unless it has a folder of its own. */
  dispose(): Promise<void>;
}

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

abstract class Base {
  abstract url(database: string): string;

  private async admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async createDatabase(database: string): Promise<void> {
    await this.admin(async (client) => {
      const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${identifier(database)}`);
    });
  }

  async dropDatabase(database: string): Promise<void> {
    await this.admin((client) => client.query(`DROP DATABASE IF EXISTS ${identifier(database)} WITH (FORCE)`));
  }
}

/** A server that isn't ours: databases can be made on it, but it is neither started nor stopped. */
class NamedServer extends Base implements PostgresServer {
  private readonly made: string[] = [];
  constructor(private readonly options: PostgresOptions & { url: string }) {
    super();
  }
  url(database: string): string {
    const url = new URL(this.options.url);
    url.pathname = `/${database}`;
    return url.href;
  }
  override async createDatabase(database: string): Promise<void> {
    await super.createDatabase(database);
    this.made.push(database);
  }
  private notOurs(): never {
    throw new Error(`The Postgres server for ${this.options.name} is not ours to stop: it came from the environment.`);
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {
    this.notOurs();
  }
  async kill(): Promise<void> {
    this.notOurs();
  }
  async dispose(): Promise<void> {
    if (this.options.durable) return;
    for (const database of this.made) await this.dropDatabase(database);
  }
}

/** A server of our own, from the npm package. */
class OwnServer extends Base implements PostgresServer {
  private child: ChildProcess | undefined;
  private port = 0;
  private password = '';
  private bin = '';
  private readonly folder: string;

  constructor(private readonly options: PostgresOptions) {
    super();
    this.folder = options.folder ?? join(postgresFolder(), `${throwaway}${process.pid}-${randomUUID()}`);
  }

  url(database: string): string {
    return `postgres://postgres:${this.password}@127.0.0.1:${this.port}/${database}?sslmode=disable`;
  }

  async start(): Promise<void> {
    if (this.child) return;
    const { bin, user } = await prepareCluster(this.folder);
    this.bin = bin;
    this.password = await clusterPassword(this.folder);
    this.port ||= this.options.port || (await freePort());
    await this.endLeftover();
    const settings: Record<string, string> = {
      listen_addresses: '127.0.0.1',
      port: String(this.port),
      unix_socket_directories: '',
      max_connections: '200',
      lc_messages: 'C',
      timezone: 'UTC',
      // Statements hold people's messages; a log must not.
      log_min_error_statement: 'panic',
      log_parameter_max_length_on_error: '0',
      // What needn't outlive a crash needs no gigabyte of log on somebody's disk either.
      ...(this.options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', max_wal_size: '128MB' }),
    };
    const args = ['-D', dataFolder(this.folder), ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
    const child = spawn(join(bin, 'postgres'), args, { ...user, cwd: dataFolder(this.folder), env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' });
    this.child = child;
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
    });
    await this.ready(child);
  }

  /** Postgres says on its log when it takes connections, so nothing needs to be tried over and over. */
  private async ready(child: ChildProcess): Promise<void> {
    const log = this.options.logFile ? createWriteStream(this.options.logFile, { flags: 'a' }) : undefined;
    let said = '';
    let up = false;
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        log?.end();
        if (!up) reject(new Error(`Postgres for ${this.options.name} did not start (${code}):\n${said.slice(-2000)}`));
      });
      child.stderr!.on('data', (data: Buffer) => {
        log?.write(data);
        if (up) return;
        said += data.toString();
        if (said.includes('database system is ready to accept connections')) {
          up = true;
          resolve();
        }
      });
    });
  }

  /** Ends what an earlier run left behind on this folder, such as after a killed terminal. */
  private async endLeftover(): Promise<void> {
    const file = join(dataFolder(this.folder), 'postmaster.pid');
    if (!existsSync(file) || process.platform === 'win32') return;
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    const command = `/proc/${pid}/cmdline`;
    if (existsSync('/proc/self') && !(existsSync(command) && readFileSync(command, 'utf8').includes(dataFolder(this.folder)))) return;
    const { user } = await prepareCluster(this.folder);
    await run(join(this.bin, 'pg_ctl'), ['stop', '-w', '-m', 'immediate', '-D', dataFolder(this.folder)], user).catch(() => undefined);
  }

  private async end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const child = this.child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (process.platform === 'win32') {
      await run(join(this.bin, 'pg_ctl'), ['stop', '-w', '-m', signal === 'SIGINT' ? 'fast' : 'immediate', '-D', dataFolder(this.folder)], undefined);
    } else {
      child.kill(signal);
    }
    await gone;
  }

  stop(): Promise<void> {
    return this.end('SIGINT');
  }

  kill(): Promise<void> {
    return this.end('SIGQUIT');
  }

  async dispose(): Promise<void> {
    if (this.options.folder) return this.stop();
    await this.kill();
    await removeCluster(this.folder);
  }
}

/** Starts a server, or takes the one that the user named. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const server = options.url ? new NamedServer({ ...options, url: options.url }) : new OwnServer(options);
  await server.start();
  return server;
}
