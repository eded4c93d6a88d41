import type { NewAccessRequest } from '../api/client.ts';
import { codePoints } from '../conversation/text.ts';
import { uuidv7 } from '../conversation/uuid.ts';

/** How many documents can be asked for at once. */
export const mostEntries = 20;
/** How long the reason may be, in code points. */
export const mostReason = 2000;

/** What is being asked for. Its id goes with the draft, so that what was sent once is never sent again from another page. */
export type AccessForm = { id: string; whole: boolean; entryIds: string[]; reason: string; afraid: boolean };

export const emptyForm = (): AccessForm => ({ id: uuidv7(), whole: false, entryIds: [], reason: '', afraid: false });

const saysSomething = (form: AccessForm): boolean =>
  form.whole || form.entryIds.length > 0 || form.reason.trim() !== '';

/** The form as the one text that a draft is; nothing chosen or written is no draft. */
export const toDraft = (form: AccessForm): string => (saysSomething(form) ? JSON.stringify(form) : '');

/** The form that a draft holds, or null where it holds none. */
export function fromDraft(text: string): AccessForm | null {
  try {
    const read = JSON.parse(text) as Partial<AccessForm> | null;
    if (typeof read?.id !== 'string') return null;
    const ids = Array.isArray(read.entryIds) ? read.entryIds.filter((one) => typeof one === 'string') : [];
    const reason = typeof read.reason === 'string' ? read.reason : '';
    return { id: read.id, whole: read.whole === true, entryIds: ids, reason, afraid: read.afraid === true };
  } catch {
    return null;
  }
}

export type Fault = 'nothing' | 'tooMany' | 'reasonLong';

/** What must be mended before it can be sent. `open` are the documents that can still be asked for. */
export function faultOf(form: AccessForm, open: readonly string[]): Fault | null {
  const chosen = form.entryIds.filter((id) => open.includes(id));
  if (!form.whole && chosen.length === 0) return 'nothing';
  if (!form.whole && chosen.length > mostEntries) return 'tooMany';
  return codePoints(form.reason) > mostReason ? 'reasonLong' : null;
}

/** The form as it is shown and sent: where nothing else is left to ask for it is the whole case, and that not twice. */
export const settled = (form: AccessForm, open: readonly string[], mayAskForAll: boolean): AccessForm => ({
  ...form,
  whole: mayAskForAll && (form.whole || open.length === 0),
});

/** The form as it is handed in. What somebody has answered meanwhile isn't asked for again. */
export function asRequest(form: AccessForm, open: readonly string[], language: string): NewAccessRequest {
  const reason = form.reason.trim();
  return {
    language,
    ...(form.whole ? { wholeCase: true } : { entryIds: form.entryIds.filter((id) => open.includes(id)) }),
    ...(reason && { reason }),
    ...(reason && form.afraid && { afraidOfBeingKnown: true }),
  };
}
