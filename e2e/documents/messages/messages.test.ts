// The demo's conversations are in order, written by people who are in them, and tell nobody what is hidden from them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { readSource, slugs } from '../source.ts';

interface Translation {
  language: string;
  text: string;
  provenance: { kind: string; agency?: string; role?: string };
}

interface Conversation {
  municipality: string;
  citizen: string;
  subject: string;
  messages: { daysAgo: number; time: string; author: string; language: string; text: string; read: boolean; translations?: Translation[] }[];
}

const read = <T>(name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;
const people = read<{ citizens: { id: string; family: string }[]; employees: { id: string; municipality: string }[] }>('../../people/people.json');
const names = readdirSync(new URL('./', import.meta.url)).filter((n) => n.endsWith('.json') && n !== 'templates.json');
const hidden = slugs().flatMap((slug) => readSource(slug).hidden ?? []);

for (const name of names) {
  test(`${name} is a conversation that could have been`, () => {
    const talk = read<Conversation>(name);
    assert.equal(name, `${talk.citizen}.json`);
    assert.ok(people.citizens.some((c) => c.id === talk.citizen) && people.citizens.some((c) => c.id === talk.subject));
    assert.ok(talk.messages.length >= 10 && talk.messages.length <= 40, `${talk.messages.length} messages`);
    const when = talk.messages.map((m) => -m.daysAgo * 1440 + Number(m.time.slice(0, 2)) * 60 + Number(m.time.slice(3)));
    assert.deepEqual(when, [...when].sort((a, b) => a - b), 'in order');
    for (const message of talk.messages) {
      const employee = people.employees.find((e) => e.id === message.author);
      assert.ok(message.author === talk.citizen || employee?.municipality === talk.municipality, message.author);
      assert.ok(message.daysAgo >= 1 && /^([01]\d|2[0-3]):[0-5]\d$/.test(message.time), 'before the demo begins');
      for (const translation of message.translations ?? []) {
        assert.notEqual(translation.language, message.language);
        assert.ok(translation.provenance.agency || translation.provenance.role);
      }
      for (const text of [message.text, ...(message.translations ?? []).map((t) => t.text)]) {
        assert.doesNotMatch(text.replaceAll(' ', ''), /\d{11}/, 'looks like a national number');
        assert.doesNotMatch(text, /TODO|§/);
        for (const { from, strings } of hidden) {
          if (!from.includes(talk.citizen)) continue;
          for (const s of strings) assert.ok(!text.includes(s), `tells ${talk.citizen} about "${s}"`);
        }
      }
    }
    const last = talk.messages.at(-1)!;
    for (const own of [true, false]) {
      const seen = talk.messages.filter((m) => (m.author === talk.citizen) === own).map((m) => m.read);
      assert.ok(!seen.slice(seen.indexOf(false) + 1).includes(true) || !seen.includes(false), 'nobody reads past what they have not read');
    }
    const firstUnread = talk.messages.find((m) => !m.read && m.author === talk.citizen);
    if (firstUnread) assert.equal(last.author, talk.citizen, 'nobody answers what they have not read');
  });
}

test('the templates fit everybody', () => {
  const { exchanges } = read<{ exchanges: { id: string; messages: { side: string; text: string }[] }[] }>('templates.json');
  assert.ok(exchanges.flatMap((e) => e.messages).length >= 60);
  assert.equal(new Set(exchanges.map((e) => e.id)).size, exchanges.length);
  for (const { messages } of exchanges)
    for (const { side, text } of messages) {
      assert.match(side, /^(PARTY|EMPLOYEE)$/);
      assert.doesNotMatch(text, /\d{3}|TODO/);
    }
});
