// Finds a Chromium for the browser tests, and installs one where it can.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from '../demo/folders.ts';
import { installFromDebian } from './debian.ts';
import { execute } from './suite.ts';

/** Chromium without windows, from Debian's package of that name: the same browser for two thirds of the processor's time. */
const windowless = '/usr/lib/chromium/chromium-headless-shell';

const usual = [
  windowless,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser's program: CHROMIUM, Playwright's own, or one that is installed where such are. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM, ...usual, chromium.executablePath()].find((path) => path && existsSync(path));
}

/** Pictures show letters only where there are fonts; Debian's Chromium brings none. */
const hasFonts = (): boolean => existsSync('/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf');

/** Makes sure that there is a browser; fails with what to do about it. */
export async function ensureChromium(): Promise<string> {
  let trouble = '';
  if (!process.env.CHROMIUM && (!existsSync(windowless) || !hasFonts())) trouble += await installFromDebian('chromium-headless-shell', 'fonts-noto-core');
  if (!findChromium()) trouble += await installFromDebian('chromium', 'fonts-noto-core');
  if (!findChromium()) {
    const tried = await execute(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
    if (tried.code !== 0) trouble += tried.out.slice(-1500);
  }
  const found = findChromium();
  if (found) return found;
  throw new Error(
    `There is no Chromium for the browser tests, and installing one failed. Install it ("apt-get install chromium" on Debian, as root), or name one in CHROMIUM.\n${trouble}`,
  );
}
