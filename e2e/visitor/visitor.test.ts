// A visitor without a screen gets in as a person would, and stays the same person on every replica.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildPrograms } from '../demo/build.ts';
import { startDemo, type Demo } from '../demo/demo.ts';
import { cache } from '../demo/folders.ts';
import { citizen } from '../people/people.ts';
import { Visitor } from './visitor.ts';

let demo: Demo;
before(async () => {
  await buildPrograms();
  demo = await startDemo({ folder: join(cache, 'tests', 'visitor'), ports: 'free', portalReplicas: 2 });
});
after(() => demo?.stop());

test('a citizen logs in at one replica and is known at the other', async () => {
  const rania = new Visitor();
  assert.equal(new URL((await rania.logInCitizen(demo.portalUrl, 'rania')).url).pathname, '/');
  const me = (await (await rania.api('GET', `${demo.portalUrls[1]!}/api/citizen/me`)).json()) as { name: { given: string } };
  assert.equal(me.name.given, citizen('rania').given);
});

test('an employee logs in at their own municipality', async () => {
  const ingrid = new Visitor();
  await ingrid.logInEmployee(demo.portalUrl, 'ingrid');
  assert.equal((await ingrid.api('GET', `${demo.portalUrl}/api/employee/inbox`)).status, 200);
});

test('nobody is known without logging in', async () => {
  assert.equal((await new Visitor().api('GET', `${demo.portalUrl}/api/citizen/me`)).status, 401);
});
