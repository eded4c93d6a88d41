// The launcher: two servers side by side, faults that are independent, data that stays or goes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { startPostgres, type PostgresServer } from './server.ts';

let one: PostgresServer;
let two: PostgresServer;
before(async () => {
  [one, two] = await Promise.all([startPostgres({ name: 'one' }), startPostgres({ name: 'two' })]);
});
after(async () => {
  await Promise.all([one.dispose(), two.dispose()]);
});

async function ask(server: PostgresServer, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url('demo') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

test('a database is made once and asked for twice', async () => {
  await one.createDatabase('demo');
  await one.createDatabase('demo');
  await two.createDatabase('demo');
  assert.match(String(await ask(one, 'SELECT uuidv7() AS answer')), /^[0-9a-f-]{36}$/);
});

test('one server stops while the other answers, and comes back on its port with its data', async () => {
  await ask(one, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await one.stop();
  await assert.rejects(ask(one, 'SELECT 1 AS answer'), /ECONNREFUSED/);
  assert.equal(await ask(two, 'SELECT 1 AS answer'), 1);
  await one.start();
  assert.equal(await ask(one, 'SELECT answer FROM kept'), 42);
});

test('a killed server recovers', async () => {
  await one.kill();
  await one.start();
  assert.equal(await ask(one, 'SELECT answer FROM kept'), 42);
});
