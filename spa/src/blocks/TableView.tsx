import type { Block } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { plain, Runs } from './Runs.tsx';

/** A table that scrolls within itself, with the focus on it also without a mouse, and is called what it is about. */
export function TableView({ block, below }: { block: Block; below?: string | undefined }) {
  const rows = block.rows ?? [];
  const about = plain(block.inline) || below;
  return (
    <div
      class="table"
      role="group"
      aria-label={about ? t('reader.tableOf', { Title: about }) : t('reader.table')}
      // With the focus on it, whoever has no mouse scrolls a wide table
      tabIndex={0}
      lang={block.language}
      dir={block.direction}
    >
      <table>
        {block.inline && block.inline.length > 0 && (
          <caption>
            <Runs inline={block.inline} />
          </caption>
        )}
        <tbody>
          {rows.map((row, r) => {
            const heads = row.cells.every((cell) => cell.header);
            return (
              <tr key={r}>
                {row.cells.map((cell, c) => {
                  const Cell = cell.header ? 'th' : 'td';
                  const scope = cell.header ? (heads ? 'col' : 'row') : undefined;
                  const spans = (cell.columns ?? 1) > 1 ? (heads ? 'colgroup' : scope) : scope;
                  return (
                    <Cell key={c} scope={spans} colSpan={cell.columns} rowSpan={cell.rows}>
                      <Runs inline={cell.inline} />
                    </Cell>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
