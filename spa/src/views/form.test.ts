import { describe, expect, it } from 'vitest';
import { asView, emptyForm, fromDraft, promptsOf, saysSomething, toDraft, tooLong } from './form.ts';

describe('what is being said', () => {
  it('is no draft before anything is written, and comes back from one whole', () => {
    const form = emptyForm();
    expect(toDraft(form)).toBe('');
    expect(saysSomething({ ...form, words: { THIS_IS_GOOD: ' \n' } })).toBe(false);
    const begun = { ...form, words: { THIS_IS_GOOD: 'Skolen', ASK_ME_ABOUT: '' }, afraid: true };
    expect(fromDraft(toDraft(begun))).toEqual(begun);
    for (const other of ['', 'Hei', '{}', 'null', '{"id":1,"words":{}}']) expect(fromDraft(other)).toBeNull();
  });

  it('hands in the cards on which something stands, in their order', () => {
    const form = { ...emptyForm(), words: { ASK_ME_ABOUT: ' Kampen ', SOMETHING_ELSE: ' ', THIS_IS_GOOD: 'Skolen' } };
    expect(asView(form, 'BEFORE_MEETING', 'm1', 'nb')).toEqual({
      moment: 'BEFORE_MEETING',
      meetingId: 'm1',
      language: 'nb',
      items: [
        { prompt: 'THIS_IS_GOOD', text: 'Skolen' },
        { prompt: 'ASK_ME_ABOUT', text: 'Kampen' },
      ],
    });
    expect(asView({ ...form, afraid: true }, 'ANY_TIME', undefined, 'nb')).toMatchObject({ afraidOfBeingKnown: true });
  });

  it('counts what people see, and shows no card twice', () => {
    expect(tooLong('😀'.repeat(2000))).toBe(false);
    expect(tooLong('😀'.repeat(2001))).toBe(true);
    for (const prompts of Object.values(promptsOf)) expect(new Set(prompts).size).toBe(prompts.length);
  });
});
