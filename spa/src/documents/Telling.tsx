import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSeen } from '../parts/useSeen.ts';
import './telling.css';

type Props = {
  /** Which of all that can happen it is about; nothing is told where it is empty. */
  what: string;
  /** In a few words. */
  titles: string[];
  /** What stands there for good. */
  children: ComponentChildren;
};

/**
 * Tells of something that happened to what one reads: once to who hears the page, for good where this stands, and, until one
 * has seen that or closes it, where one is.
 */
export function Telling({ what, titles, children }: Props) {
  const [known, setKnown] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const toPlace = () => {
    setKnown(what);
    // A screen reader goes on from there.
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'center', behavior: 'instant' });
  };
  return (
    <>
      <div role="status" class="closed-note" ref={place} tabIndex={-1}>
        {what && (
          // Made anew each time, so that each is said.
          <Seen key={what} onSeen={() => setKnown(what)}>
            {children}
          </Seen>
        )}
      </div>
      {what && known !== what && (
        <div class="note told-here" data-color="wait">
          <Icon name="info" />
          <div class="words">
            <strong>{titles.join('. ')}</strong>
            <div class="row">
              <button type="button" class="ds-button" data-variant="secondary" onClick={toPlace}>
                {t('reader.toStart')}
              </button>
              <button type="button" class="ds-button" data-variant="tertiary" onClick={() => setKnown(what)}>
                {t('common.close')}
              </button>
            </div>
          </div>
        </div>
      )}
    </>
  );
}

function Seen({ onSeen, children }: { onSeen: () => void; children: ComponentChildren }) {
  const seen = useSeen(async () => onSeen());
  return (
    <div class="stack" ref={seen}>
      {children}
    </div>
  );
}
