// pdf.js, in a chunk of its own: nobody fetches it who doesn't open a file. The legacy build, because the oldest browsers
// we serve lack what the other one uses. Nothing of a file is ever run: no eval, no scripts, no XFA, no WebAssembly; it
// is kept in memory and nowhere else.
import {
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  type PDFPageProxy,
  PDFWorker,
  TextLayer,
  version,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.mjs?worker&url';
import { scriptAddress } from './scriptAddress.ts';
import { type Source, Trouble } from './source.ts';

/** Where the build puts what pdf.js fetches when a file needs it: character maps, two fonts, a decoder. */
const files = import.meta.env.DEV ? '/node_modules/pdfjs-dist/' : `/assets/pdfjs-${version}/`;

export interface Told {
  /** A part doesn't come for now. */
  waiting: (error: unknown) => void;
  /** It can't be shown any more. */
  ended: (error: unknown) => void;
}

export interface Size {
  width: number;
  height: number;
}

/** One page that can be drawn. */
export interface Page {
  size: Size;
  /** Draws it at so many dots a point; ends with an error where it is called off. */
  draw: (canvas: HTMLCanvasElement, scale: number, signal: AbortSignal) => Promise<void>;
  /** Lays its words over the drawing, for screen readers, finding and copying; tells whether there are any. */
  write: (over: HTMLElement) => Promise<boolean>;
  /** Lets go of what drawing it needed. */
  rest: () => void;
}

/** An open file. */
export interface Opened {
  pages: number;
  language: string | undefined;
  page: (number: number) => Promise<Page>;
  /** Asks again for what didn't come. */
  again: () => void;
}

/** Passes on what the worker asks for, and remembers what doesn't come. */
class Passing extends PDFDataRangeTransport {
  private readonly missing = new Map<number, number>();

  constructor(
    private readonly source: Source,
    first: Uint8Array,
    private readonly signal: AbortSignal,
    private readonly told: Told,
  ) {
    super(source.size, first, first.length >= source.size);
  }

  override requestDataRange(begin: number, end: number): void {
    void this.pass(begin, end);
  }

  private async pass(begin: number, end: number): Promise<void> {
    try {
      const bytes = await this.source.part(begin, end, this.signal);
      if (!this.signal.aborted) this.onDataRange(begin, bytes);
    } catch (error) {
      if (this.signal.aborted) return;
      if (error instanceof Trouble) return this.told.ended(error);
      this.missing.set(begin, end);
      this.told.waiting(error);
    }
  }

  again(): void {
    const all = [...this.missing];
    this.missing.clear();
    for (const [begin, end] of all) void this.pass(begin, end);
  }
}

/** Opens a file of which the first bytes are here; it is closed with `signal`. */
export async function open(source: Source, first: Uint8Array, signal: AbortSignal, told: Told): Promise<Opened> {
  const port = new Worker(scriptAddress(workerAddress) as string, { type: 'module' });
  const own = new AbortController();
  const passing = new Passing(source, first, own.signal, told);
  // biome-ignore lint/suspicious/noExplicitAny: its types know no worker on a port of one's own
  const worker = new PDFWorker({ port, verbosity: 0 } as any);
  const task = getDocument({
    range: passing,
    worker,
    verbosity: 0,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    disableAutoFetch: true,
    disableStream: true,
    canvasMaxAreaInBytes: 64 * 1024 * 1024,
    cMapUrl: `${files}cmaps/`,
    standardFontDataUrl: `${files}standard_fonts/`,
    wasmUrl: `${files}wasm/`,
    useWorkerFetch: true,
  });
  const close = () => {
    own.abort();
    void task.destroy().catch(() => undefined);
    worker.destroy();
    port.terminate();
  };
  signal.addEventListener('abort', close, { once: true });
  try {
    const ownTrouble = new Promise<never>((_, reject) => {
      port.addEventListener('error', () => reject(new Trouble('unshowable')));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const document = await Promise.race([task.promise, ownTrouble]);
    // It opens a file whose pages can't be found as one without any.
    if (document.numPages === 0) throw new Trouble('broken');
    return {
      pages: document.numPages,
      language: await languageOf(document),
      page: (number) => pageOf(document, number),
      again: () => passing.again(),
    };
  } catch (error) {
    close();
    throw troubleOf(error);
  }
}

function troubleOf(error: unknown): unknown {
  switch ((error as { name?: string }).name) {
    case 'PasswordException':
      return new Trouble('locked');
    case 'InvalidPDFException':
    case 'FormatError':
    case 'UnknownErrorException':
      return new Trouble('broken');
  }
  return error;
}

async function languageOf(document: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: { Language?: unknown } };
  return typeof info.Language === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(info.Language)
    ? info.Language
    : undefined;
}

async function pageOf(document: PDFDocumentProxy, number: number): Promise<Page> {
  const page: PDFPageProxy = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  return {
    size: { width, height },
    async draw(canvas, scale, signal) {
      signal.throwIfAborted();
      const viewport = page.getViewport({ scale });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const drawing = page.render({ canvas, viewport });
      signal.addEventListener('abort', () => drawing.cancel(), { once: true });
      await drawing.promise;
    },
    async write(over) {
      const content = await page.getTextContent();
      const words = content.items.some((item) => 'str' in item && item.str.trim() !== '');
      over.replaceChildren();
      await new TextLayer({
        textContentSource: content,
        container: over,
        viewport: page.getViewport({ scale: 1 }),
      }).render();
      return words;
    },
    rest: () => void page.cleanup(),
  };
}
