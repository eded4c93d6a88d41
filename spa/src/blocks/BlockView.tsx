import type { Block } from '../api/client.ts';
import { ListView } from './ListView.tsx';
import { Runs } from './Runs.tsx';
import { TableView } from './TableView.tsx';
import './blocks.css';

type Props = {
  block: Block;
  /** The heading that it stands below, in words: what a table is called that has no name of its own. */
  below?: string | undefined;
};

/** One block of a document. The page's own headings are h1 and h2, so a document's begin one step below its title. */
export function BlockView({ block, below }: Props) {
  const own = { lang: block.language, dir: block.direction };
  switch (block.kind) {
    case 'HEADING': {
      const Heading = `h${Math.min(6, Math.max(2, (block.level ?? 1) + 1))}` as 'h2';
      return (
        <Heading {...own}>
          <Runs inline={block.inline} />
        </Heading>
      );
    }
    case 'ORDERED_LIST':
    case 'UNORDERED_LIST':
      return <ListView block={block} />;
    case 'TABLE':
      return <TableView block={block} below={below} />;
    case 'RULE':
      return <hr />;
    default:
      return (
        <p {...own} class={block.kind === 'SIGNATURE' ? 'signature' : undefined}>
          <Runs inline={block.inline} />
        </p>
      );
  }
}
