import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';

function Runs({ inline }: { inline: Inline[] | undefined }) {
  return (
    <>
      {(inline ?? []).map((run, i) => {
        let body: ComponentChildren = run.text;
        if (run.emphasis) body = <em>{body}</em>;
        if (run.strong) body = <strong>{body}</strong>;
        return (
          <span key={i}>
            {body}
            {run.lineBreakAfter && <br />}
          </span>
        );
      })}
    </>
  );
}

function Items({ block }: { block: Block }) {
  return (
    <>
      {(block.items ?? []).map((item, i) => (
        <li key={i}>
          <Runs inline={item.inline} />
        </li>
      ))}
    </>
  );
}

/** One block of a document. The page's own headings are h1 and h2, so a document's begin one step below its title. */
export function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'HEADING': {
      const Heading = `h${Math.min(6, Math.max(2, (block.level ?? 1) + 1))}` as 'h2';
      return (
        <Heading>
          <Runs inline={block.inline} />
        </Heading>
      );
    }
    case 'ORDERED_LIST':
      return (
        <ol>
          <Items block={block} />
        </ol>
      );
    case 'UNORDERED_LIST':
      return (
        <ul>
          <Items block={block} />
        </ul>
      );
    case 'TABLE':
      return (
        // With the focus on it, whoever has no mouse scrolls a wide table.
        <div class="table" role="group" aria-label={t('reader.table')} tabIndex={0}>
          <table>
            <tbody>
              {(block.rows ?? []).map((row, r) => (
                <tr key={r}>
                  {row.cells.map((cell, c) => {
                    const Cell = cell.header ? 'th' : 'td';
                    return (
                      <Cell key={c} scope={cell.header ? (r === 0 ? 'col' : 'row') : undefined}>
                        <Runs inline={cell.inline} />
                      </Cell>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'RULE':
      return <hr />;
    case 'SIGNATURE':
      return (
        <p class="signature">
          <Runs inline={block.inline} />
        </p>
      );
    default:
      return (
        <p>
          <Runs inline={block.inline} />
        </p>
      );
  }
}
