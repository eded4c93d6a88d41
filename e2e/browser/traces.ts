// What a visit leaves behind where others may look: addresses, the browser's stores, and the logs.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { FagsystemControl } from '../demo/fagsystem.ts';
import { citizens, employees, municipalities } from '../people/people.ts';

export interface Trace {
  /** Where it was found. */
  where: string;
  text: string;
}

/** Notes every address that a browser asks for, every title it shows, and what its console says. */
export class Traces {
  readonly all: Trace[] = [];
  private readonly origin: string;

  constructor(portalUrl: string) {
    this.origin = new URL(portalUrl).origin;
  }

  follow(context: BrowserContext, who: string): void {
    const note = (where: string, text: string): void => {
      this.all.push({ where: `${who}: ${where}`, text });
    };
    context.on('request', (request) => note('address', request.url()));
    context.on('console', (message) => note('console', message.text()));
    context.on('response', (response) => {
      if (new URL(response.url()).origin !== this.origin) return;
      const location = response.headers().location;
      if (location) note('redirect', location);
    });
  }

  /** Everything this page's origin has stored in the browser, and what a bystander sees of it. */
  async look(page: Page, who: string): Promise<void> {
    const stored = await page.evaluate(async () => {
      const found: string[] = [document.title, location.href];
      for (const store of [localStorage, sessionStorage])
        for (let i = 0; i < store.length; i++) found.push(`${store.key(i)}=${store.getItem(store.key(i) ?? '')}`);
      for (const { name } of await indexedDB.databases()) found.push(`indexedDB ${name}`);
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const response = await cache.match(request);
          found.push(`${request.url} ${(await response?.text()) ?? ''}`);
        }
      }
      found.push(document.cookie, JSON.stringify(history.state));
      return found;
    });
    for (const text of stored) this.all.push({ where: `${who}: stored`, text });
    for (const cookie of await page.context().cookies())
      this.all.push({ where: `${who}: cookie`, text: `${cookie.name}=${decodeURIComponent(cookie.value)}` });
  }

  async addLogs(folder: string): Promise<string[]> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      for (const line of text.split('\n')) this.all.push({ where: `log ${name}`, text: line });
    }
    return names;
  }

  /** Every place where one of the needles stands. */
  find(needles: readonly string[]): string[] {
    const hits: string[] = [];
    for (const { where, text } of this.all) {
      const plain = readable(text);
      for (const needle of needles) if (holds(plain, needle)) hits.push(`${where}: «${needle}»`);
    }
    return [...new Set(hits)];
  }
}

/** Addresses code what they carry; a name must not hide behind that. */
function readable(text: string): string {
  try {
    return `${text} ${decodeURIComponent(text.replaceAll('+', ' '))}`;
  } catch {
    return text;
  }
}

/** Whole words only, so that a family called Vik isn't found in "vikar". */
function holds(text: string, needle: string): boolean {
  let at = text.indexOf(needle);
  while (at >= 0) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + needle.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
    at = text.indexOf(needle, at + 1);
  }
  return false;
}

/** Every national number and name of the demo's people. */
export function peopleNeedles(): string[] {
  const people = [...citizens, ...employees];
  return [
    ...citizens.flatMap((person) => (person.nationalNumber ? [person.nationalNumber] : [])),
    ...people.flatMap((person) => [`${person.given} ${person.family}`, person.given, person.family]),
  ].filter((needle) => needle.length > 2);
}

/** Every message of the demo's conversations. */
export async function messageNeedles(): Promise<string[]> {
  const folder = new URL('../documents/messages/', import.meta.url);
  const texts: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(collect);
      else if (value && typeof value === 'object')
        for (const [key, inner] of Object.entries(value))
          if (key === 'text' && typeof inner === 'string') texts.push(inner);
          else collect(inner);
    };
    collect(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
  }
  return sentences(texts);
}

/** Every number, name and message that the fagsystem holds now, those of the other families and those just written included. */
export async function fagsystemNeedles(control: FagsystemControl): Promise<string[]> {
  const needles: string[] = [];
  for (const { id } of municipalities) {
    const held = await control.call<{ numbers: string[]; names: string[]; texts: string[] }>('GET', `/${id}/private`);
    needles.push(...held.numbers, ...held.names.filter((name) => name.length > 2), ...sentences(held.texts));
  }
  return [...new Set(needles)];
}

const sentences = (texts: string[]): string[] => texts.filter((text) => text.length > 12).map(beginning);

/** A word like "ok" proves nothing; a sentence does, by its beginning. It ends where a word does, as only whole words are found. */
function beginning(text: string): string {
  const line = text.split('\n')[0]!;
  return line.length <= 60 ? line : line.slice(0, 61).replace(/[\p{L}\p{N}]+$|.$/u, '').trimEnd();
}
