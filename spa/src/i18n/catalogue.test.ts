import { describe, expect, test } from 'vitest';
import ar from '../../../i18n/ar.json';
import nb from '../../../i18n/nb.json';
import pl from '../../../i18n/pl.json';
import { dateWords } from '../../build/catalogues.ts';
import { type Catalogue, putCatalogue, t } from './catalogue.ts';

const put = (language: 'nb' | 'ar' | 'pl', words: unknown) =>
  putCatalogue(language, { ...(words as object), '@dates': dateWords(language) } as Catalogue);

describe('texts', () => {
  test('stand in the language that is on the screen, and the page says so', () => {
    put('ar', ar);
    expect(t('nav.home')).toBe('الرئيسية');
    expect(document.documentElement).toMatchObject({ lang: 'ar', dir: 'rtl' });
    put('nb', nb);
    expect(t('nav.home')).toBe('Hjem');
    expect(document.documentElement.dir).toBe('ltr');
  });

  test.each([
    [1, 'Został jeden dzień.'],
    [2, 'Zostały 2 dni.'],
    [5, 'Zostało 5 dni.'],
    [12, 'Zostało 12 dni.'],
    [22, 'Zostały 22 dni.'],
  ])('have the plural forms of Polish: %i', (count, text) => {
    put('pl', pl);
    expect(t('date.left', { Count: count })).toBe(text);
  });

  test.each([
    [0, 'لم يبقَ أي يوم.'],
    [1, 'بقي يوم واحد.'],
    [2, 'بقي يومان.'],
    [9, 'بقيت 9 أيام.'],
    [11, 'بقي 11 يومًا.'],
    [100, 'بقي 100 يوم.'],
  ])('have the plural forms of Arabic: %i', (count, text) => {
    put('ar', ar);
    expect(t('date.left', { Count: count })).toBe(text);
  });

  test('keep a name of the other direction to itself', () => {
    put('ar', ar);
    expect(t('talk.goesTo', { Name: 'Ingrid' })).toBe('تصل إلى \u2068Ingrid\u2069');
    expect(t('state.number', { Number: '2026/000114-19' })).toBe('رقم \u20662026/000114-19\u2069');
    put('nb', nb);
    expect(t('talk.goesTo', { Name: 'Ingrid' })).toBe('Går til Ingrid');
    expect(t('talk.goesTo', { Name: 'ليلى' })).toBe('Går til \u2068ليلى\u2069');
  });
});
