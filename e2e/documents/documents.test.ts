// The documents hold what the reader, the stand-in and the law of the demo rest on; the PDFs are truly tagged.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Block, parseBlocks, plain } from './blocks.ts';
import { fillDates } from './dates.ts';
import { makeAll } from './pdf/make.ts';
import { languagesOf, readSource, readText, slugs } from './source.ts';

const people = JSON.parse(readFileSync(new URL('../people/people.json', import.meta.url), 'utf8')) as {
  municipalities: { id: string }[];
  citizens: { id: string }[];
  employees: { id: string; municipality: string }[];
};
const citizens = new Set(people.citizens.map((c) => c.id));

const shape = (block: Block) => {
  switch (block.kind) {
    case 'heading':
      return `${block.id} h${block.level}`;
    case 'list':
      return `${block.id} ${block.ordered ? 'ol' : 'ul'} ${block.items.length}`;
    case 'table':
      return `${block.id} table ${block.rows.length}x${block.head.length}`;
    default:
      return `${block.id} p`;
  }
};

describe('texts', () => {
  for (const slug of slugs()) {
    const source = readSource(slug);
    const when = { seeded: '2026-11-24', daysAgo: source.daysAgo, deadlineDays: source.remedy?.deadlineDays };
    const filled = (language: string) => fillDates(readText(slug, language), language, when);

    test(`${slug}: every translation lines up with its original`, () => {
      const original = parseBlocks(filled(source.originalLanguage));
      assert.equal(new Set(original.map((b) => b.id)).size, original.length, 'an id occurs twice');
      const first = original[0]!;
      assert.ok(first.kind === 'heading' && first.level === 1, 'begins with its title');
      assert.equal(original.filter((b) => b.kind === 'heading' && b.level === 1).length, 1);
      for (const language of languagesOf(source)) {
        const blocks = parseBlocks(filled(language));
        assert.deepEqual(blocks.map(shape), original.map(shape), language);
        assert.ok(source.title[language], `no title in ${language}`);
        const heading = blocks[0]!;
        assert.equal(heading.kind === 'heading' && plain(heading.runs), source.title[language], `the heading in ${language} is the title`);
      }
      const files = readdirSync(new URL(`${slug}/`, import.meta.url)).filter((n) => n.endsWith('.md')).sort();
      assert.deepEqual(files, languagesOf(source).map((l) => `${l}.md`).sort(), 'every text is described');
    });

    test(`${slug}: nothing that mustn't be there`, () => {
      assert.equal(source.slug, slug);
      assert.ok(people.municipalities.some((m) => m.id === source.municipality));
      assert.ok(people.employees.some((e) => e.id === source.from && e.municipality === source.municipality));
      assert.ok([source.subject, ...source.for].every((id) => citizens.has(id)));
      for (const language of languagesOf(source)) {
        const text = filled(language);
        assert.doesNotMatch(text.replaceAll(' ', ''), /\d{11}/, 'looks like a national number');
        assert.doesNotMatch(text, /TODO|§|{{|<[a-z]/i);
        for (const { strings } of source.hidden ?? []) for (const s of strings) assert.ok(filled(source.originalLanguage).includes(s), `${s} isn't in its own document`);
      }
      for (const [language, made] of Object.entries(source.translations)) {
        assert.ok(made.agency || made.role, `${language}: who made it?`);
        assert.ok(made.madeDaysAgo <= source.daysAgo, `${language}: translated before it was written`);
        if (source.dokumenttype === 'VEDTAK') assert.notEqual(made.kind, 'MACHINE', 'a decision is never machine-translated');
      }
      assert.equal(source.remedy !== undefined, source.dokumenttype === 'VEDTAK');
    });
  }

  test('what is hidden from someone stands in no document released to them', () => {
    const sources = slugs().map(readSource);
    for (const { hidden } of sources)
      for (const { from, strings } of hidden ?? [])
        for (const other of sources.filter((s) => s.for.some((id) => from.includes(id))))
          for (const language of languagesOf(other)) {
            const all = `${readText(other.slug, language)}${JSON.stringify(other)}`;
            for (const s of strings) assert.ok(!all.includes(s), `${other.slug} (${language}) tells ${from.join()} about "${s}"`);
          }
  });

  test('dates are said as each language says them, and meetings fall on workdays', () => {
    const thursday = { seeded: '2026-11-24', daysAgo: 12, deadlineDays: 21 };
    assert.equal(fillDates('{{sent}}, {{deadline}}', 'nb', thursday), '12. november 2026, torsdag 3. desember 2026');
    assert.equal(fillDates('{{on 9}}', 'pl', thursday), 'w czwartek, 3 grudnia');
    assert.equal(fillDates('{{on 4}}', 'en', thursday), 'on Monday 30 November');
    assert.equal(fillDates('{{date 4}}', 'uk', thursday), '28 листопада 2026');
    assert.throws(() => fillDates('{{yesterday}}', 'nb', thursday), /unknown date/);
  });
});

describe('PDFs', () => {
  const out = mkdtempSync(join(tmpdir(), 'documents-'));
  before(async () => {
    const { made } = await makeAll(out, '2026-11-24');
    assert.equal(made, slugs().length);
  });
  after(() => rmSync(out, { recursive: true }));

  for (const slug of slugs()) {
    test(`${slug}: tagged, titled, readable`, async () => {
      const source = readSource(slug);
      const bytes = readFileSync(join(out, slug, `${source.originalLanguage}.pdf`));
      const raw = bytes.toString('latin1');
      for (const part of ['/MarkInfo', '/Marked true', '/StructTreeRoot', '/DisplayDocTitle true', 'pdfuaid:part']) assert.ok(raw.includes(part), part);
      const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
      const { info } = (await pdf.getMetadata()) as unknown as { info: { Title: string; Language: string } };
      assert.equal(info.Title, source.title[source.originalLanguage]);
      assert.equal(info.Language, `${source.originalLanguage}-NO`);
      assert.deepEqual((await pdf.getMarkInfo())?.Marked, true);
      let words = '';
      const roles = new Map<string, number>();
      for (let n = 1; n <= pdf.numPages; n++) {
        const page = await pdf.getPage(n);
        const content = await page.getTextContent();
        words += ` ${content.items.map((item) => ('str' in item ? item.str : '')).join(' ')}`;
        countRoles(await page.getStructTree(), roles);
      }
      const found = squeeze(words);
      const blocks = parseBlocks(readFileSync(join(out, slug, `${source.originalLanguage}.md`), 'utf8'));
      for (const block of blocks) if (block.kind === 'heading') assert.ok(found.includes(squeeze(plain(block.runs))), `heading "${plain(block.runs)}"`);
      for (const letter of ['ø', 'å']) assert.ok(found.includes(letter), `${letter} is lost`);
      const headings = blocks.filter((b) => b.kind === 'heading').length;
      assert.equal((roles.get('H1') ?? 0) + (roles.get('H2') ?? 0) + (roles.get('H3') ?? 0), headings);
      assert.equal(roles.get('TH') ?? 0, blocks.reduce((n, b) => n + (b.kind === 'table' ? b.head.length : 0), 0));
      await pdf.loadingTask.destroy();
    });
  }

  test('made again, nothing changes; made elsewhere, the bytes are the same', async () => {
    assert.deepEqual(await makeAll(out, '2026-11-24'), { made: 0, unchanged: slugs().length });
    const elsewhere = mkdtempSync(join(tmpdir(), 'documents-'));
    await makeAll(elsewhere, '2026-11-24');
    for (const slug of slugs()) {
      const file = join(slug, `${readSource(slug).originalLanguage}.pdf`);
      assert.ok(readFileSync(join(out, file)).equals(readFileSync(join(elsewhere, file))), slug);
    }
    rmSync(elsewhere, { recursive: true });
  });
});

const squeeze = (text: string) => text.replace(/\s+/g, '');

interface Node {
  role?: string;
  type?: string;
  children?: Node[];
}

// A block that runs over two pages stands in the tree of both: it is counted where it has content, and headings and cells never run over.
function countRoles(node: Node | null, roles: Map<string, number>): void {
  if (!node) return;
  if (node.role && node.children?.some((child) => child.type === 'content')) roles.set(node.role, (roles.get(node.role) ?? 0) + 1);
  for (const child of node.children ?? []) countRoles(child, roles);
}
