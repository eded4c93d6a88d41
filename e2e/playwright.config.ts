import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './run/chromium.ts';

const isRoot = process.getuid?.() === 0;

/** As most people read: by a thumb, on a screen that holds little. */
export const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

export default defineConfig({
  testDir: './browser',
  // *.test.ts beside them are Node's.
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/stories',
  globalSetup: './browser/setup.ts',
  // Each worker runs a demo of its own. A third on two processors was no faster (9.4 minutes for 101 stories, 9.2 for 97 with
  // two) and made what is timed restless.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: {
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    // Traces cost every test time: TRACE=1 where one has failed.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'phone',
      use: phone,
    },
  ],
});
