import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Block, DocumentText, Text } from '../api/client.ts';
import { BlockView } from '../blocks/BlockView.tsx';
import { tablesBelow } from '../blocks/headings.ts';
import { language, t } from '../i18n/catalogue.ts';
import { directionOf, languageName } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { useExplaining } from '../reader/Explained.tsx';
import { FindPanel } from '../reader/FindPanel.tsx';
import { LookPanel } from '../reader/LookPanel.tsx';
import { lookStyle, size, spacing } from '../reader/look.ts';
import { TranslationNote } from '../reader/Provenance.tsx';
import { AloudPanel, type Panel, ReaderBar } from '../reader/ReaderBar.tsx';
import { saidOf } from '../reader/said.ts';
import { voiceFor } from '../reader/speech.ts';
import { useAloud, useVoices } from '../reader/useAloud.ts';
import { usePlace } from '../reader/usePlace.ts';
import { placeInAddress } from '../shell/arrival.ts';
import { paragraphId } from '../shell/caseCopy.tsx';
import { align, type Pair } from './align.ts';
import '../reader/reader.css';

type Props = {
  text: DocumentText;
  /** Of the document: an address may lead to one of its paragraphs. */
  documentId?: string;
  /** Told once when its beginning has really been seen. */
  onSeen?: () => Promise<unknown>;
  /** Told once when its end has. */
  onEnd?: (() => Promise<unknown>) | undefined;
  /** What else one can do with the document, beside the aids for reading. */
  more?: ComponentChildren;
  /** What is said of a paragraph, below it, in the text in which it stands. */
  said?: ((text: Text, block: Block) => ComponentChildren) | undefined;
  /** What one can do with a paragraph, in either text; `chosen` where it was tapped. */
  under?:
    | ((pair: Pair, texts: { original: Text; translation: Text | undefined }, chosen: boolean) => ComponentChildren)
    | undefined;
};
type Side = 'translation' | 'original';

/**
 * A document with its translation. On wide screens two columns whose paragraphs start level; on the phone one column and a
 * switch that leaves the paragraph one reads where it stands on the screen, and a tap that shows a paragraph's counterpart.
 */
