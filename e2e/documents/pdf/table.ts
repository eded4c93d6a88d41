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
  const widths = columnWidths(head, rows, width);
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

// Wider columns for longer texts, within bounds that keep every word readable.
function columnWidths(head: string[], rows: string[][], width: number): number[] {
  const longest = head.map((title, i) => Math.min(90, Math.max(14, title.length, ...rows.map((row) => row[i]!.length))));
  const sum = longest.reduce((a, b) => a + b, 0);
  return longest.map((n) => (n / sum) * width);
}
