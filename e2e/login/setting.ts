// What the tests of log-in and log-out share: the real portal twice on one Postgres, the certified providers with a
// forger in each, and the steps of a log-in one by one.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startDemo, type Demo } from '../demo/demo.ts';
import { cache } from '../demo/folders.ts';
import type { Running } from '../oidc/server.ts';
import { Browser, type Answer, type Asking } from './browser.ts';
import { Forger } from './forger.ts';

export type World = 'citizen' | 'employee';

/** What differs between the two log-ins, and between the employees' two kinds of provider. */
export interface Door {
  world: World;
  /** Where the portal's pages of that world begin. */
  prefix: '' | '/employee';
  cookie: '__Host-session' | '__Host-employee';
  /** The query that leads to this provider. */
  query: Record<string, string>;
  forger: Forger;
  /** Somebody whom the fagsystem knows, and somebody else. */
  person: string;
  other: string;
}

export interface Setting {
  demo: Demo;
  /** The portal's address in browsers' eyes, and where its replicas listen. */
  portal: string;
  replicas: [string, string];
  citizens: Door;
  entra: Door;
  ansattporten: Door;
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const forgerOf = (running: Running, path: string): Forger => {
  const issuer = running.issuers.find((i) => i.options.issuer === running.url + path);
  assert.ok(issuer, `no issuer at ${path}`);
  return new Forger(issuer);
};

export async function startSetting(): Promise<Setting> {
  const folder = join(cache, 'login-tests');
  await rm(folder, { recursive: true, force: true });
  const demo = await startDemo({ folder, ports: 'free', portalReplicas: 2 });
  const database = new pg.Pool({ connectionString: demo.portalDatabaseUrl, max: 2 });
  database.on('error', () => undefined);
  const employees = { world: 'employee', prefix: '/employee', cookie: '__Host-employee' } as const;
  return {
    demo,
    portal: demo.portalUrl,
    replicas: [demo.portalUrls[0]!, demo.portalUrls[1]!],
    citizens: { world: 'citizen', prefix: '', cookie: '__Host-session', query: {}, forger: forgerOf(demo.citizensLogin, ''), person: 'rania', other: 'omar' },
    entra: { ...employees, query: { municipality: 'fjordvik' }, forger: forgerOf(demo.employeesLogin, '/fjordvik/v2.0'), person: 'ingrid', other: 'ingrid' },
    ansattporten: { ...employees, query: { municipality: 'lyngmo' }, forger: forgerOf(demo.employeesLogin, '/ansattporten'), person: 'petter', other: 'petter' },
    sql: async (text, values) => (await database.query(text, values)).rows as never,
    stop: async () => {
      await database.end();
      await demo.stop();
    },
  };
}

/** How one goes through a log-in, where it isn't the usual way. */
export interface Way {
  browser?: Browser;
  person?: string;
  level?: string;
  /** More of the query at /login. */
  query?: Record<string, string>;
  /** The replicas that begin and that take the answer; 0 is the first. */
  begins?: 0 | 1;
  ends?: 0 | 1;
}

/** A log-in of one person through one door, step by step. */
export class LogIn {
  readonly browser: Browser;
  /** Where the portal sent the browser. */
  authorization = '';
  /** Where the provider sent it back to. */
  answer = '';

  constructor(
    readonly setting: Setting,
    readonly door: Door,
    readonly way: Way = {},
  ) {
    this.browser = way.browser ?? new Browser();
  }

  private portal(path: string, replica: 0 | 1 | undefined, asking: Asking = {}): Promise<Answer> {
    return this.browser.ask(this.setting.portal + path, { ...asking, at: this.setting.replicas[replica ?? 0] });
  }

  async begin(): Promise<this> {
    const query = new URLSearchParams({ ...this.door.query, ...this.way.query });
    const answer = await this.portal(`${this.door.prefix}/login?${query}`, this.way.begins);
    assert.equal(answer.status, 303, answer.text);
    this.authorization = answer.location;
    return this;
  }

  /** Picks the person on the provider's own page, or cancels there. */
  async pick(form: Record<string, string> = { person: this.way.person ?? this.door.person }): Promise<this> {
    assert.ok(this.authorization.startsWith(this.door.forger.issuer.options.issuer), `the portal led to ${this.authorization}`);
    let page = await this.follow(await this.browser.ask(this.authorization));
    assert.equal(page.status, 200, page.text);
    page = await this.follow(await this.browser.ask(page.url, { form: { lang: 'nb', ...(this.way.level ? { level: this.way.level } : {}), ...form } }));
    this.answer = page.location;
    assert.ok(this.answer.startsWith(`${this.setting.portal}${this.door.prefix}/login/callback?`), `the provider led to ${this.answer || page.text}`);
    return this;
  }

  private async follow(answer: Answer): Promise<Answer> {
    while (answer.location && !answer.location.startsWith(this.setting.portal)) answer = await this.browser.ask(answer.location);
    return answer;
  }

  /** Brings the provider's answer to the portal. */
  finish(address = this.answer, browser = this.browser): Promise<Answer> {
    return browser.ask(address, { at: this.setting.replicas[this.way.ends ?? 0] });
  }
}

/** The whole way in. */
export async function logIn(setting: Setting, door: Door, way: Way = {}): Promise<{ logIn: LogIn; end: Answer; browser: Browser }> {
  const one = await (await new LogIn(setting, door, way).begin()).pick();
  return { logIn: one, end: await one.finish(), browser: one.browser };
}

/** The path where a log-in ended. */
export const endsAt = (answer: Answer): string => {
  assert.equal(answer.status, 303, answer.text);
  return new URL(answer.location).pathname;
};

/** Whether the browser's session of that world is alive, asked without being activity. */
export async function isAlive(setting: Setting, door: Door, browser: Browser, replica: 0 | 1 = 0): Promise<boolean> {
  const answer = await browser.ask(`${setting.portal}/api/${door.world}/session`, { at: setting.replicas[replica] });
  assert.ok(answer.status === 200 || answer.status === 401, `${answer.status} ${answer.text}`);
  return answer.status === 200;
}

/** How many sessions there are in all. */
export const sessions = async (setting: Setting): Promise<number> =>
  Number((await setting.sql<{ n: string }>('SELECT count(*) AS n FROM session'))[0]!.n);
