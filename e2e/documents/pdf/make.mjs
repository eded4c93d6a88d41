// node e2e/documents/pdf/make.mjs --out DIR [--date YYYY-MM-DD]: runs make.ts, which says what it does.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./make.ts');
await main(process.argv.slice(2));
