// What `npm start` and `npm test` do before anything else, in plain JavaScript since nothing may be installed yet:
// check Node and Go, and run `npm ci` where the packages aren't those of package-lock.json.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

function stop(message) {
  console.error(message);
  process.exit(1);
}

const atLeast = (have, want) => {
  for (let i = 0; i < want.length; i++) {
    if ((have[i] ?? 0) !== want[i]) return (have[i] ?? 0) > want[i];
  }
  return true;
};
const numbers = (text) => text.split('.').map(Number);

function checkNode() {
  const wanted = /(\d+(?:\.\d+)*)/.exec(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node)[1];
  if (!atLeast(numbers(process.versions.node), numbers(wanted))) {
    stop(`This needs Node ${wanted} or newer; here is ${process.versions.node}. See https://nodejs.org`);
  }
}

function checkGo() {
  const wanted = /^go (\S+)/m.exec(readFileSync(join(root, 'go.mod'), 'utf8'))[1];
  let have;
  try {
    have = execFileSync('go', ['env', 'GOVERSION'], { cwd: root, encoding: 'utf8' }).trim().replace(/^go/, '');
  } catch {
    stop(`This needs Go ${wanted} or newer, and there is no working "go" here. See https://go.dev/dl`);
  }
  if (!atLeast(numbers(have), numbers(wanted))) stop(`This needs Go ${wanted} or newer; here is ${have}. See https://go.dev/dl`);
}

/** Whether node_modules holds just what package-lock.json says. */
function packagesAreRight() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [want, have] = [packages(join(root, 'package-lock.json')), packages(installed)];
  return Object.entries(want).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    if (entry.link) return have[path]?.link === true;
    // Optional packages of other systems are listed but not installed.
    return have[path] ? have[path].version === entry.version : entry.optional === true || entry.devOptional === true;
  });
}

/** Makes sure that everything written in TypeScript can run; then `import` of .ts files works in this process. */
export async function prepare() {
  checkNode();
  checkGo();
  if (!packagesAreRight()) {
    const started = Date.now();
    console.log('         Installing packages (npm ci) …');
    const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    if (done.status !== 0) stop('npm ci failed; see above.');
    console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  Installed packages`);
  }
  const { register } = await import('tsx/esm/api');
  register();
}
