import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { covers, isAfraid, type Span, sentences } from './afraid.ts';
import type { DraftKeeper } from './draft.ts';
import './afraidMark.css';

/** Whom the page speaks to, and who gets the mark. */
export type AfraidWho = { young: boolean; name: string };

type Props = { draft: DraftKeeper; field: RefObject<HTMLTextAreaElement>; withFiles: boolean; who: AfraidWho };

/**
 * Marks what somebody is afraid of being known: the words they have selected, a sentence, or all of it, a photo without
 * words too. A text field can't show marks, so they stand below it, each with a way to take it off. What a mark promises is
 * long: it stands in the dialog, one tap away, so that the field keeps its room above a keyboard.
 */
export function AfraidMark({ draft, field, withFiles, who }: Props) {
  const [asking, setAsking] = useState(false);
  const selected = useSelected(field);
  const text = draft.text.value;
  const afraid = draft.afraid.value;
  const words = ({ from, to }: Span) => text.slice(from, to).replace(/\s+/g, ' ').trim();
  const promise = t(who.young ? 'afraid.promiseYoung' : 'afraid.promise');
  const some = selected && words(selected) !== '' && !afraid.all && !covers(afraid, selected);
  if (text.trim() === '' && !withFiles && !isAfraid(afraid)) return null;
  return (
    <div class="afraid">
      {isAfraid(afraid) && (
        <ul class="afraid-list" aria-label={t('afraid.marked')}>
          {afraid.all ? (
            <li>
              <Chip
                words={t('afraid.whole')}
                label={t('afraid.removeAll')}
                onRemove={() => draft.fear({ all: false })}
              />
            </li>
          ) : (
            afraid.spans.map((span) => (
              <li key={span.from}>
                <Chip
                  words={words(span)}
                  label={t('afraid.remove', { Words: words(span) })}
                  onRemove={() => draft.fear({ not: span })}
                />
              </li>
            ))
          )}
        </ul>
      )}
      {some ? (
        <button
          type="button"
          class="ds-button"
          data-variant="secondary"
          data-size="sm"
          // A tap here leaves the selection in the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            draft.fear({ of: selected });
            const el = field.current;
            el?.focus();
            el?.setSelectionRange(selected.to, selected.to);
          }}
        >
          <Icon name="flag" />
          <span>{t('afraid.markWords', { Words: shortened(words(selected)) })}</span>
        </button>
      ) : (
        <button type="button" class="in-message" aria-haspopup="dialog" onClick={() => setAsking(true)}>
          <Icon name="flag" />
          <span>{t(isAfraid(afraid) ? 'afraid.what' : 'afraid.open')}</span>
        </button>
      )}
      <Dialog title={t('afraid.title')} open={asking} onClose={() => setAsking(false)}>
        <div class="stack afraid-ask">
          <p>{t('afraid.goes', { Name: who.name })}</p>
          <p>{promise}</p>
          <Toggle on={afraid.all} onToggle={(all) => draft.fear({ all })}>
            {t('afraid.whole')}
          </Toggle>
          {!afraid.all && text.trim() !== '' && <Sentences draft={draft} text={text} />}
          <button type="button" class="ds-button" onClick={() => setAsking(false)}>
            {t('afraid.done')}
          </button>
        </div>
      </Dialog>
    </div>
  );
}

function Sentences({ draft, text }: { draft: DraftKeeper; text: string }) {
  const all = sentences(text);
  return (
    <>
      <h3>{t('afraid.orParts')}</h3>
      <p class="small quiet">{t('afraid.orSelect')}</p>
      {all.length > 1 && (
        <ul class="afraid-sentences">
          {all.map((span) => {
            const on = covers(draft.afraid.value, span);
            return (
              <li key={span.from}>
                <Toggle on={on} onToggle={() => draft.fear(on ? { not: span } : { of: span })}>
                  <bdi>{text.slice(span.from, span.to)}</bdi>
                </Toggle>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

type ToggleProps = { on: boolean; onToggle: (on: boolean) => void; children: preact.ComponentChildren };

/** No checkbox: Enter in one sends the form, and that is the message. */
function Toggle({ on, onToggle, children }: ToggleProps) {
  return (
    <button type="button" class="afraid-toggle" aria-pressed={on} onClick={() => onToggle(!on)}>
      <Icon name={on ? 'check' : 'flag'} />
      <span>{children}</span>
    </button>
  );
}

function Chip({ words, label, onRemove }: { words: string; label: string; onRemove: () => void }) {
  return (
    <span class="afraid-chip">
      <Icon name="flag" />
      <bdi>{words}</bdi>
      <button type="button" aria-label={label} onMouseDown={(event) => event.preventDefault()} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </span>
  );
}

const shortened = (words: string): string => ([...words].length > 24 ? `${[...words].slice(0, 22).join('')} …` : words);

/** What is selected in the field; it stays when the focus goes on to a button. */
function useSelected(field: RefObject<HTMLTextAreaElement>): Span | null {
  const [selected, setSelected] = useState<Span | null>(null);
  useEffect(() => {
    const look = () => {
      const el = field.current;
      if (!el) return;
      const { selectionStart: from, selectionEnd: to } = el;
      setSelected((before) => {
        if (from === to) return null;
        return before?.from === from && before.to === to ? before : { from, to };
      });
    };
    const el = field.current;
    const events = ['select', 'input', 'keyup', 'pointerup'] as const;
    document.addEventListener('selectionchange', look);
    for (const name of events) el?.addEventListener(name, look);
    return () => {
      document.removeEventListener('selectionchange', look);
      for (const name of events) el?.removeEventListener(name, look);
    };
  }, [field]);
  return selected;
}
