// `npm run matrix`: every story that is told in a language, in nb, ar and pl, at phone and desktop width, light and dark,
// with pictures to look at. Words after `--` narrow it: languages, combinations of width and light, files
// (`npm run matrix -- ar phone-dark reader`).
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { spawn } from 'node:child_process';
import { root } from '../demo/folders.ts';
import { ensureChromium } from './chromium.ts';
import { ensureClamd } from './clamd.ts';

const languages = ['nb', 'ar', 'pl'];
const looks = ['phone-light', 'phone-dark', 'desktop-light', 'desktop-dark'];

const asked = process.argv.slice(2);
const chosen = (all: string[]): string[] => (asked.some((one) => all.includes(one)) ? all.filter((one) => asked.includes(one)) : all);
const files = asked.filter((one) => ![...languages, ...looks].includes(one));

const pictures = join(root, 'test-results', 'pictures');

/** Runs the stories in one language to their end; says whether all went well. */
function told(language: string, chromium: string): Promise<boolean> {
  const arguments_ = ['test', '--config', 'e2e/playwright.matrix.config.ts', ...chosen(looks).map((look) => `--project=${look}`), ...files];
  const child = spawn(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), ...arguments_], {
    cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM: chromium, STORY_LANGUAGE: language },
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

/** A page that shows each place in all its looks beside one another. */
async function index(): Promise<string> {
  const found = (await readdir(pictures)).filter((file) => file.endsWith('.png')).sort();
  const places = [...new Set(found.map((file) => file.split('.')[0]!))];
  const row = (place: string): string => {
    const shown = found.filter((file) => file.startsWith(`${place}.`)).map((file) => `<figure><figcaption>${file.split('.')[1]}</figcaption><a href="${file}"><img src="${file}" alt="" loading="lazy"></a></figure>`);
    return `<h2>${place}</h2><div>${shown.join('')}</div>`;
  };
  const style = 'body{font-family:sans-serif}div{display:flex;gap:1rem;overflow-x:auto;align-items:start}figure{margin:0}img{height:40rem;border:1px solid #888}';
  const file = join(pictures, 'index.html');
  await writeFile(file, `<!doctype html><meta charset="utf-8"><title>Pictures</title><style>${style}</style>${places.map(row).join('\n')}\n`);
  return file;
}

const trouble = await ensureClamd();
if (trouble) throw new Error(trouble);
const chromium = await ensureChromium();
if (files.length === 0 && chosen(languages).length === languages.length && chosen(looks).length === looks.length) await rm(pictures, { recursive: true, force: true });
let whole = true;
for (const language of chosen(languages)) {
  process.stdout.write(`\n${language}: ${chosen(looks).join(', ')}\n`);
  whole = (await told(language, chromium)) && whole;
}
await index().then(
  (file) => process.stdout.write(`\nPictures to look at: ${relative(root, file)}\n`),
  // Asked for stories alone, there are none.
  () => undefined,
);
process.stdout.write(whole ? 'matrix: every story went well\n' : 'matrix: some stories failed; see above\n');
process.exitCode = whole ? 0 : 1;
