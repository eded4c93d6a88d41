import { expect, test } from 'vitest';
import { decisionText } from '../../test/fixtures.ts';
import type { Text } from '../api/client.ts';
import { align } from './align.ts';

const text = (...ids: string[]): Text => ({
  ...decisionText.original,
  blocks: ids.map((id) => ({ id, kind: 'PARAGRAPH', inline: [{ text: id }] })),
});
const shape = (original: Text, translation?: Text) =>
  align(original, translation).map((p) => `${p.original?.id ?? '–'}|${p.translation?.id ?? '–'}`);

test('paragraphs meet their counterparts by id, whatever order the translation came in', () => {
  expect(shape(text('a', 'b', 'c'), text('c', 'a', 'b'))).toEqual(['a|a', 'b|b', 'c|c']);
});

test('what is missing on one side leaves its place empty, and nothing anybody wrote is left out', () => {
  expect(shape(text('a', 'b', 'c'), text('a', 'x', 'c', 'y'))).toEqual(['a|a', '–|x', 'b|–', 'c|c', '–|y']);
  expect(shape(text('a'), text('x', 'a'))).toEqual(['–|x', 'a|a']);
});

test('without a translation there is only the original', () => {
  expect(shape(text('a', 'b'))).toEqual(['a|–', 'b|–']);
});
