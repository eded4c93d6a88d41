// `npm run chaos`: everything that can go wrong, on this machine.
import { prepare } from './bootstrap.mjs';

await prepare();
try {
  await import('./chaos/main.ts');
} catch (error) {
  console.error(`\n${error.message ?? error}`);
  process.exit(1);
}
