import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { FailureCode } from '../api/failure.ts';
import { AddFiles, pastedFiles } from '../attachments/AddFiles.tsx';
import { DraftFiles } from '../attachments/DraftFiles.tsx';
import { language, t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { DraftElsewhere } from './DraftElsewhere.tsx';
import { Saved } from './Saved.tsx';
import type { Sending } from './sending.ts';
import { codePoints, nearLimit, textLimit } from './text.ts';
import type { Talking } from './useTalking.ts';
import { WrittenIn } from './WrittenIn.tsx';

type Props = {
  talking: Talking;
  who: ComponentChildren;
  /** What else one can do with what one writes. */
  children?: ComponentChildren;
};

/** The field at the thumb: it grows with the text, says whether the draft is saved, and keeps the text until it is sent. */
export function Composer({ talking: { draft, files, sending, field }, who, children }: Props) {
  const addButton = useRef<HTMLButtonElement>(null);
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const text = draft.text.value;
  const state = sending.state.value;
  const length = text.length > nearLimit / 2 ? codePoints(text) : 0;

  useEffect(() => {
    const el = field.current;
    if (!el) return;
    el.style.blockSize = 'auto';
    el.style.blockSize = `${Math.min(el.scrollHeight + 2, innerHeight * 0.4)}px`;
  }, [text]);

  // The button for leaving stands in the free end of this form's first line, whatever height the field has.
  useEffect(() => {
    const el = box.current;
    if (!el || typeof ResizeObserver === 'undefined') return;
    const root = document.documentElement.style;
    let before = el.offsetHeight;
    const observer = new ResizeObserver(() => {
      // With a keyboard up the form may be higher than the screen: the button stays on it.
      root.setProperty('--above-dock', `${Math.min(el.offsetHeight, innerHeight) - 60}px`);
      // The newest message stays in view above the field that grows.
      const fromEnd = document.documentElement.scrollHeight - innerHeight - scrollY;
      if (el.offsetHeight > before && fromEnd < 200) scrollTo({ top: document.documentElement.scrollHeight });
      before = el.offsetHeight;
    });
    observer.observe(el);
    return () => {
      observer.disconnect();
      root.removeProperty('--above-dock');
    };
  }, []);

  const submit = () => {
    const inField = () => ({ text: draft.text.peek(), language: language.peek(), ...draft.told() });
    void sending.submit(inField).then(() => field.current?.focus());
  };

  return (
    <form
      ref={box}
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="composer-who small">{who}</div>
      <DraftElsewhere draft={draft} title={t('draft.other')}>
        <p class="small other-draft" dir="auto">
          {draft.other.value}
        </p>
      </DraftElsewhere>
      <SendFault sending={sending} id={`${id}f`} length={length} />
      <DraftFiles keeper={files} addButton={addButton} />
      <div role="status">
        {state.is === 'waiting' && (
          <div class="composer-waits small">
            <span>{t('files.sendsWhenThere')}</span>
            <button type="button" class="in-message" onClick={() => sending.dontWait()}>
              {t('files.dontSendYet')}
            </button>
          </div>
        )}
      </div>
      <div class="composer-line">
        <label class="ds-sr-only" for={id}>
          {t('talk.field')}
        </label>
        <textarea
          id={id}
          ref={field}
          class="ds-input"
          rows={1}
          dir="auto"
          autocomplete="off"
          value={text}
          placeholder={t('talk.placeholder')}
          aria-invalid={state.is === 'refused' || undefined}
          aria-describedby={`${id}f ${id}s`}
          onInput={(event) => {
            sending.edited();
            draft.edit(event.currentTarget.value);
          }}
          onPaste={(event) => {
            const pasted = pastedFiles(event);
            if (pasted.length === 0) return;
            event.preventDefault();
            files.add(pasted);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              submit();
            }
          }}
        />
        <button
          type="submit"
          class="ds-button send"
          aria-busy={state.is === 'sending' || state.is === 'waiting' || undefined}
          // A tap here leaves the focus in the field, and so a phone's keyboard where it is.
          onMouseDown={(event) => event.preventDefault()}
        >
          <Icon name="send" />
          <span>{state.is === 'sending' || state.is === 'waiting' ? t('talk.sending') : t('talk.send')}</span>
        </button>
      </div>
      <div class="composer-more">
        {children}
        <WrittenIn draft={draft} />
      </div>
      <AddFiles keeper={files} button={addButton}>
        <p class="composer-status quiet" id={`${id}s`} role="status">
          <Saved draft={draft} />
          {length > nearLimit && length <= textLimit && <span>{t('talk.left', { Count: textLimit - length })}</span>}
        </p>
      </AddFiles>
    </form>
  );
}

function failedWords(code: FailureCode, unsure: boolean) {
  if (code === 'not-found') return 'talk.cannotWrite';
  if (unsure) return 'talk.unsure';
  return code === 'marks-unclear' ? 'afraid.unclear' : 'talk.failed';
}

function SendFault({ sending, id, length }: { sending: Sending; id: string; length: number }) {
  const state = sending.state.value;
  let text = '';
  if (state.is === 'refused')
    text =
      state.fault === 'files'
        ? t('files.unusable')
        : state.fault === 'empty'
          ? t('talk.empty')
          : t('talk.tooLong', { Count: length - textLimit });
  else if (state.is === 'failed') text = t(failedWords(state.code, state.unsure));
  return (
    <p class="composer-fault" id={id} role="alert">
      {text}
    </p>
  );
}
