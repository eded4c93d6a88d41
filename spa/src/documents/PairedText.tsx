import { useEffect, useRef, useState } from 'preact/hooks';
import { markOpened } from '../api/actions.ts';
import type { DocumentText } from '../api/client.ts';
import { BlockView } from '../blocks/BlockView.tsx';
import { tablesBelow } from '../blocks/headings.ts';
import { t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { align } from './align.ts';
import { madeBy } from './madeBy.ts';

type Props = { text: DocumentText; caseCopyId: string; entryId: string };
type Side = 'translation' | 'original';

/**
 * A document with its translation. On wide screens two columns whose paragraphs start level; on the phone one column and a
 * switch that leaves the paragraph one reads where it stands on the screen.
 */
export function PairedText({ text, caseCopyId, entryId }: Props) {
  const { original, translation } = text;
  const [side, setSide] = useState<Side>(translation ? 'translation' : 'original');
  const [marked, setMarked] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const keep = useRef<{ id: string; top: number } | null>(null);
  const first = useSeen(() => markOpened(caseCopyId, entryId));

  const change = (next: Side) => {
    const rows = list.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [];
    const reading = [...rows].find((row) => row.getBoundingClientRect().bottom > 150);
    keep.current = reading ? { id: reading.dataset.block ?? '', top: reading.getBoundingClientRect().top } : null;
    setSide(next);
  };
  useEffect(() => {
    if (!keep.current) return;
    const { id, top } = keep.current;
    keep.current = null;
    const row = list.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`);
    if (row) scrollBy({ top: row.getBoundingClientRect().top - top, behavior: 'instant' });
  }, [side]);

  // Who came here for one paragraph begins at it.
  useEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1));
    const row = id && list.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`);
    if (!row) return;
    setMarked(id);
    row.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, []);

  const pairs = align(original, translation);
  const below = { original: tablesBelow(original.blocks), translation: tablesBelow(translation?.blocks ?? []) };
  return (
    <>
      {translation && (
        <div class="provenance">
          <p>
            <Icon name="globe" />
            <span>{madeBy(translation.provenance)}</span>
          </p>
          <p>
            <Icon name="info" />
            <span>{t('reader.norwegianCounts')}</span>
          </p>
          {translation.outdated && (
            <p class="note" data-color="wait">
              {t('reader.outdated')}
            </p>
          )}
        </div>
      )}
      {translation && (
        <div class="switch" role="group" aria-label={t('reader.switch')}>
          <button
            type="button"
            aria-pressed={side === 'translation'}
            lang={translation.language}
            onClick={() => change('translation')}
          >
            {languageName(translation.language)}
          </button>
          <button
            type="button"
            aria-pressed={side === 'original'}
            lang={original.language}
            onClick={() => change('original')}
          >
            {languageName(original.language)}
          </button>
        </div>
      )}
      <div class="pairs" data-side={side} data-paired={translation ? '' : undefined} ref={list}>
        {translation && (
          <div class="pair-head" aria-hidden="true">
            <span lang={translation.language} dir={translation.direction}>
              {languageName(translation.language)}
            </span>
            <span lang={original.language} dir={original.direction}>
              {languageName(original.language)}
            </span>
          </div>
        )}
        {pairs.map((pair, i) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the tint is an aid for the eye; everything is read without it
          // biome-ignore lint/a11y/useKeyWithClickEvents: same
          <div
            key={pair.id}
            class="pair"
            data-block={pair.id}
            data-marked={marked === pair.id || undefined}
            ref={i === 0 ? first : undefined}
            onClick={() => translation && setMarked(marked === pair.id ? null : pair.id)}
            onPointerEnter={(event) => event.pointerType === 'mouse' && translation && setMarked(pair.id)}
            onPointerLeave={(event) => event.pointerType === 'mouse' && setMarked(null)}
          >
            {translation && (
              <div class="half" data-half="translation" lang={translation.language} dir={translation.direction}>
                {pair.translation && <BlockView block={pair.translation} below={below.translation.get(pair.id)} />}
              </div>
            )}
            <div class="half" data-half="original" lang={original.language} dir={original.direction}>
              {pair.original && <BlockView block={pair.original} below={below.original.get(pair.id)} />}
            </div>
          </div>
        ))}
      </div>
    </>
  );
}
