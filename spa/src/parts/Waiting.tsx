import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';

/** Quiet shapes where the content will stand; said aloud only when it takes long enough to wonder. */
export function Loading({ lines = [3.2, 7, 7, 5] }: { lines?: number[] }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 800);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="stack" aria-busy="true">
      <p class="ds-sr-only" role="status">
        {slow ? t('common.loading') : ''}
      </p>
      {lines.map((height, i) => (
        <div key={i} class="bone" style={{ blockSize: `${height}rem` }} />
      ))}
    </div>
  );
}
