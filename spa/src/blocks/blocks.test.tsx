import { render, screen, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { decisionText } from '../../test/fixtures.ts';
import type { Block, Text } from '../api/client.ts';
import { BlockView } from './BlockView.tsx';
import { tablesBelow } from './headings.ts';
import { LeftOut } from './LeftOut.tsx';
import { Words } from './Runs.tsx';
import { readableOf } from './readable.ts';

const line = (text: string) => [{ text }];

test('a list within a list stands in its item, each with the number or letter its author gave it', () => {
  const block: Block = {
    id: 'l',
    kind: 'ORDERED_LIST',
    items: [
      { label: '3.', inline: line('Penger') },
      { label: 'a)', level: 2, inline: line('Til klær') },
      { label: 'b)', level: 2, inline: line('Til fritid') },
      { level: 3, inline: line('Fotball') },
      { label: '4.', inline: line('Tid') },
    ],
  };
  const { container } = render(<BlockView block={block} />);
  const [outer] = screen.getAllByRole('list');
  expect(container.querySelectorAll('.text-list > li > div > .text-list > li').length).toBe(3);
  expect([...(outer?.children ?? [])].map((li) => li.firstElementChild?.textContent)).toEqual(['3.', '4.']);
  expect(screen.getByText('Fotball').closest('ul')).not.toBeNull();
  expect(screen.getByText('b)').parentElement?.textContent).toContain('Til fritid');
});

test('a list that begins deep loses nothing', () => {
  render(
    <BlockView
      block={{
        id: 'l',
        kind: 'UNORDERED_LIST',
        items: [{ level: 4, inline: line('Dypt') }, { inline: line('Ytterst') }],
      }}
    />,
  );
  expect(screen.getAllByRole('listitem').map((li) => li.textContent)).toEqual(['•Dypt', '•Ytterst']);
});

test('a telephone number stays one number, in its order and on its line, also in Arabic text', () => {
  const said = 'اتصل بالرقم 55 00 00 01 أو 116 111 قبل 5 12 2026';
  const { container } = render(
    <BlockView block={{ id: 'p', kind: 'PARAGRAPH', language: 'ar', inline: line(said) }} />,
  );
  expect(container.textContent).toBe('اتصل بالرقم 55\u00a000\u00a000\u00a001 أو 116\u00a0111 قبل 5 12 2026');
});

test('a table is called after its heading, says what heads what, and joined cells stay joined', () => {
  const table: Block = {
    id: 't',
    kind: 'TABLE',
    rows: [
      {
        cells: [
          { header: true, inline: line('Hvem') },
          { header: true, columns: 2, inline: line('Når') },
        ],
      },
      { cells: [{ header: true, rows: 2, inline: line('Ingrid') }, { inline: line('man') }, { inline: line('9–15') }] },
      { cells: [{ inline: line('tir') }, { inline: line('9–12') }] },
    ],
  };
  const below = tablesBelow([{ id: 'h', kind: 'HEADING', level: 2, inline: line('Her når du oss') }, table]).get('t');
  render(<BlockView block={table} below={below} />);
  const group = screen.getByRole('group', { name: 'Tabell: Her når du oss' });
  expect(group.tabIndex).toBe(0);
  const [who, when, ingrid] = within(group).getAllByText(/Hvem|Når|Ingrid/) as HTMLTableCellElement[];
  expect([who?.scope, when?.scope, when?.colSpan, ingrid?.scope, ingrid?.rowSpan]).toEqual([
    'col',
    'colgroup',
    2,
    'row',
    2,
  ]);
});

test('emphasis, what is struck out and what is blackened survive; another language is said to be one', () => {
  render(
    <BlockView
      block={{
        id: 'p',
        kind: 'SIGNATURE',
        language: 'nb',
        direction: 'ltr',
        inline: [
          { text: 'viktig', strong: true, emphasis: true, lineBreakAfter: true },
          { text: 'nei', struck: true },
          { text: '█████', covered: true },
          { text: 'قرار', language: 'ar', direction: 'rtl' },
        ],
      }}
    />,
  );
  expect(screen.getByText('viktig').closest('strong')).not.toBeNull();
  expect(screen.getByText('nei', { exact: false, selector: 's' }).textContent).toBe('Strøket ut: nei');
  expect(screen.getByRole('img', { name: 'Dekket over' })).not.toBeNull();
  expect(screen.getByText('قرار').dir).toBe('rtl');
  expect(screen.getByText('قرار').lang).toBe('ar');
  expect(screen.getByText('viktig').closest('p')?.className).toBe('signature');
});

test('who marks words marks them everywhere', () => {
  render(
    <Words.Provider value={(text) => <mark>{text}</mark>}>
      <BlockView block={{ id: 'l', kind: 'UNORDERED_LIST', items: [{ inline: line('vedtak') }] }} />
    </Words.Provider>,
  );
  expect(screen.getByText('vedtak').tagName).toBe('MARK');
});

const { original } = decisionText;
const none = (onlyFile: Text['onlyFile']): Text => ({ ...original, blocks: [], onlyFile });

test.each([
  ['NO_TEXT', true, 'Dette dokumentet finnes bare som PDF.'],
  ['NO_TEXT', false, 'Teksten i dokumentet kan ikke vises her. Kontaktpersonen din kan hjelpe deg med å få lese det.'],
  ['TOO_BIG', true, 'Dokumentet er for langt til å vises som tekst her. Alt står i originalen (PDF).'],
  ['UNREADABLE', true, 'Teksten i dokumentet kan ikke vises her. Alt står i originalen (PDF).'],
  ['PROTECTED', true, 'Teksten er låst med et passord og kan ikke vises her. Alt står i originalen (PDF).'],
] as const)('%s with a file: %s', (why, hasPdf, said) => {
  render(<LeftOut original={none(why)} hasPdf={hasPdf} />);
  expect(screen.getByText(said)).not.toBeNull();
  expect(readableOf({ ...decisionText, original: none(why), translation: undefined })).toBeUndefined();
});

test('a translation that can’t be read leaves the original; an original that can’t be, the translation', () => {
  const translation = { ...none('UNREADABLE'), language: 'ar' };
  render(<LeftOut original={original} translation={translation} hasPdf />);
  expect(screen.getByText(/Oversettelsen kan ikke vises her/)).not.toBeNull();
  expect(readableOf({ ...decisionText, translation })?.translation).toBeUndefined();
  expect(readableOf({ ...decisionText, original: none('NO_TEXT') })?.translation).toBe(decisionText.translation);
});

test('pictures that stand only in the file, and paragraphs without a counterpart, are told of', () => {
  const [first, ...rest] = original.blocks;
  const odd: Text = { ...original, leftOut: true, blocks: [{ ...first, unpaired: true } as Block, ...rest] };
  render(<LeftOut original={odd} translation={decisionText.translation} hasPdf />);
  expect(screen.getByText(/Det ser du bare i originalen/)).not.toBeNull();
  expect(screen.getByText(/Noen avsnitt står bare på det ene språket/)).not.toBeNull();
});

test('of a text that is whole nothing is said', () => {
  const { container } = render(<LeftOut original={original} translation={decisionText.translation} hasPdf />);
  expect(container.textContent).toBe('');
});
