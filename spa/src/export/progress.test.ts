import { beforeAll, expect, test } from 'vitest';
import nb from '../../../i18n/nb.json';
import { type Catalogue, putCatalogue } from '../i18n/catalogue.ts';
import type { Export } from './api.ts';
import { announced } from './progress.ts';

const making = (done?: number, total?: number): Export => ({ state: 'MAKING', fresh: true, done, total }) as Export;

beforeAll(() => putCatalogue('nb', nb as unknown as Catalogue));

test('progress is read aloud at each quarter, not with each part', () => {
  const said = new Set<string>();
  for (let done = 0; done < 100; done++) said.add(announced(making(done, 100), 'MAKING'));
  expect([...said]).toEqual([
    'Filen blir laget',
    '25 av 100 deler er klare',
    '50 av 100 deler er klare',
    '75 av 100 deler er klare',
  ]);
  expect(announced(making(), 'NONE')).toBe('Filen blir laget');
});

test('what came of it is said once, and nothing where one only comes to the page', () => {
  const now = (state: Export['state']): Export => ({ state, fresh: true });
  expect(announced(now('READY'), 'MAKING')).toBe('Filen er klar');
  expect(announced(now('READY'), 'READY')).toBe('');
  expect(announced(now('OFF'), 'READY')).toBe('Du kan ikke ta med deg saken som fil');
  for (const ended of ['FETCHED', 'STOPPED', 'VOID', 'TOO_LARGE', 'FAILED', 'EXPIRED'] as const)
    expect(announced(now(ended), 'MAKING')).not.toMatch(/^export\.|^$/);
});
