import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';

/** Keeps the newest message in view: on arrival, after sending, and when one comes in while one is at the end. */
export function End({ count, lastMine }: { count: number; lastMine: boolean }) {
  const mark = useRef<HTMLDivElement>(null);
  const before = useRef(0);
  const [below, setBelow] = useState(false);
  useLayoutEffect(() => {
    const first = before.current === 0;
    const grew = count > before.current;
    before.current = count;
    if (!grew) return;
    const distance = document.documentElement.scrollHeight - innerHeight - scrollY;
    if (first || lastMine || distance < 400) mark.current?.scrollIntoView({ block: 'end' });
    else setBelow(true);
  }, [count, lastMine]);
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
