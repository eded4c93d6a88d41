// What can be copied out of a PDF, as programs for reading it do.
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Paper {
  /** What the program shows above the page. */
  title: string;
  language: string;
  pages: string[];
  text: string;
  /** The kinds of parts that a screen reader meets. */
  parts: Set<string>;
}

interface Node {
  role?: string;
  children?: Node[];
}

/** Reads a PDF from a file. */
export async function readPaper(path: string): Promise<Paper> {
  const paper = await getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 }).promise;
  const pages: string[] = [];
  const parts = new Set<string>();
  const collect = (node: Node): void => {
    if (node.role) parts.add(node.role);
    node.children?.forEach(collect);
  };
  for (let number = 1; number <= paper.numPages; number++) {
    const page = await paper.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    const tree = (await page.getStructTree()) as Node | null;
    if (tree) collect(tree);
  }
  const { info } = (await paper.getMetadata()) as { info: { Title?: string; Language?: string } };
  return { title: info.Title ?? '', language: info.Language ?? '', pages, text: pages.join('\n'), parts };
}
