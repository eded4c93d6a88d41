import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { highlightOf, rangesIn } from './find.ts';

type Props = {
  text: RefObject<HTMLElement>;
  /** What is on the screen now: it is searched anew when that changes. */
  shown: string;
  onClose: () => void;
};

/** Older browsers have no highlights: there the paragraph alone is marked. */
const highlights = (): HighlightRegistry | undefined =>
  typeof Highlight === 'undefined' ? undefined : globalThis.CSS?.highlights;

function clear(text: HTMLElement | null): void {
  highlights()?.delete('found');
  highlights()?.delete('found-now');
  for (const pair of text?.querySelectorAll('[data-found]') ?? []) pair.removeAttribute('data-found');
}

const seen = (half: Element) => half.checkVisibility?.() ?? getComputedStyle(half).display !== 'none';

/** Finds words in what is shown, from one to the next. What is typed stays here. */
export function FindPanel({ text, shown, onClose }: Props) {
  const [wanted, setWanted] = useState('');
  const [found, setFound] = useState<Range[]>([]);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const halves = [...(text.current?.querySelectorAll('.half') ?? [])].filter(seen);
    setFound(wanted.trim() ? halves.flatMap((half) => rangesIn(half, wanted)) : []);
    setAt(0);
  }, [wanted, shown, text]);
  useEffect(() => {
    const here = text.current;
    clear(here);
    const now = found[at];
    if (!now) return;
    highlights()?.set('found', highlightOf(found));
    highlights()?.set('found-now', highlightOf([now]));
    const pair = now.startContainer.parentElement?.closest('.pair');
    pair?.setAttribute('data-found', 'now');
    const line = now.startContainer.parentElement;
    line?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return () => clear(here);
  }, [found, at, text]);

  const step = (by: number) => setAt((before) => (found.length ? (before + by + found.length) % found.length : 0));
  return (
    <div class="reader-panel find" role="search">
      <label class="ds-sr-only" for={id}>
        {t('reader.find')}
      </label>
      <input
        ref={field}
        id={id}
        class="ds-input"
        type="search"
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        placeholder={t('reader.find')}
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') onClose();
        }}
      />
      <p class="small" role="status">
        {wanted.trim() &&
          (found.length ? t('reader.found', { Number: at + 1, Count: found.length }) : t('reader.foundNone'))}
      </p>
      <button
        type="button"
        class="ds-button"
        data-variant="tertiary"
        disabled={found.length < 2}
        onClick={() => step(-1)}
        aria-label={t('reader.findBefore')}
      >
        <span class="up" aria-hidden="true">
          <Icon name="back" />
        </span>
      </button>
      <button
        type="button"
        class="ds-button"
        data-variant="tertiary"
        disabled={found.length < 2}
        onClick={() => step(1)}
        aria-label={t('reader.findNext')}
      >
        <span class="down" aria-hidden="true">
          <Icon name="next" />
        </span>
      </button>
    </div>
  );
}
