// What every part of a page is drawn with.

/** A structure element of the PDF. */
export type Struct = ReturnType<PDFKit.PDFDocument['struct']>;

/** A phone number isn't broken over two lines. */
export function wholePhones(text: string): string {
  return text.replace(/\b\d\d(?: \d\d){3}\b/g, (phone) => phone.replaceAll(' ', '\u00a0'));
}
