import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import type { Opened, Page, Size } from './engine.ts';

/** An old phone can keep a few drawings of this many dots. */
const mostDots = 5_000_000;

/** Dots for each point: as sharp as the screen is, and no larger than the phone can keep. */
function drawnAt(size: Size, shownWidth: number, density: number): number {
  const wanted = (shownWidth / size.width) * Math.min(density, 2);
  return Math.min(wanted, Math.sqrt(mostDots / (size.width * size.height)));
}

type Props = {
  file: Opened;
  number: number;
  /** As wide as it is shown. */
  width: number;
  usual: Size;
  onSize: ((size: Size) => void) | undefined;
  /** It is the one that is being read. */
  onTop: (number: number) => void;
  /** Told once it is drawn and has been on screen. */
  seen: ((element: HTMLElement | null) => void) | undefined;
};

type State = 'away' | 'drawing' | 'drawn' | 'failed';

/**
 * One page. It is drawn when it comes near the screen, and its drawing is let go when it is far away again; its words stay,
 * for a search in the page.
 */
export function PdfPage({ file, number, width, usual, onSize, onTop, seen }: Props) {
  const box = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const page = useRef<Page | null>(null);
  const [near, setNear] = useState(false);
  const [size, setSize] = useState<Size | null>(null);
  const [state, setState] = useState<State>('away');
  const [wordless, setWordless] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const coming = new IntersectionObserver((all) => setNear(all.some((one) => one.isIntersecting)), {
      rootMargin: '60% 0px',
    });
    const reading = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && onTop(number), {
      rootMargin: '-50% 0px',
    });
    coming.observe(element);
    reading.observe(element);
    return () => {
      coming.disconnect();
      reading.disconnect();
    };
  }, [number, onTop]);

  useEffect(() => {
    if (!near || width === 0) return;
    const over = new AbortController();
    const { signal } = over;
    const drawing = canvas.current;
    (async () => {
      if (!page.current) {
        page.current = await file.page(number);
        if (signal.aborted) return;
        setSize(page.current.size);
        onSize?.(page.current.size);
      }
      if (!drawing || !words.current) return;
      // What stands there while it is drawn anew is better than nothing.
      if (state !== 'drawn') setState('drawing');
      if (words.current.childElementCount === 0) setWordless(!(await page.current.write(words.current)));
      if (signal.aborted) return;
      await page.current.draw(drawing, drawnAt(page.current.size, width, devicePixelRatio), signal);
      setState('drawn');
    })().catch(() => {
      if (!signal.aborted) setState('failed');
    });
    return () => over.abort();
  }, [near, width, file, number]);

  useEffect(() => {
    if (near || state === 'away') return;
    // A canvas of no size is what makes old phones give its memory back.
    if (canvas.current) canvas.current.width = canvas.current.height = 0;
    page.current?.rest();
    setState('away');
  }, [near, state]);

  const shown = size ?? usual;
  return (
    <section
      ref={box}
      class="pdf-page"
      aria-label={t('pdf.page', { Page: number, Pages: file.pages })}
      aria-busy={near && state !== 'drawn' && state !== 'failed'}
      data-page={number}
      data-state={state}
      style={{
        inlineSize: `${width}px`,
        blockSize: `${(width * shown.height) / shown.width}px`,
        '--total-scale-factor': width / shown.width,
      }}
    >
      <div aria-hidden="true">
        <canvas ref={canvas} width={0} height={0} />
      </div>
      {state === 'drawn' && seen && <span ref={seen} class="pdf-seen" aria-hidden="true" />}
      <div ref={words} class="pdf-words" lang={file.language} />
      {wordless && state === 'drawn' && <p class="ds-sr-only">{t('pdf.picture')}</p>}
      {state === 'failed' && <p class="pdf-failed">{t('pdf.pageFailed')}</p>}
    </section>
  );
}
