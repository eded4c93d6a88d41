import { cleanup, configure } from '@testing-library/preact';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import nb from '../../i18n/nb.json';
import { dateWords } from '../build/catalogues.ts';
import { type Catalogue, putCatalogue } from '../src/i18n/catalogue.ts';
import { patience } from './eventually.ts';

// What a test looks for may take its time where others run beside it.
configure({ asyncUtilTimeout: patience });

beforeEach(() => {
  putCatalogue('nb', { ...nb, '@dates': dateWords('nb') } as unknown as Catalogue);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

// Files share one browser: what one of them has loaded isn't what the next one mocks.
afterAll(() => {
  vi.resetModules();
});

// Nothing is laid out here, so nothing lies over anything.
document.elementFromPoint = () => null;

/** No test of a page talks with whoever happens to listen at its address: it is as if there were no line. */
globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
