import type { NewOnEntry } from '../api/client.ts';
import { kept, textFault } from '../conversation/text.ts';
import { uuidv7 } from '../conversation/uuid.ts';

/** A comment or a complaint that is being written. Its id goes with the draft, so that it is never sent twice. */
type OnEntryForm = { id: string; text: string; afraid: boolean };

export const emptyOnEntry = (): OnEntryForm => ({ id: uuidv7(), text: '', afraid: false });

/** Whether there is something to send, and no more than goes in. */
export const sendable = ({ text }: OnEntryForm): boolean => textFault(text) === null;

export const tooLongToSend = (text: string): boolean => textFault(text) === 'too-long';

/** The form as the one text that a draft is; nothing written is no draft. */
export const onEntryToDraft = (form: OnEntryForm): string => (kept(form.text) === '' ? '' : JSON.stringify(form));

/** The form that a draft holds, or null where it holds none. */
export function onEntryFromDraft(text: string): OnEntryForm | null {
  try {
    const read = JSON.parse(text) as Partial<OnEntryForm> | null;
    if (typeof read?.id !== 'string' || typeof read.text !== 'string') return null;
    return { id: read.id, text: read.text, afraid: read.afraid === true };
  } catch {
    return null;
  }
}

/** What is handed in. */
export const asOnEntry = ({ text, afraid }: OnEntryForm, language: string): NewOnEntry => ({
  text: kept(text),
  language,
  ...(afraid ? { afraidOfBeingKnown: true } : {}),
});
