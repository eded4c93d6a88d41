import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';

/** Keeps the newest message in view: on arrival, after sending, and when one comes in while one is at the end. */
export function End({ arrived, empty }: { arrived: Message[]; empty: boolean }) {
  const mark = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  const [below, setBelow] = useState(false);
  useLayoutEffect(() => {
    const distance = document.documentElement.scrollHeight - innerHeight - scrollY;
    const arrives = first.current;
    first.current = false;
    if (empty) return;
    if (arrives || arrived.some(({ mine }) => mine) || distance < 400) mark.current?.scrollIntoView({ block: 'end' });
    else setBelow(true);
  }, [arrived]);
  return (
    <div ref={mark} class="end">
      {below && (
        <button
          type="button"
          class="ds-button to-end"
          onClick={() => {
            setBelow(false);
            mark.current?.scrollIntoView({ block: 'end' });
          }}
        >
          {t('talk.newBelow')}
        </button>
      )}
    </div>
  );
}
