import { cleanup } from '@testing-library/preact';
import { afterEach, beforeEach, vi } from 'vitest';
import nb from '../../i18n/nb.json';
import { dateWords } from '../build/catalogues.ts';
import { type Catalogue, putCatalogue } from '../src/i18n/catalogue.ts';

beforeEach(() => {
  putCatalogue('nb', { ...nb, '@dates': dateWords('nb') } as unknown as Catalogue);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
