import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import type { Speaking } from './speech.ts';

export type Panel = 'look' | 'find' | null;

type Props = {
  panel: Panel;
  open: (panel: Panel) => void;
  /** The languages that a voice on this device can read. */
  voices: string[];
  readAloud: (language: string) => void;
  /** What else one can do with the document. */
  more?: ComponentChildren;
};

/**
 * What helps one to read: everything has its word, and nothing is offered that this device can't do. What one does once, if at
 * all, stands behind "more" on a phone, so that the text begins soon; on a wide screen there is room for it.
 */
export function ReaderBar({ panel, open, voices, readAloud, more }: Props) {
  const [all, setAll] = useState(false);
  const rest = useId();
  const opens = (which: Exclude<Panel, null>) => ({
    'aria-expanded': panel === which,
    onClick: () => open(panel === which ? null : which),
  });
  const paper = (
    <button type="button" class="chip" onClick={() => print()}>
      <Icon name="print" />
      {t('reader.print')}
    </button>
  );
  return (
    <div class="reader-bar" role="group" aria-label={t('reader.tools')}>
      <button type="button" class="chip" aria-label={t('reader.look')} {...opens('look')}>
        <span class="chip-letter" aria-hidden="true">
          Aa
        </span>
        {t('reader.lookShort')}
      </button>
      <button type="button" class="chip" aria-label={t('reader.find')} {...opens('find')}>
        <Icon name="search" />
        {t('reader.findShort')}
      </button>
      {voices.map((one) => (
        <button key={one} type="button" class="chip" onClick={() => readAloud(one)}>
          <Icon name="sound" />
          {voices.length > 1 ? (
            <>
              {t('reader.aloud')}: <span lang={one}>{languageName(one)}</span>
            </>
          ) : (
            t('reader.aloud')
          )}
        </button>
      ))}
      {more ? (
        <>
          <button
            type="button"
            class="chip reader-more"
            aria-expanded={all}
            aria-controls={rest}
            onClick={() => setAll(!all)}
          >
            <Icon name="more" />
            {t('reader.more')}
          </button>
          <div id={rest} class="reader-rest" data-open={all || undefined}>
            {paper}
            {more}
          </div>
        </>
      ) : (
        paper
      )}
    </div>
  );
}

type AloudProps = { speaking: Speaking; pause: () => void; resume: () => void; stop: () => void };

/** While something is read aloud: where one stops it. */
export function AloudPanel({ speaking, pause, resume, stop }: AloudProps) {
  if (speaking.state === 'still') return null;
  const paused = speaking.state === 'paused';
  return (
    <div class="reader-panel aloud" role="group" aria-label={t('reader.aloud')}>
      <button type="button" class="ds-button" data-variant="primary" onClick={paused ? resume : pause}>
        {paused ? t('reader.aloudOn') : t('reader.aloudPause')}
      </button>
      <button type="button" class="ds-button" data-variant="secondary" onClick={stop}>
        {t('reader.aloudStop')}
      </button>
    </div>
  );
}
