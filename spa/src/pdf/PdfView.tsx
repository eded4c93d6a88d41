import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fetchOriginalPart, markOpened } from '../api/actions.ts';
import type { EntryDocument } from '../api/client.ts';
import { sizeInWords } from '../attachments/size.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { Loading } from '../parts/Waiting.tsx';
import type { Opened, Size } from './engine.ts';
import { KeepOriginal } from './KeepOriginal.tsx';
import { PdfPage } from './PdfPage.tsx';
import { PdfTrouble, PdfWaiting } from './PdfTrouble.tsx';
import type { Ask } from './source.ts';
import { type Pdf, usePdf } from './usePdf.ts';
import './pdf.css';

type Props = {
  caseCopyId: string;
  entryId: string;
  document: EntryDocument;
  onEnd?: (() => Promise<unknown>) | undefined;
};

/** A document's original file; that it was seen is reported, and there is a way to keep it. */
export function PdfView({ caseCopyId, entryId, document, onEnd }: Props) {
  const where = { caseCopyId, entryId, documentId: document.documentId };
  return (
    <PdfFile
      ask={(range, signal) => fetchOriginalPart(where, range, signal)}
      title={document.title}
      seen={() => markOpened(caseCopyId, entryId)}
      onEnd={onEnd}
    >
      <KeepOriginal where={where} size={document.size ?? undefined} />
    </PdfFile>
  );
}

type FileProps = {
  ask: Ask;
  title: string;
  seen?: (() => Promise<unknown>) | undefined;
  onEnd?: Props['onEnd'];
  children?: ComponentChildren;
};

/** A file page by page, read in memory only. */
export function PdfFile({ ask, title, seen, onEnd, children }: FileProps) {
  const pdf = usePdf(ask);
  const { state } = pdf;
  return (
    <div class="pdf">
      {state.is === 'opening' && (
        <>
          <Progress pdf={pdf} />
          <Loading lines={[26]} />
        </>
      )}
      {state.is === 'failed' && <PdfTrouble error={state.error} again={pdf.again} />}
      {state.is === 'open' && <Pages file={state.file} pdf={pdf} title={title} seen={seen} onEnd={onEnd} />}
      {children}
    </div>
  );
}

/** How far what was asked for has come; how much there is in all is no matter to who reads one page. */
function Progress({ pdf: { fetched } }: { pdf: Pdf }) {
  if (!fetched) return null;
  return (
    <p class="pdf-progress">
      <progress value={fetched.here} max={fetched.wanted} aria-label={t('pdf.loading')} />
      <span class="small quiet">{t('pdf.fetched', { Size: sizeInWords(fetched.here) })}</span>
    </p>
  );
}

const steps = [1, 1.5, 2, 3, 4];

type PagesProps = { file: Opened; pdf: Pdf; title: string; seen: FileProps['seen']; onEnd: Props['onEnd'] };

function Pages({ file, pdf, title, seen, onEnd }: PagesProps) {
  const [current, setCurrent] = useState(1);
  const [step, setStep] = useState(0);
  // Most documents have pages of one size: the first one's stands for those that nobody has looked at.
  const [usual, setUsual] = useState<Size>({ width: 595, height: 842 });
  const frame = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const first = useSeen(seen);
  const end = useSeen(onEnd);
  const keep = useRef<number | null>(null);
  const zoom = steps[step] ?? 1;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const turned = new ResizeObserver(() => setWidth(element.clientWidth));
    turned.observe(element);
    return () => turned.disconnect();
  }, []);

  const change = (to: number) => {
    // The line one reads stays where it is.
    const box = list.current?.getBoundingClientRect();
    keep.current = box ? (innerHeight / 2 - box.top) / box.height : null;
    setStep(to);
  };
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect();
    if (keep.current === null || !box) return;
    scrollBy({ top: keep.current * box.height - (innerHeight / 2 - box.top), behavior: 'instant' });
    keep.current = null;
  }, [step]);

  return (
    <>
      <div class="pdf-bar" role="toolbar" aria-label={t('pdf.tools')}>
        <span class="pdf-place">{t('pdf.page', { Page: current, Pages: file.pages })}</span>
        <button
          type="button"
          class="ds-button"
          data-variant="tertiary"
          aria-disabled={step === 0 || undefined}
          onClick={() => step > 0 && change(step - 1)}
        >
          <Icon name="smaller" />
          {t('pdf.smaller')}
        </button>
        <button
          type="button"
          class="ds-button"
          data-variant="tertiary"
          aria-disabled={step === steps.length - 1 || undefined}
          onClick={() => step < steps.length - 1 && change(step + 1)}
        >
          <Icon name="bigger" />
          {t('pdf.bigger')}
        </button>
        <Progress pdf={pdf} />
      </div>
      {/* Enlarged pages are moved sideways, with the keyboard too. */}
      <section ref={frame} class="pdf-pages" aria-label={title} dir="ltr" tabIndex={zoom > 1 ? 0 : undefined}>
        <div ref={list} class="pdf-list">
          {Array.from({ length: file.pages }, (_, i) => (
            <PdfPage
              key={i}
              file={file}
              number={i + 1}
              width={width * zoom}
              usual={usual}
              onSize={i === 0 ? setUsual : undefined}
              onTop={setCurrent}
              seen={i === 0 ? first : undefined}
            />
          ))}
        </div>
      </section>
      <span ref={end} class="text-end" aria-hidden="true" />
      {pdf.waiting !== null && <PdfWaiting error={pdf.waiting} again={pdf.again} />}
    </>
  );
}
