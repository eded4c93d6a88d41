// PDFs as a case system may hold them: long ones, large ones, locked ones, made here.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { picture } from './files.ts';

const font = createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf');

/** What stands on a page. */
export const pageText = (name: string, page: number): string => `${name} har dette på side ${page}.`;

/** A PDF of so many pages; `heavy` bytes of pictures stand on all but the first, `password` locks it. */
export async function makePdf(name: string, pages: number, { heavy = 0, password }: { heavy?: number; password?: string } = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', autoFirstPage: false, lang: 'nb', ...(password ? { userPassword: password, ownerPassword: `${password}!` } : {}) });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<void>((resolve) => document.on('end', () => resolve()));
  const side = Math.ceil(Math.sqrt(heavy / 3 / Math.max(1, pages - 1)));
  for (let page = 1; page <= pages; page += 1) {
    document.addPage();
    document.font(font).fontSize(24).text(pageText(name, page));
    if (heavy > 0 && page > 1) document.image(picture('a.png', side, side).buffer, 72, 200, { width: 300 });
  }
  document.end();
  await done;
  return Buffer.concat(parts);
}
