// `npm start`: the whole portal with everything around it, on this machine.
import { prepare } from './bootstrap.mjs';

await prepare();
try {
  await import('./demo/main.ts');
} catch (error) {
  console.error(`\n${error.message ?? error}`);
  process.exit(1);
}
