// The search for traces must find every message wherever it stands whole; a search that misses proves nothing.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { messageNeedles, peopleNeedles, Traces } from './traces.ts';

const folder = new URL('../documents/messages/', import.meta.url);

async function messages(): Promise<string[]> {
  const texts: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json')))
    JSON.parse(await readFile(new URL(name, folder), 'utf8'), (key, value: unknown) => {
      if (key === 'text' && typeof value === 'string') texts.push(value);
      return value;
    });
  return texts.filter((text) => text.length > 12);
}

function found(text: string, needles: string[]): boolean {
  const traces = new Traces('http://localhost:1');
  traces.all.push({ where: 'here', text });
  return traces.find(needles).length > 0;
}

test('every message of the demo is found in a log line and in an address', async () => {
  const needles = await messageNeedles();
  const all = await messages();
  assert.ok(all.length > 100);
  assert.deepEqual(all.filter((text) => !found(JSON.stringify({ msg: text }), needles)), []);
  assert.deepEqual(all.filter((text) => !found(`/search?q=${encodeURIComponent(text)}`, needles)), []);
});

test('a name or number is found as a whole, and not within another word', () => {
  const needles = peopleNeedles();
  assert.ok(found('"who":"14838612149"', needles));
  assert.ok(found('/x?name=Rania+Haddad', needles));
  assert.ok(!found('vikar', ['Vik', 'vik']));
});
