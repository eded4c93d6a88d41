import type { Consent, ConsentReply, NewConsentAnswer } from '../api/client.ts';
import { uuidv7 } from '../conversation/uuid.ts';

/** An answer that is being given. Its id goes with the draft, and the version of the text that was chosen under: a choice never holds for another text. */
export type AnswerForm = { id: string; reply: ConsentReply | ''; version: string; reason: string };

export const emptyForm = (): AnswerForm => ({ id: uuidv7(), reply: '', version: '', reason: '' });

/** The form as the one text that a draft is; nothing chosen or written is no draft. */
export const toDraft = (form: AnswerForm): string =>
  form.reply === '' && form.reason.trim() === '' ? '' : JSON.stringify(form);

const replies: readonly unknown[] = ['GIVEN', 'REFUSED', 'WITHDRAWN'];

/** The form that a draft holds, or null where it holds none. */
export function fromDraft(text: string): AnswerForm | null {
  try {
    const read = JSON.parse(text) as Partial<AnswerForm> | null;
    if (typeof read?.id !== 'string' || typeof read.reason !== 'string' || typeof read.version !== 'string')
      return null;
    const reply = replies.includes(read.reply) ? (read.reply as ConsentReply) : '';
    return { id: read.id, reply, version: read.version, reason: read.reason };
  } catch {
    return null;
  }
}

/** The ids of the party's answers that are known. */
export const answered = (consent: Consent): ReadonlySet<string> =>
  new Set(consent.history.flatMap((step) => (step.answer ? [step.answer.answerId] : [])));

/** What is chosen and still can be, of the text on the screen. Where there is only one thing to say, the button says it. */
export function chosen(form: AnswerForm, consent: Consent): ConsentReply | undefined {
  if (consent.replies.length === 1) return consent.replies[0];
  return consent.replies.find((reply) => reply === form.reply && form.version === consent.textVersion);
}

/** Something was chosen, but under another text. */
export const chosenBefore = (form: AnswerForm, consent: Consent): boolean =>
  form.reply !== '' && form.version !== consent.textVersion && consent.replies.includes(form.reply);

/** What is handed in: the answer to exactly the words on the screen. */
export function asAnswer(form: AnswerForm, reply: ConsentReply, consent: Consent, language: string): NewConsentAnswer {
  const reason = form.reason.trim();
  return {
    reply,
    shown: (consent.translation ?? consent.original).shown,
    language,
    ...(reason === '' ? {} : { reason }),
  };
}

/** The party's newest answer, wherever it is on its way. */
export const newestAnswer = (consent: Consent) => consent.history.find((step) => step.answer)?.answer;