export function PairedText({ text, documentId, onSeen, onEnd, more, said, under }: Props) {
  const { original, translation } = text;
  const [side, setSide] = useState<Side>(translation ? 'translation' : 'original');
  const [marked, setMarked] = useState<string | null>(null);
  const [panel, setPanel] = useState<Panel>(null);
  const list = useRef<HTMLDivElement>(null);
  const keepPlace = usePlace(list, side, marked, size.value, spacing.value);
  const first = useSeen(onSeen);
  const last = useSeen(onEnd);
  const explaining = useExplaining([original, translation]);
  const aloud = useAloud();
  const voices = useVoices();
  const speaking = aloud?.now.value ?? { state: 'still' as const, id: null };
  useFollowing(list, speaking.state === 'speaking' ? speaking.id : null);

  const { url } = useLocation();
  // Who came here for one paragraph begins at it, also by a link on the same page.
  useEffect(() => {
    const place = placeInAddress();
    const isIt = ({ dataset }: HTMLElement) => documentId && paragraphId(documentId, dataset.block ?? '') === place;
    const row = [...(list.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])].find(isIt);
    if (!row) return;
    setMarked(row.dataset.block ?? null);
    // A screen reader goes on from there.
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, [url, documentId]);
  const change = (next: Side) => {
    keepPlace();
    setSide(next);
  };
  const mark = (id: string | null) => {
    keepPlace(id ?? marked ?? undefined);
    setMarked(id);
  };
  const readAloud = (language: string) => {
    const which = translation?.language === language ? translation : original;
    const voice = voiceFor(language, voices);
    if (!voice || !aloud) return;
    if (translation) change(which === translation ? 'translation' : 'original');
    aloud.start(saidOf(which), voice, marked);
  };
  const readable = (translation ? [translation, original] : [original]).filter(
    (one) => aloud && voiceFor(one.language, voices),
  );

  const { within } = explaining;
  // Made once: with each tap, and each paragraph that is read aloud, only what stands round them is drawn anew.
  const pairs = useMemo(() => {
    const below = { original: tablesBelow(original.blocks), translation: tablesBelow(translation?.blocks ?? []) };
    const half = (which: Side, one: Text, { id, [which]: block }: Pair) => (
      <div class="half" data-half={which} lang={one.language} dir={one.direction}>
        {block && within(one, id, <BlockView block={block} below={below[which].get(id)} />)}
        {block?.wrong && <KnownWrong />}
        {block && said?.(one, block)}
      </div>
    );
    return align(original, translation).map((pair) => ({
      pair,
      id: pair.id,
      translation: translation && half('translation', translation, pair),
      original: half('original', original, pair),
    }));
  }, [original, translation, within, said]);
  return (
    <>
      {translation && <TranslationNote text={text} translation={translation} />}
      <ReaderBar
        panel={panel}
        open={setPanel}
        voices={readable.map((one) => one.language)}
        readAloud={readAloud}
        more={more}
      />
      <div class="reader-sticky">
        {translation && (
          <div class="switch" role="group" aria-label={t('reader.switch')}>
            {([translation, original] as const).map((one, i) => {
              const which = i === 0 ? 'translation' : 'original';
              return (
                <button
                  key={which}
                  type="button"
                  aria-pressed={side === which}
                  lang={one.language}
                  onClick={() => change(which)}
                >
                  {languageName(one.language)}
                </button>
              );
            })}
          </div>
        )}
        {panel === 'look' && <LookPanel before={() => keepPlace()} />}
        {panel === 'find' && <FindPanel text={list} shown={side} onClose={() => setPanel(null)} />}
        {aloud && (
          <AloudPanel
            speaking={speaking}
            pause={() => aloud.pause()}
            resume={() => aloud.resume()}
            stop={() => aloud.stop()}
          />
        )}
      </div>
      <div class="pairs" data-side={side} data-paired={translation ? '' : undefined} ref={list} style={lookStyle()}>
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
          // biome-ignore lint/a11y/noStaticElementInteractions: the switch above shows the counterpart to whoever has no finger or mouse
          // biome-ignore lint/a11y/useKeyWithClickEvents: same
          <div
            key={pair.id}
            class="pair"
            data-block={pair.id}
            data-marked={marked === pair.id || undefined}
            data-spoken={speaking.id === pair.id || undefined}
            ref={i === 0 ? first : undefined}
            onClick={() => (translation || under) && !selecting() && mark(marked === pair.id ? null : pair.id)}
          >
            {pair.translation}
            {pair.original}
            {under?.(pair.pair, { original, translation }, marked === pair.id)}
          </div>
        ))}
        <span ref={last} class="text-end" aria-hidden="true" />
      </div>
      {explaining.dialog}
    </>
  );
}

/** Told to every reader, without a word of who said so. The page's own language may run otherwise than the text's. */
function KnownWrong() {
  return (
    <p class="note mark-wrong" data-color="wait" lang={language.value} dir={directionOf(language.value)}>
      <Icon name="warn" />
      <span>{t('reader.wrong')}</span>
    </p>
  );
}

/** Whoever marks words to copy them hasn't tapped the paragraph. */
const selecting = () => (globalThis.getSelection?.()?.toString() ?? '') !== '';

/** Keeps the paragraph that is being said on the screen, unless one has gone to look at another. */
function useFollowing(list: { current: HTMLElement | null }, id: string | null): void {
  const away = useRef(false);
  const running = id !== null;
  useEffect(() => {
    if (!running) return;
    away.current = false;
    const looks = () => {
      away.current = true;
    };
    for (const sign of ['wheel', 'touchmove']) addEventListener(sign, looks, { passive: true });
    return () => {
      for (const sign of ['wheel', 'touchmove']) removeEventListener(sign, looks);
    };
  }, [running]);
  useEffect(() => {
    if (id === null || away.current) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`);
    row?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [id, list]);
}
