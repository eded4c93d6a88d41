// `npm run attacks`: plays the list of attacks against a portal of its own.
import { prepare } from './bootstrap.mjs';

await prepare();
try {
  await import('./attacks/main.ts');
} catch (error) {
  console.error(`\n${error.message ?? error}`);
  process.exit(1);
}
