import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { catalogues } from './build/catalogues.ts';
import { pdfFiles } from './build/pdfFiles.ts';

const bff = process.env.PORTAL_ADDRESS ?? 'http://localhost:4300';

export default defineConfig({
  plugins: [catalogues(), pdfFiles(), preact({ reactAliasesEnabled: false })],
  json: { stringify: true },
  build: {
    // Without it older browsers fetch a page's parts a moment later, and everybody has less to fetch first.
    modulePreload: { polyfill: false },
    target: ['chrome109', 'firefox115', 'safari15.6'],
    manifest: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  worker: { format: 'es' },
  server: {
    fs: { allow: ['..'] },
    proxy: { '^/(api|login|logout|leave|employee/(login|logout))': { target: bff, ws: true } },
  },
  test: {
    environment: 'happy-dom',
    // What is named so is run by go test ./e2e/casework, which makes what it shows.
    include: process.env.PUBLISHED_ANSWERS
      ? ['test/published.test.tsx']
      : ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    setupFiles: ['./test/setup.ts'],
    // A browser of its own for each file takes ten times as long as the tests in it: they share one, and leave it as it was.
    isolate: false,
    restoreMocks: true,
    // Longer than anything in a test waits: test/eventually.ts.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    unstubGlobals: true,
  },
});
