// The parts of `npm test`, each with its own way of counting.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPrograms, buildSpa } from '../demo/build.ts';
import { root } from '../demo/folders.ts';
import { counted, failures, type PlaywrightReport } from './stories.ts';
import { check, execute, judged, type Outcome } from './suite.ts';

const node = process.execPath;
const npm = (script: string, ...more: string[]): [string, string[]] => ['npm', ['run', '--silent', script, ...more]];

export const contracts = (): Promise<Outcome> => check(...npm('check:contracts'));
export const words = (): Promise<Outcome> => check(...npm('check:i18n'));
export const spaLint = (): Promise<Outcome> => check(...npm('lint', '--workspace', 'spa'));
export const types = (): Promise<Outcome> => check(node, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'e2e/tsconfig.json']);
export const vet = (): Promise<Outcome> => check('go', ['vet', './...']);

/** The app and its sizes: made and judged anew each time, and kept for the programs and stories that need it. */
export async function spaBuild(): Promise<Outcome> {
  await buildSpa({ always: true });
  return { passed: 1, failed: 0, skipped: 0, trouble: '' };
}

interface GoEvent {
  Action: string;
  Package?: string;
  ImportPath?: string;
  Test?: string;
  Output?: string;
}

/** The package whose tests take longest: begun last, it would run on alone on one of two cores. */
const longest = './e2e/matrix';

/**
 * Go's tests with the race detector, counted from `go test -json`; subtests count with their test. Vet has its own part.
 * Without tables for a debugger (-w) a program is linked in half the time and takes less room on a full disk.
 */
export async function goTests(databaseUrl: string): Promise<Outcome> {
  const finished = await execute('go', ['test', '-race', '-vet=off', '-ldflags=-w', '-json', '-timeout=30m', longest, './...'], { DATABASE_URL: databaseUrl });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const output = new Map<string, string>();
  const broken = new Set<string>();
  // A panic ends a package in the middle: what its unfinished tests printed says why.
  const unfinished = new Set<string>();
  const loose: string[] = [];
  for (const line of finished.out.split('\n')) {
    if (!line.startsWith('{')) {
      if (line) loose.push(line);
      continue;
    }
    const event = JSON.parse(line) as GoEvent;
    const where = `${event.Package ?? event.ImportPath} ${event.Test?.split('/')[0] ?? ''}`;
    if (event.Output) output.set(where, (output.get(where) ?? '') + event.Output);
    if (event.Action === 'fail' || event.Action === 'build-fail') broken.add(where);
    if (!event.Test || event.Test.includes('/')) continue;
    if (event.Action === 'run') unfinished.add(where);
    if (['pass', 'fail', 'skip'].includes(event.Action)) unfinished.delete(where);
    if (event.Action === 'pass') counts.passed++;
    if (event.Action === 'fail') counts.failed++;
    if (event.Action === 'skip') counts.skipped++;
  }
  const trouble = [...broken, ...unfinished].map((where) => output.get(where) ?? '').join('');
  return judged(counts, finished, [...loose, trouble].join('\n'));
}

async function withReport(work: (file: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'report-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The SPA's own tests. */
export const spaTests = (): Promise<Outcome> =>
  withReport(async (file) => {
    const finished = await execute('npm', ['test', '--silent', '--workspace', 'spa', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
    const text = await readFile(file, 'utf8').catch(() => '{}');
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = JSON.parse(text) as Record<string, number>;
    return judged({ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }, finished, '');
  });

/** Where log-in and log-out are tested with a whole portal, which must be built first. */
const loginFolder = join('e2e', 'login');
/** What chaos must find out, with whole portals too. */
const weakenedChaos = join('e2e', 'chaos', 'weakened.test.ts');

/** The tests of the stand-ins, the launcher and whatever else lies in e2e, i18n or contracts as *.test.ts. */
export const nodeTests = (): Promise<Outcome> => runNode(testFiles().filter((file) => !file.startsWith(loginFolder) && file !== weakenedChaos));

/** Log-in and log-out with the certified provider. */
export async function loginTests(): Promise<Outcome> {
  await buildPrograms();
  return runNode(testFiles().filter((file) => file.startsWith(loginFolder)));
}

/** Portals without one of the promises, each found out by chaos. */
export const weakenedTests = (): Promise<Outcome> => runNode([weakenedChaos]);

/** The attacks with files, each with the answer that must come of it, against a real clamd that is sound, down and blind. */
export async function uploadAttacks(): Promise<Outcome> {
  const finished = await execute(...npm('attacks', '--', '--row', '21'));
  const number = (what: string): number => Number(new RegExp(`^attacks: .*\\b${what}=(\\d+)`, 'm').exec(finished.out)?.[1] ?? 0);
  const lines = finished.out.split('\n').filter((line) => line.startsWith('FAILED')).join('\n');
  return judged({ passed: number('as_expected'), failed: number('failed'), skipped: 0 }, finished, lines);
}

/** One run of what can go wrong; nothing else may run then. Why a hundred more may strike stands in e2e/README.md. */
export async function chaosRun(): Promise<Outcome> {
  const finished = await execute(...npm('chaos', '--', '--kills', '50', '--more', '100'));
  const measured = /^chaos: kills=.*$/m.exec(finished.out)?.[0];
  return { ...judged({ passed: finished.code === 0 ? 1 : 0, failed: 0, skipped: 0 }, finished, ''), measured };
}

const testFiles = (): string[] =>
  ['e2e', 'i18n', 'contracts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((f) => /\.test\.(ts|mjs)$/.test(f) && !f.includes('node_modules'))
      .map((f) => join(folder, f)),
  );

async function runNode(files: string[]): Promise<Outcome> {
  const finished = await execute(node, ['--import', 'tsx', '--test', '--test-reporter=tap', '--test-concurrency=2', ...files]);
  const number = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(finished.out)?.[1] ?? 0);
  const failures = finished.out.split(/^(?= *# Subtest)/m).filter((part) => /^ *not ok/m.test(part)).join('');
  const counts = { passed: number('pass'), failed: number('fail') + number('cancelled'), skipped: number('skipped') + number('todo') };
  return judged(counts, finished, failures);
}

/**
 * Stories in a browser, chosen by `args`. One that fails is looked at once more, and what it failed of is told in any case:
 * of a hundred and thirty, on a machine that does much else, one may always be out of luck.
 */
const stories = (chromium: string, args: string[]): Promise<Outcome> =>
  withReport(async (file) => {
    const finished = await execute(node, [join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts', '--reporter=dot,json', '--retries=1', ...args], {
      CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    });
    const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as PlaywrightReport;
    const trouble = failures(report);
    const outcome = judged(counted(report), finished, trouble);
    const again = report.stats?.flaky ?? 0;
    return { ...outcome, trouble: outcome.trouble || trouble, ...(again ? { measured: `${again} only at the second look: see below` } : {}) };
  });

/** The stories that may share the machine. */
export const browserTests = (chromium: string): Promise<Outcome> => stories(chromium, ['--grep-invert', '@alone']);

/** What a clock judges in the browser: one at a time, with nothing beside it. */
export const timedTests = (chromium: string): Promise<Outcome> => stories(chromium, ['--grep', '@alone', '--workers', '1']);
