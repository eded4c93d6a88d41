import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { ConsentStep } from '../api/client.ts';
import { History } from './History.tsx';

test('the words that were answered are said in the language they were in, whatever the page and whatever holds now', () => {
  const step = (kind: ConsentStep['kind'], earlier: ConsentStep['earlier']): ConsentStep => ({
    kind,
    at: '2026-11-01T10:00:00Z',
    bySelf: true,
    textVersion: '1',
    withoutEffect: false,
    ...(earlier ? { earlier } : {}),
  });
  const steps = [
    step('GIVEN', { purpose: 'المدرسة', text: 'نود التحدث مع المدرسة.', language: 'ar', direction: 'rtl' }),
    step('REFUSED', { purpose: 'Skolen', text: 'Vi vil snakke med skolen.', language: 'nb', direction: 'ltr' }),
  ];
  render(<History steps={steps} contactName="Ingrid" />);
  const marked = (words: string) => {
    const said = screen.getByText(words).closest('[lang]') as HTMLElement;
    return [said.lang, said.dir];
  };
  expect(['المدرسة', 'نود التحدث مع المدرسة.'].map(marked)).toEqual([
    ['ar', 'rtl'],
    ['ar', 'rtl'],
  ]);
  expect(['Skolen', 'Vi vil snakke med skolen.'].map(marked)).toEqual([
    ['nb', 'ltr'],
    ['nb', 'ltr'],
  ]);
});
