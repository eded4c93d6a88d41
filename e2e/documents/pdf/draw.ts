// Draws one document as a tagged PDF, so that a screen reader finds headings, lists and tables where the eye does.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Block, Run } from '../blocks.ts';
import { type Letterhead, paperWords } from './letterhead.ts';
import { type Struct, wholePhones } from './parts.ts';
import { drawTable } from './table.ts';

const require = createRequire(import.meta.url);
const fonts = {
  regular: require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
};

/** What one PDF is made of. */
export interface Sheet {
  title: string;
  /** nb or nn. */
  language: string;
  letterhead: Letterhead;
  blocks: Block[];
  /** The day it was sent; stands in the metadata instead of the clock, so that the same content gives the same bytes. */
  made: Date;
}

const margins = { top: 56, bottom: 60, left: 72, right: 72 };
const ink = '#1b1b1b';
const sizes = { body: 10.5, small: 9, h1: 19, h2: 13, h3: 11.5 };

/** The bytes of the PDF. */
export function drawPdf(sheet: Sheet): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/UA' as PDFKit.PDFDocumentOptions['subset'],
    lang: `${sheet.language}-NO`,
    displayTitle: true,
    font: fonts.regular,
    info: { Title: sheet.title, Author: sheet.letterhead.municipality, Creator: 'Fagsystem', Producer: 'Fagsystem', CreationDate: sheet.made, ModDate: sheet.made },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  const root = doc.struct('Document', { title: sheet.title });
  doc.addStructure(root);
  drawHead(doc, root, sheet);
  for (const block of sheet.blocks) drawBlock(doc, root, block);
  root.end();
  drawFeet(doc, sheet);
  doc.end();
  return done;
}

function drawHead(doc: PDFKit.PDFDocument, root: Struct, sheet: Sheet): void {
  const { letterhead } = sheet;
  const words = paperWords[sheet.language] ?? paperWords.nb!;
  artifact(doc, 'Layout', () => {
    // An invented sign: two hills and their mirror in the water.
    doc.save().fillColor(letterhead.accent).moveTo(72, 76).lineTo(86, 50).lineTo(94, 64).lineTo(101, 54).lineTo(112, 76).closePath().fill();
    doc.lineWidth(2).strokeColor(letterhead.accent).moveTo(76, 82).lineTo(108, 82).moveTo(82, 88).lineTo(102, 88).stroke().restore();
  });
  doc.fillColor(ink);
  root.add(doc.struct('P', {}, () => doc.font('bold').fontSize(13).text(letterhead.municipality, 124, 54)));
  root.add(doc.struct('P', {}, () => doc.font('regular').fontSize(sizes.small + 1).text(letterhead.service[sheet.language] ?? '', 124, 72)));
  root.add(doc.struct('P', {}, () => doc.fontSize(sizes.small).text(words.exempt, 324, 58, { width: 199, align: 'right' })));
  doc.x = margins.left;
  doc.y = 108;
}

function drawFeet(doc: PDFKit.PDFDocument, sheet: Sheet): void {
  const words = paperWords[sheet.language] ?? paperWords.nb!;
  const { start, count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    doc.switchToPage(start + i);
    // Below the margin pdfkit would otherwise begin a new page.
    doc.page.margins.bottom = 0;
    artifact(doc, 'Pagination', () => {
      const y = doc.page.height - 40;
      doc.font('regular').fontSize(sizes.small).fillColor('#555555');
      doc.text(`${sheet.letterhead.municipality} · ${sheet.letterhead.address} · ${words.phone} ${sheet.letterhead.phone}`, margins.left, y, { lineBreak: false });
      doc.text(words.page(i + 1, count), 423, y, { width: 100, align: 'right' });
    });
  }
}

function artifact(doc: PDFKit.PDFDocument, type: string, draw: () => void): void {
  doc.markContent('Artifact', { type } as PDFKit.Mixins.MarkingOptions);
  draw();
  doc.endMarkedContent();
}

function drawBlock(doc: PDFKit.PDFDocument, root: Struct, block: Block): void {
  switch (block.kind) {
    case 'heading': {
      const size = sizes[`h${block.level}`];
      // A heading stays with what it heads.
      keep(doc, size + 60);
      if (block.level > 1) doc.y += 7;
      root.add(doc.struct(`H${block.level}`, {}, () => runs(doc, block.runs, { size, bold: true, gap: block.level === 1 ? 10 : 4 })));
      return;
    }
    case 'paragraph':
      root.add(doc.struct('P', {}, () => runs(doc, block.runs, {})));
      return;
    case 'list':
      drawList(doc, root, block.items, block.ordered);
      return;
    case 'table':
      drawTable(doc, root, block.head, block.rows, { left: margins.left, size: sizes.body - 1, ink });
      doc.font('regular').fontSize(sizes.body).fillColor(ink);
  }
}

function drawList(doc: PDFKit.PDFDocument, root: Struct, items: Run[][], ordered: boolean): void {
  const list = doc.struct('L');
  root.add(list);
  items.forEach((item, i) => {
    keep(doc, 34);
    const entry = doc.struct('LI');
    list.add(entry);
    const top = doc.y;
    entry.add(doc.struct('Lbl', {}, () => doc.font('regular').fontSize(sizes.body).text(ordered ? `${i + 1}.` : '•', margins.left + 4, top, { lineBreak: false })));
    doc.x = margins.left + 22;
    doc.y = top;
    entry.add(doc.struct('LBody', {}, () => runs(doc, item, { gap: 3 })));
    doc.x = margins.left;
    entry.end();
  });
  list.end();
  doc.y += 5;
}

function runs(doc: PDFKit.PDFDocument, parts: Run[], look: { size?: number; bold?: boolean; gap?: number }): void {
  doc.fontSize(look.size ?? sizes.body).fillColor(ink);
  const width = doc.page.width - margins.right - doc.x;
  parts.forEach((part, i) => {
    doc.font(look.bold || part.bold ? 'bold' : 'regular');
    doc.text(wholePhones(part.text), { width, lineGap: 0.5, continued: i < parts.length - 1 });
  });
  doc.font('regular');
  doc.y += look.gap ?? 6;
}

function keep(doc: PDFKit.PDFDocument, height: number): void {
  if (doc.y + height > doc.page.height - margins.bottom) {
    doc.addPage();
    doc.x = margins.left;
  }
}
