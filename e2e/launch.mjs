// `npm start`, `npm test` and the other programs: `node e2e/launch.mjs demo/main.ts` prepares and then runs that one,
// with the arguments that follow.
import { prepare } from './bootstrap.mjs';

const [program] = process.argv.splice(2, 1);
await prepare();
try {
  await import(`./${program}`);
} catch (error) {
  console.error(`\n${error.message ?? error}`);
  process.exit(1);
}
