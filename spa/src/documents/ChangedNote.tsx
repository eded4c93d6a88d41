import { useRef, useState } from 'preact/hooks';
import type { DocumentText } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { begin, type Reading, readOn } from './changes.ts';
import './changed.css';

type Props = {
  text: DocumentText;
  /** The language that it is read in where it is there. */
  asked: string;
};

/**
 * Tells whoever reads on that the text isn't the one they began with: where the text begins, and, for who doesn't have that
 * on the screen, where they are.
 */
export function ChangedNote({ text, asked }: Props) {
  const reading = useRef<Reading | null>(null);
  reading.current = reading.current ? readOn(reading.current, text, asked) : begin(text, asked);
  const { times } = reading.current;
  const told = toldOf(reading.current);
  const [known, setKnown] = useState(0);
  const note = useRef<HTMLDivElement>(null);
  const toStart = () => {
    setKnown(times);
    // A screen reader goes on from there.
    note.current?.focus({ preventScroll: true });
    note.current?.scrollIntoView({ block: 'center', behavior: 'instant' });
  };
  return (
    <>
      <div role="status" class="closed-note changed-note" ref={note} tabIndex={-1}>
        {told.length > 0 && <Notes key={times} told={told} onSeen={() => setKnown(times)} />}
      </div>
      {told.length > 0 && times > known && (
        <div class="note changed-here" data-color="wait">
          <Icon name="info" />
          <div class="words">
            <strong>{told.map(([title]) => t(title)).join('. ')}</strong>
            <div class="row">
              <button type="button" class="ds-button" data-variant="secondary" onClick={toStart}>
                {t('reader.toStart')}
              </button>
              <button type="button" class="ds-button" data-variant="tertiary" onClick={() => setKnown(times)}>
                {t('common.close')}
              </button>
            </div>
          </div>
        </div>
      )}
    </>
  );
}

const said = {
  original: ['pdf.changedTitle', 'pdf.changed'],
  other: ['reader.translationChangedTitle', 'reader.translationChanged'],
  gone: ['reader.translationGoneTitle', 'reader.translationGone'],
} as const;
type Told = (typeof said)[keyof typeof said];

function toldOf({ originalChanged, translationBecame }: Reading): Told[] {
  const told: Told[] = originalChanged ? [said.original] : [];
  return translationBecame ? [...told, said[translationBecame]] : told;
}

/** Made anew with each change, so that each is said once to who hears the page. */
function Notes({ told, onSeen }: { told: Told[]; onSeen: () => void }) {
  const seen = useSeen(async () => onSeen());
  return (
    <div class="stack" ref={seen}>
      {told.map(([title, text]) => (
        <p key={title} class="note" data-color="wait">
          <Icon name="info" />
          <span>
            <strong>{t(title)}</strong> {t(text)}
          </span>
        </p>
      ))}
    </div>
  );
}
