// What is written about a document: kept as one text, never sent twice or too long.
import { expect, test } from 'vitest';
import { asOnEntry, emptyOnEntry, onEntryFromDraft, onEntryToDraft, sendable, tooLongToSend } from './onEntryForm.ts';

test('what a draft holds comes back as it was, its id too, and nothing written is no draft', () => {
  const form = { ...emptyOnEntry(), text: ' jeg klager ', afraid: true };
  expect(onEntryFromDraft(onEntryToDraft(form))).toEqual(form);
  expect(onEntryToDraft({ ...form, text: ' \n' })).toBe('');
});

test('a draft that this form has not made is none', () => {
  for (const text of ['', 'hei', 'null', '[]', '{"id":1,"text":"x"}', '{"id":"x"}'])
    expect(onEntryFromDraft(text)).toBeNull();
});

test('what is sent is trimmed and says its language; the mark goes along only where it was made', () => {
  expect(asOnEntry({ id: 'x', text: '\r\nأشتكي ', afraid: false }, 'ar')).toEqual({ text: 'أشتكي', language: 'ar' });
  expect(asOnEntry({ id: 'x', text: 'a', afraid: true }, 'nb')).toEqual({
    text: 'a',
    language: 'nb',
    afraidOfBeingKnown: true,
  });
});

test('what has no words, or too many, is not sent; characters count as one sees them', () => {
  const of = (text: string) => ({ ...emptyOnEntry(), text });
  expect(sendable(of(' \n'))).toBe(false);
  expect(sendable(of('😀'.repeat(10_000)))).toBe(true);
  expect(tooLongToSend('😀'.repeat(10_001))).toBe(true);
});
