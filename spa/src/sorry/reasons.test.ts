// Every reason for which the server sends somebody away has a page of its own in both worlds, in every language: what
// it doesn't know, it would explain as something else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { staffReasons } from '../employee/StaffSorry.tsx';
import { reasons } from './Sorry.tsx';

const root = join(import.meta.dirname, '../../..');
const source = (path: string) => readFileSync(join(root, path), 'utf8');
const texts = readdirSync(join(root, 'i18n'))
  .filter((name) => /^[a-z]{2}\.json$/.test(name))
  .map((name) => [name, JSON.parse(source(`i18n/${name}`)) as Record<string, string>] as const);

const ofLogIns = [...source('bff/login/login.go').matchAll(/^\t\w+ +reason = "([a-z-]+)"$/gm)].map(
  ([, reason]) => reason ?? '',
);
const ofLimits = [...source('bff/server/limits.go').matchAll(/"\/sorry\/([a-z-]+)"/g)].map(
  ([, reason]) => reason ?? '',
);
const ofServer = [...ofLogIns, ...ofLimits];
/** Employees are found by their directory's ids. */
const onlyCitizens = ['unknown-person', 'no-national-number'];

test('the reasons are found in the source', () => {
  expect(ofLogIns.length).toBeGreaterThanOrEqual(9);
  expect(ofLimits).toEqual(['busy']);
  expect(texts.length).toBe(5);
});

describe.each([
  ['citizens', 'sorry', reasons as readonly string[], ofServer],
  [
    'employees',
    'staff.sorry',
    staffReasons as readonly string[],
    ofServer.filter((reason) => !onlyCitizens.includes(reason)),
  ],
] as const)('%s', (_, prefix, pages, wanted) => {
  test.each(wanted)('%s', (reason) => {
    expect(pages).toContain(reason);
    for (const [name, words] of texts) {
      expect(words[`${prefix}.${reason}.title`], name).toBeTruthy();
      expect(words[`${prefix}.${reason}.text`], name).toBeTruthy();
    }
  });
});
