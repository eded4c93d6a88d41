import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DraftBase } from '../api/client.ts';
import { type FailureCode, failureSaid, mayBeDone } from '../api/failure.ts';
import { draftFor, keepDraft } from './keepDraft.ts';
import type { DraftPort } from './port.ts';
import { uuidv7 } from './uuid.ts';

export type HandInState =
  | { is: 'writing' }
  | { is: 'sending' }
  | { is: 'sent' }
  | { is: 'failed'; code: FailureCode; detail: string | undefined };

type Of<Form extends { id: string }> = {
  /** What it is a form for: another place has another draft. */
  place: string;
  port: DraftPort;
  empty: () => Form;
  /** The form as the one text that a draft is; nothing filled in is no draft. */
  toDraft: (form: Form) => string;
  /** The form that a draft holds, or null where it holds none. */
  fromDraft: (text: string) => Form | null;
  /** Hands it in, with the draft that it is made from. */
  send: (form: Form, draft: DraftBase) => Promise<unknown>;
  onSent: () => void;
  /** Whether something with this id is known to have been handed in. */
  wasSent?: (id: string) => boolean;
};

/**
 * A form that the server keeps while it is filled in, and that is handed in once. Its id goes with the draft, so that what was
 * sent is never sent again from another page; what is changed after an attempt to send it, or after it was sent from another
 * page, has an id of its own.
 */
export function useKeptForm<Form extends { id: string }>(of: Of<Form>) {
  const { place, toDraft, wasSent } = of;
  const draft = useMemo(() => {
    const renamed = (text: string) => {
      const form = of.fromDraft(text);
      return form ? toDraft({ ...form, id: uuidv7() }) : text;
    };
    return draftFor(place, of.port, renamed);
  }, [place]);
  const blank = useMemo(of.empty, [place]);
  const [state, setState] = useState<HandInState>({ is: 'writing' });
  const attempt = useRef<Form | null>(null);
  /** The id of what may have been sent: its answer is missing. */
  const unanswered = useRef<string | null>(null);
  useEffect(() => keepDraft(draft, place), [draft]);
  const form = of.fromDraft(draft.text.value) ?? blank;

  const done = () => {
    setState({ is: 'sent' });
    of.onSent();
  };

  // It was sent by this id: from here, where the answer got lost, perhaps with the page, or from another page, where other
  // words than these may have stood. The draft's own end may be heard of first: then only the attempt says what it was.
  const undecided = state.is === 'writing' || state.is === 'failed';
  const tried = state.is === 'failed' ? attempt.current : draft.text.value === '' ? null : form;
  const sentId = undecided && tried && wasSent?.(tried.id) ? tried.id : null;
  useEffect(() => {
    if (sentId === null) return;
    let here = true;
    void draft.wasSent().then((was) => here && was && done());
    return () => {
      here = false;
    };
  }, [sentId]);
  const parted = draft.parted.value === null ? null : of.fromDraft(draft.parted.value);

  const sameAs = (one: Form, other: Form) => toDraft({ ...one, id: '' }) === toDraft({ ...other, id: '' });
  const change = (part: Partial<Form>) => {
    if (state.is === 'failed') setState({ is: 'writing' });
    const next = { ...form, ...part };
    const tried = attempt.current;
    if (tried && sameAs(next, tried)) next.id = tried.id;
    else if (tried?.id === next.id) next.id = uuidv7();
    draft.edit(toDraft(next));
  };

  const handIn = async (said: Form, again: boolean): Promise<void> => {
    attempt.current = said;
    draft.hold();
    try {
      await of.send(said, draft.sending(said.id));
      draft.sent(toDraft(said));
      done();
    } catch (error) {
      const why = failureSaid(error);
      if (why.code === 'other-body' && again) {
        // Under this id something else was accepted: this is one of its own.
        const anew = { ...said, id: uuidv7() };
        draft.edit(toDraft(anew));
        return handIn(anew, false);
      }
      // A refusal of this try says nothing of one whose answer is missing.
      if (mayBeDone(error)) unanswered.current = said.id;
      setState({ is: 'failed', ...why });
    }
  };

  return {
    draft,
    form,
    state,
    change,
    /** What was begun with this was sent from another page, and these words weren't. */
    earlierSent: undecided && draft.text.value !== '' && parted !== null && !!wasSent?.(parted.id),
    send: async () => {
      if (state.is === 'sending' || state.is === 'sent') return;
      setState({ is: 'sending' });
      await handIn(form, true);
      draft.release(unanswered.current !== null && unanswered.current === attempt.current?.id);
    },
  };
}
