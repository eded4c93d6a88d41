// What the chaos happens to: replicas of the portal, their Postgres and the fagsystem, with wires between that can be cut.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startDemo, type Demo } from '../demo/demo.ts';
import { cache } from '../demo/folders.ts';
import { Proxy } from '../net/proxy.ts';
import { postgresFolder } from '../postgres/binaries.ts';

export interface Scene {
  demo: Demo;
  /** Between the replicas and their Postgres, and between them and the fagsystem. */
  wires: { database: Proxy; fagsystem: Proxy };
  /** How many submissions were accepted until then (now, without it) and aren't registered yet. */
  pending(until?: number): Promise<number>;
  /** How often the one that waits and was tried most often has been tried in vain. */
  inVain(): Promise<number>;
  /** What the oldest in each lane waits for, to find out what is slow. */
  waiting(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface SceneOptions {
  replicas: number;
  /** More variables of the portal. */
  portal?: Record<string, string>;
  /** Another program than the portal as it is, for proving that its faults are found. */
  program?: string;
}

async function asked<Row extends pg.QueryResultRow>(demo: Demo, question: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: demo.portalDatabaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(question, values)).rows;
  } finally {
    await client.end();
  }
}

export async function startScene({ replicas, portal = {}, program }: SceneOptions): Promise<Scene> {
  // A server that the environment names can't be killed.
  delete process.env.DATABASE_URL;
  delete process.env.FAGSYSTEM_DATABASE_URL;
  const id = randomUUID();
  // With folders of their own the servers are durable: what they confirm must survive their death.
  const folder = join(postgresFolder(), 'chaos', id);
  const data = { portal: join(folder, 'portal'), fagsystem: join(folder, 'fagsystem') };
  const wires: Partial<Scene['wires']> = {};
  const demo = await startDemo({
    folder: join(cache, 'chaos', id),
    ports: 'free',
    data,
    portalReplicas: replicas,
    ...(program ? { portalProgram: program } : {}),
    // Undo would only make everything ten seconds slower.
    tuning: { messageUndo: '0s', logLevel: 'warn', portal: { NOTIFY_DELAY: '1h', REQUESTS_PER_SECOND: '1000', ...portal } },
    between: async (what, url) => {
      const address = new URL(url);
      wires[what] = await Proxy.start(Number(address.port));
      address.port = String(wires[what].port);
      return address.href.replace(/\/$/, '');
    },
  });
  const { database, fagsystem } = wires as Scene['wires'];
  return {
    demo,
    wires: { database, fagsystem },
    pending: async (until = Date.now()) =>
      (
        await asked<{ pending: number }>(
          demo,
          `SELECT count(*)::int AS pending FROM submission WHERE state IN ('HELD', 'WAITING', 'PARKED') AND accepted_at <= to_timestamp($1::float8 / 1000)`,
          [until],
        )
      )[0]!.pending,
    inVain: async () => (await asked<{ attempts: number }>(demo, `SELECT coalesce(max(attempts), 0) AS attempts FROM submission WHERE state = 'WAITING'`))[0]!.attempts,
    waiting: async () =>
      (
        await asked<{ what: string }>(
          demo,
          `SELECT DISTINCT ON (municipality, author_id, ordering_key)
             format('%s %s: %s %s, %s attempts, due in %s ms, accepted %s ms ago', municipality, left(ordering_key::text, 4), state, reason, attempts,
               round(extract(epoch FROM due_at - clock_timestamp()) * 1000), round(extract(epoch FROM clock_timestamp() - accepted_at) * 1000)) AS what
           FROM submission WHERE state IN ('HELD', 'WAITING', 'PARKED') ORDER BY municipality, author_id, ordering_key, send_order`,
        )
      ).map(({ what }) => what),
    stop: async () => {
      database.mend();
      fagsystem.mend();
      await demo.stop();
      await Promise.all([database.stop(), fagsystem.stop()]);
      await rm(folder, { recursive: true, force: true });
      await rm(join(cache, 'chaos', id), { recursive: true, force: true });
    },
  };
}
