// `npm run chaos -- --kills 1000 [--more N] [--seed N] [--within MS]`: is anything lost, doubled or out of order, whatever goes wrong,
// and is everything registered soon after? --within is for machines that are too busy to hold the second that is aimed at;
// --more lets so many more strike where few didn't hold it, and judges all of them together.
import { parseArgs } from 'node:util';
import { buildPrograms } from '../demo/build.ts';
import { chaos, failures, lastLine } from './chaos.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' }, more: { type: 'string', default: '0' }, seed: { type: 'string' }, within: { type: 'string', default: '1000' } } });
const within = Number(values.within);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const started = Date.now();
await buildPrograms();
const verdict = await chaos({
  kills: Number(values.kills),
  more: { kills: Number(values.more), within },
  seed,
  onProgress: (line) => console.log(`${((Date.now() - started) / 1000).toFixed(0).padStart(6)} s  ${line}`),
});
const wrong = failures(verdict, within);
const longest = Object.entries(verdict.longest).sort(([, a], [, b]) => b - a);
for (const [kind, ms] of longest) console.log(`${String(ms).padStart(6)} ms  longest wait after: ${kind}`);
for (const failure of wrong) console.log(`FAILED  ${failure}`);
console.log(lastLine(verdict));
process.exit(wrong.length ? 1 : 0);
