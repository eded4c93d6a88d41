// `npm test`: installs what the tests need and runs all of them.
import { prepare } from './bootstrap.mjs';

await prepare();
await import('./run/main.ts');
