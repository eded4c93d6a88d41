// What Playwright's report says of the stories: how many held, and what is to be said of each that didn't.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Counts } from './suite.ts';

interface Result {
  errors: { message?: string }[];
  attachments: { name: string; path?: string }[];
}

interface Suite {
  specs?: { title: string; file: string; line: number; tests: { status: 'expected' | 'unexpected' | 'flaky' | 'skipped'; results: Result[] }[] }[];
  suites?: Suite[];
}

/** Playwright's JSON report, as far as it is read. */
export interface PlaywrightReport extends Suite {
  errors?: { message?: string }[];
  stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** How many stories may need a second look before the run counts as failed: the chance of one machine, not more. */
const secondLooks = 2;

/** What was on the page, as a screen reader has it, in so many lines. */
const pageLines = 60;

function page(result: Result): string {
  const path = result.attachments.find(({ name }) => name === 'error-context')?.path;
  if (!path) return '';
  const [, snapshot = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8')) ?? [];
  return snapshot.split('\n').slice(0, pageLines).join('\n');
}

function* all(suite: Suite): Generator<NonNullable<Suite['specs']>[number]> {
  yield* suite.specs ?? [];
  for (const inner of suite.suites ?? []) yield* all(inner);
}

/** Each story that failed at least once, with its first failure, the most telling last: a machine that is far away shows nothing else. */
export function failures(report: PlaywrightReport): string {
  const told = [...all(report)].flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) => {
        const failed = results.find(({ errors }) => errors.length > 0);
        const messages = (failed?.errors ?? []).map(({ message = '' }) => message);
        return [`${status === 'flaky' ? 'held only at the second look' : 'FAILED'}: ${file}:${line} ${title}`, failed ? page(failed) : '', ...messages].join('\n');
      }),
  );
  const outside = (report.errors ?? []).map(({ message = '' }) => message);
  return stripVTControlCharacters([...outside, ...told].join('\n\n'));
}

/** The stories counted; one that needed a second look has held, but more than two of them are no chance any more. */
export function counted({ stats }: PlaywrightReport): Counts {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats ?? {};
  const held = flaky <= secondLooks;
  return { passed: expected + (held ? flaky : 0), failed: unexpected + (held ? 0 : flaky), skipped };
}
