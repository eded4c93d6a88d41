import { describe, expect, it } from 'vitest';
import type { Consent } from '../api/client.ts';
import { asAnswer, chosen, chosenBefore, emptyForm, fromDraft, newestAnswer, toDraft } from './form.ts';

const words = { language: 'nb', direction: 'ltr', purpose: 'Skolen', shown: 'nb-proof' } as const;

const consent = (part: Partial<Consent> = {}): Consent => ({
  consentId: 'c1',
  textVersion: '2',
  state: 'ASKED',
  forChild: false,
  askedAt: '2026-11-20T10:00:00Z',
  original: words,
  replies: ['GIVEN', 'REFUSED'],
  history: [],
  ...part,
});

describe('an answer that is being given', () => {
  it('is no draft before anything is chosen or written, and comes back from one whole', () => {
    const form = emptyForm();
    expect(toDraft({ ...form, reason: ' \n' })).toBe('');
    for (const begun of [
      { ...form, reply: 'REFUSED' as const, version: '2' },
      { ...form, reason: 'Fordi' },
    ])
      expect(fromDraft(toDraft(begun))).toEqual(begun);
    for (const other of ['', 'Hei', '{}', 'null', '{"id":"a","reply":"GIVEN"}']) expect(fromDraft(other)).toBeNull();
    expect(fromDraft('{"id":"a","reply":"PERHAPS","version":"1","reason":""}')?.reply).toBe('');
  });

  it('holds for the text that it was chosen under, and for no other', () => {
    const form = { ...emptyForm(), reply: 'GIVEN' as const, version: '1', reason: 'Fordi' };
    expect(chosen(form, consent({ textVersion: '1' }))).toBe('GIVEN');
    expect(chosen(form, consent())).toBeUndefined();
    expect(chosenBefore(form, consent())).toBe(true);
    expect(chosenBefore(form, consent({ textVersion: '1' }))).toBe(false);
    expect(chosenBefore(emptyForm(), consent())).toBe(false);
  });

  it('needs no choice where there is only one thing to say', () => {
    expect(chosen(emptyForm(), consent({ state: 'GIVEN', replies: ['WITHDRAWN'] }))).toBe('WITHDRAWN');
    expect(chosen({ ...emptyForm(), reply: 'GIVEN', version: '2' }, consent({ replies: [] }))).toBeUndefined();
  });

  it('names the words on the screen, and says why only where something is written', () => {
    const translation = { ...words, language: 'ar', shown: 'ar-proof' };
    expect(asAnswer(emptyForm(), 'GIVEN', consent({ translation }), 'ar')).toEqual({
      reply: 'GIVEN',
      shown: 'ar-proof',
      language: 'ar',
    });
    expect(asAnswer({ ...emptyForm(), reason: ' Fordi ' }, 'REFUSED', consent(), 'nb')).toMatchObject({
      shown: 'nb-proof',
      reason: 'Fordi',
    });
  });

  it('is found again by its id, also while it is on its way', () => {
    const answer = {
      answerId: 'a1',
      reply: 'GIVEN',
      textVersion: '2',
      state: 'SENT',
      sentAt: '2026-11-22T10:00:00Z',
    } as const;
    const step = {
      kind: 'GIVEN',
      at: answer.sentAt,
      bySelf: true,
      textVersion: '2',
      withoutEffect: false,
      answer,
    } as const;
    expect(newestAnswer(consent({ history: [step] }))?.answerId).toBe('a1');
    expect(newestAnswer(consent())).toBeUndefined();
  });
});
