// `npm run bench`: measures what has a benchmark, each way beside the one it is compared with.
import { prepare } from './bootstrap.mjs';

await prepare();
await import('./run/bench.ts');
