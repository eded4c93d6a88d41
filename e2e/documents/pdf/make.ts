// Makes what the fagsystem stand-in serves: the texts with their dates filled in, and the originals as tagged PDFs.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseBlocks } from '../blocks.ts';
import { dayAfter, fillDates } from '../dates.ts';
import { type DocumentSource, languagesOf, readSource, readText, slugs } from '../source.ts';
import { drawPdf } from './draw.ts';
import { letterheads } from './letterhead.ts';

/** What a run did. */
export interface Made {
  made: number;
  unchanged: number;
}

interface Manifest {
  [slug: string]: string;
}

/** Writes `<out>/<slug>/` for every document, with dates counted from `seeded` (YYYY-MM-DD); skips what is there already. */
export async function makeAll(out: string, seeded: string): Promise<Made> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(seeded) || Number.isNaN(Date.parse(seeded))) throw new Error(`--date must be YYYY-MM-DD, not ${seeded}`);
  mkdirSync(out, { recursive: true });
  const manifestPath = join(out, 'made.json');
  const before: Manifest = existsSync(manifestPath) ? (JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest) : {};
  const after: Manifest = {};
  const maker = makerHash();
  const result: Made = { made: 0, unchanged: 0 };
  for (const slug of slugs()) {
    const source = readSource(slug);
    const letterhead = letterheads[source.municipality];
    if (!letterhead) throw new Error(`${slug}: no letterhead for ${source.municipality}`);
    const texts = languagesOf(source).map((language) => [language, filled(source, language, seeded)] as const);
    const hash = createHash('sha256').update(JSON.stringify([maker, source, texts, letterhead])).digest('hex');
    after[slug] = hash;
    const folder = join(out, slug);
    const pdf = join(folder, `${source.originalLanguage}.pdf`);
    if (before[slug] === hash && existsSync(pdf)) {
      result.unchanged++;
      continue;
    }
    mkdirSync(folder, { recursive: true });
    for (const [language, text] of texts) writeFileSync(join(folder, `${language}.md`), text);
    const sent = dayAfter(seeded, -source.daysAgo);
    writeFileSync(pdf, await drawPdf({
      title: source.title[source.originalLanguage]!,
      language: source.originalLanguage,
      letterhead,
      blocks: parseBlocks(texts[0]![1]),
      made: new Date(`${sent}T09:00:00Z`),
    }));
    result.made++;
  }
  for (const gone of Object.keys(before).filter((slug) => !(slug in after))) rmSync(join(out, gone), { recursive: true, force: true });
  writeFileSync(manifestPath, `${JSON.stringify(after, null, 2)}\n`);
  return result;
}

function filled(source: DocumentSource, language: string, seeded: string): string {
  return fillDates(readText(source.slug, language), language, { seeded, daysAgo: source.daysAgo, deadlineDays: source.remedy?.deadlineDays });
}

// A change of the maker itself makes everything anew.
function makerHash(): string {
  const hash = createHash('sha256');
  for (const folder of [new URL('./', import.meta.url), new URL('../', import.meta.url)]) {
    for (const name of readdirSync(folder).filter((n) => /\.(ts|json)$/.test(n) && !n.endsWith('.test.ts')).sort()) hash.update(readFileSync(new URL(name, folder)));
  }
  return hash.digest('hex');
}

/** The command line of make.mjs. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { out: { type: 'string' }, date: { type: 'string' } } });
  if (!values.out) throw new Error('say where: --out DIR [--date YYYY-MM-DD]');
  const date = values.date ?? new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(new Date());
  const { made, unchanged } = await makeAll(values.out, date);
  console.log(`documents: ${made} made, ${unchanged} unchanged`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
