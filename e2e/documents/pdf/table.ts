// A table whose cells a screen reader can name by their column.
import { type Struct, wholePhones } from './parts.ts';

interface TableLook {
  left: number;
  size: number;
  ink: string;
}

const padding = 5;

/** Draws the table where the pen stands; a row is never broken over two pages, and the head is repeated on each. */
export function drawTable(doc: PDFKit.PDFDocument, root: Struct, head: string[], rows: string[][], look: TableLook): void {
  const width = doc.page.width - 2 * look.left;
  const widths = columnWidths(doc, head, rows, width, look.size);
  const table = doc.struct('Table');
  root.add(table);
  const heightOf = (row: string[], bold: boolean) => {
    doc.font(bold ? 'bold' : 'regular').fontSize(look.size);
    return Math.max(...row.map((cell, i) => doc.heightOfString(wholePhones(cell), { width: widths[i]! - 2 * padding, lineGap: 1 }))) + 2 * padding;
  };
  const fits = (height: number) => doc.y + height <= doc.page.height - doc.page.margins.bottom;

  const line = (y: number, weight: number) => {
    doc.markContent('Artifact', { type: 'Layout' } as PDFKit.Mixins.MarkingOptions);
    doc.lineWidth(weight).strokeColor('#b8b2a6').moveTo(look.left, y).lineTo(look.left + width, y).stroke();
    doc.endMarkedContent();
  };
  const drawCells = (row: string[], bold: boolean, height: number, cell: (draw: () => void) => void) => {
    const top = doc.y;
    let x = look.left;
    row.forEach((text, i) => {
      const at = x;
      cell(() => {
        doc.font(bold ? 'bold' : 'regular').fontSize(look.size).fillColor(look.ink);
        doc.text(wholePhones(text), at + padding, top + padding, { width: widths[i]! - 2 * padding, lineGap: 1 });
      });
      x += widths[i]!;
    });
    doc.x = look.left;
    doc.y = top + height;
    line(doc.y, bold ? 1 : 0.5);
  };

  const headHeight = heightOf(head, true);
  if (!fits(headHeight + heightOf(rows[0] ?? head, false))) doc.addPage();
  const headRow = doc.struct('TR');
  table.add(headRow);
  drawCells(head, true, headHeight, (draw) => headRow.add(doc.struct('TH', { scope: 'Column' } as PDFKit.Mixins.StructureElementOptions, draw)));
  headRow.end();
  for (const row of rows) {
    const height = heightOf(row, false);
    if (!fits(height)) {
      doc.addPage();
      // The repeated head is for the eye only: the structure has it once.
      drawCells(head, true, headHeight, (draw) => {
        doc.markContent('Artifact', { type: 'Pagination' } as PDFKit.Mixins.MarkingOptions);
        draw();
        doc.endMarkedContent();
      });
    }
    const tableRow = doc.struct('TR');
    table.add(tableRow);
    drawCells(row, false, height, (draw) => tableRow.add(doc.struct('TD', {}, draw)));
    tableRow.end();
  }
  table.end();
  doc.y += 10;
}

// Every column is at least as wide as its longest word; what is left is shared by the length of the texts.
function columnWidths(doc: PDFKit.PDFDocument, head: string[], rows: string[][], width: number, size: number): number[] {
  const columns = head.map((title, i) => [title, ...rows.map((row) => row[i]!)]);
  doc.font('bold').fontSize(size);
  const least = columns.map((cells) => Math.max(...cells.flatMap((cell) => wholePhones(cell).split(' ')).map((word) => doc.widthOfString(word))) + 2 * padding + 1);
  const wish = columns.map((cells) => Math.min(90, Math.max(...cells.map((cell) => cell.length))));
  const spare = width - least.reduce((a, b) => a + b, 0);
  if (spare < 0) throw new Error(`the table "${head.join(' | ')}" has words too long for its columns`);
  const sum = wish.reduce((a, b) => a + b, 0);
  return least.map((min, i) => min + (spare * wish[i]!) / sum);
}
