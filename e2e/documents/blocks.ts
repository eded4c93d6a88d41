// Reads the few Markdown forms that the demo's documents use; README.md says which.

/** A stretch of text, bold or not. */
export interface Run {
  text: string;
  bold: boolean;
}

/** A named block of a document. */
export type Block = { id: string } & (
  | { kind: 'heading'; level: 1 | 2 | 3; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'list'; ordered: boolean; items: Run[][] }
  | { kind: 'table'; head: string[]; rows: string[][] }
);

const idLine = /^\{#([a-z][a-z0-9-]*)\}$/;

/** Splits a text at its `{#id}` lines and parses each part; anything unforeseen is an error. */
export function parseBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let id: string | undefined;
  let lines: string[] = [];
  const finish = () => {
    const body = lines.join('\n').trim();
    lines = [];
    if (id === undefined) {
      if (body) throw new Error(`text before the first id: ${body.slice(0, 40)}`);
      return;
    }
    if (!body) throw new Error(`nothing follows {#${id}}`);
    if (/\n\s*\n/.test(body)) throw new Error(`two blocks under {#${id}}`);
    blocks.push(parseBlock(id, body));
  };
  for (const line of text.split('\n')) {
    const match = idLine.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    finish();
    id = match[1];
  }
  finish();
  return blocks;
}

function parseBlock(id: string, body: string): Block {
  const heading = /^(#{1,3}) ([^\n]+)$/.exec(body);
  if (heading) return { id, kind: 'heading', level: heading[1]!.length as 1 | 2 | 3, runs: parseRuns(heading[2]!) };
  const lines = body.split('\n');
  if (lines.every((line) => line.startsWith('- '))) {
    return { id, kind: 'list', ordered: false, items: lines.map((line) => parseRuns(line.slice(2))) };
  }
  if (lines.every((line, i) => line.startsWith(`${i + 1}. `))) {
    return { id, kind: 'list', ordered: true, items: lines.map((line) => parseRuns(line.replace(/^\d+\. /, ''))) };
  }
  if (lines.every((line) => line.startsWith('|'))) {
    const [head, rule, ...rows] = lines.map(cells);
    if (!head || !rule?.every((cell) => /^-+$/.test(cell))) throw new Error(`{#${id}} is no table`);
    if (rows.some((row) => row.length !== head.length)) throw new Error(`{#${id}}: rows of unequal length`);
    return { id, kind: 'table', head, rows };
  }
  if (lines.length > 1) throw new Error(`{#${id}}: a paragraph stands on one line`);
  return { id, kind: 'paragraph', runs: parseRuns(body) };
}

function cells(line: string): string[] {
  return line.replace(/^\|\s*|\s*\|$/g, '').split(/\s*\|\s*/);
}

function parseRuns(text: string): Run[] {
  const parts = text.split('**');
  if (parts.length % 2 === 0) throw new Error(`unclosed bold: ${text.slice(0, 40)}`);
  return parts.map((part, i) => ({ text: part, bold: i % 2 === 1 })).filter((run) => run.text !== '');
}

/** The words of some runs, without their looks. */
export function plain(runs: Run[]): string {
  return runs.map((run) => run.text).join('');
}
