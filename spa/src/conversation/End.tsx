import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';

const isNearEnd = () => document.documentElement.scrollHeight - innerHeight - scrollY < 400;

/** Keeps the newest message in view: on arrival, after sending, and when one comes in while one is at the end. */
export function End({ arrived, empty }: { arrived: Message[]; empty: boolean }) {
  const mark = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  const [below, setBelow] = useState(false);
  // Where one was before anything came: several at once are longer than one would call near.
  const wasNear = useRef(true);
  useEffect(() => {
    const look = () => {
      wasNear.current = isNearEnd();
    };
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  useLayoutEffect(() => {
    const arrives = first.current;
    first.current = false;
    if (empty) return;
    if (arrives || arrived.some(({ mine }) => mine) || wasNear.current) mark.current?.scrollIntoView({ block: 'end' });
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
