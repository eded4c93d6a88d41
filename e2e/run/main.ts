// `npm test`: everything that proves the project, in two lanes for two cores, ending with plain counts.
import { startPostgres } from '../postgres/server.ts';
import { ensureChromium } from './chromium.ts';
import { ensureClamd } from './clamd.ts';
import { fuzz } from './fuzz.ts';
import { add, nothing, type Counts, type Outcome } from './suite.ts';
import * as suites from './suites.ts';

const say = (line = ''): void => void process.stdout.write(`${line}\n`);
const seconds = (from: number): string => `${((Date.now() - from) / 1000).toFixed(0)} s`.padStart(6);

/** The beginning and the end of what a part said; the middle of a long one tells little. */
function shortened(text: string): string {
  const lines = text.trimEnd().split('\n');
  return (lines.length <= 220 ? lines : [...lines.slice(0, 100), '…', ...lines.slice(-100)]).join('\n');
}

let total: Counts = nothing;
const troubles: string[] = [];

async function part(name: string, work: () => Promise<Outcome>): Promise<boolean> {
  const started = Date.now();
  let outcome: Outcome;
  try {
    outcome = await work();
  } catch (error) {
    outcome = { passed: 0, failed: 1, skipped: 0, trouble: error instanceof Error ? error.message : String(error) };
  }
  total = add(total, outcome);
  if (outcome.trouble) troubles.push(`\n──── ${name}\n${shortened(outcome.trouble)}`);
  const skipped = outcome.skipped ? `, ${outcome.skipped} skipped` : '';
  say(`${seconds(started)}  ${outcome.failed ? 'FAILED' : 'ok    '}  ${name}: ${outcome.passed} passed, ${outcome.failed} failed${skipped}`);
  if (outcome.measured) say(`                 ${outcome.measured}`);
  return outcome.failed === 0;
}

const began = Date.now();
const postgres = await startPostgres({ name: 'the Go tests', url: process.env.DATABASE_URL });
let chromium: string | undefined;
try {
  // The Go programs hold the built app, so it comes first.
  await part('SPA build and size', suites.spaBuild);
  await part('Virus scanner is there', async () => {
    const trouble = await ensureClamd();
    return { passed: trouble ? 0 : 1, failed: trouble ? 1 : 0, skipped: 0, trouble };
  });
  await Promise.all([
    (async () => {
      await part('Go vet', suites.vet);
      await part('Go tests', () => suites.goTests(postgres.url('postgres')));
    })(),
    (async () => {
      await part('Contracts', suites.contracts);
      await part('Words', suites.words);
      await part('Types of e2e', suites.types);
      await part('SPA lint', suites.spaLint);
      await part('SPA tests', suites.spaTests);
      await part('Stand-ins and tools', suites.nodeTests);
      await part('Log-in with the certified provider', suites.loginTests);
      await part('Browser is there', async () => {
        chromium = await ensureChromium();
        return { passed: 1, failed: 0, skipped: 0, trouble: '' };
      });
      await part('Fuzz targets', () => fuzz(postgres.url('postgres')));
      // How long that takes isn't judged: it may share the machine.
      await part('Chaos finds out weakened portals', suites.weakenedTests);
      await part('Attacks with files', suites.uploadAttacks);
    })(),
  ]);
} finally {
  await postgres.dispose();
}
await part('Chaos with 50 kills', suites.chaosRun);
if (chromium) {
  const program = chromium;
  await part('Stories in the browser', () => suites.browserTests(program));
  await part('What is timed in the browser', () => suites.timedTests(program));
}

for (const trouble of troubles) say(trouble);
say(`\n${seconds(began).trim()} in all`);
say(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed ? 1 : 0);
