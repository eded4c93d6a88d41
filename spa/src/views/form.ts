import type { NewView, ViewMoment, ViewPrompt } from '../api/client.ts';
import { codePoints } from '../conversation/text.ts';
import { uuidv7 } from '../conversation/uuid.ts';

/** How long each card may be, in code points. */
export const mostOnACard = 2000;

/** What one is asked to go on with, in this order; each may be passed over. */
export const promptsOf: Record<ViewMoment, readonly ViewPrompt[]> = {
  BEFORE_MEETING: ['THIS_IS_GOOD', 'THIS_MUST_CHANGE', 'ASK_ME_ABOUT', 'DO_NOT_ASK_ME_ABOUT', 'SOMETHING_ELSE'],
  AFTER_MEETING: ['HOW_IT_WAS', 'THIS_IS_GOOD', 'THIS_MUST_CHANGE', 'NOT_SAID', 'NOT_UNDERSTOOD', 'SOMETHING_ELSE'],
  ANY_TIME: ['THIS_IS_GOOD', 'THIS_MUST_CHANGE', 'ASK_ME_ABOUT', 'SOMETHING_ELSE'],
};

/** What is being said. Its id goes with the draft, so that what was sent once is never sent again from another page. */
export type ViewForm = { id: string; words: Partial<Record<ViewPrompt, string>>; afraid: boolean };

export const emptyForm = (): ViewForm => ({ id: uuidv7(), words: {}, afraid: false });

const written = (text: string | undefined): boolean => (text ?? '').trim() !== '';

export const saysSomething = (form: ViewForm): boolean => Object.values(form.words).some(written);

/** The form as the one text that a draft is; nothing written is no draft. */
export const toDraft = (form: ViewForm): string => (saysSomething(form) ? JSON.stringify(form) : '');

/** The form that a draft holds, or null where it holds none. */
export function fromDraft(text: string): ViewForm | null {
  try {
    const read = JSON.parse(text) as Partial<ViewForm> | null;
    if (typeof read?.id !== 'string' || typeof read.words !== 'object' || read.words === null) return null;
    return { id: read.id, words: read.words, afraid: read.afraid === true };
  } catch {
    return null;
  }
}

export const tooLong = (text: string | undefined): boolean => codePoints(text ?? '') > mostOnACard;

/** What is handed in: the cards on which something stands, in the order in which they were shown. */
export function asView(form: ViewForm, moment: ViewMoment, meetingId: string | undefined, language: string): NewView {
  const items = promptsOf[moment]
    .filter((prompt) => written(form.words[prompt]))
    .map((prompt) => ({ prompt, text: (form.words[prompt] ?? '').trim() }));
  return {
    moment,
    items,
    language,
    ...(meetingId ? { meetingId } : {}),
    ...(form.afraid ? { afraidOfBeingKnown: true } : {}),
  };
}
