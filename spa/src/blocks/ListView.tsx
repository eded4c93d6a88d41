import type { Block } from '../api/client.ts';
import { Runs } from './Runs.tsx';

type Item = NonNullable<Block['items']>[number];
type Nested = { item: Item; inner: Nested[] };

/** A list with the lists in it. Numbers and letters stand as the author wrote them: "see 2 b" must find its 2 b. */
export function ListView({ block }: { block: Block }) {
  return (
    <Items
      items={nest(block.items ?? [])}
      ordered={block.kind === 'ORDERED_LIST'}
      lang={block.language}
      dir={block.direction}
    />
  );
}

type ItemsProps = { items: Nested[]; ordered?: boolean; lang?: string | undefined; dir?: 'ltr' | 'rtl' | undefined };

function Items({ items, ordered = items.some(({ item }) => item.label), ...own }: ItemsProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    // The role is said again: without markers of its own, Safari takes it for no list.
    <List class="text-list" role="list" {...own}>
      {items.map(({ item, inner }, i) => (
        <li key={i} data-nests={inner.length > 0 || undefined}>
          <span class="label" aria-hidden={ordered ? undefined : true}>
            {item.label ?? (ordered ? `${i + 1}.` : '•')}
          </span>
          <div>
            <Runs inline={item.inline} />
            {inner.length > 0 && <Items items={inner} />}
          </div>
        </li>
      ))}
    </List>
  );
}

/** Puts each item of a deeper level into the item before it. */
function nest(items: Item[]): Nested[] {
  const outermost: Nested[] = [];
  const open: { level: number; into: Nested[] }[] = [{ level: 0, into: outermost }];
  for (const item of items) {
    const level = item.level ?? 1;
    while (open.length > 1 && (open.at(-1)?.level ?? 0) >= level) open.pop();
    const made: Nested = { item, inner: [] };
    open.at(-1)?.into.push(made);
    open.push({ level, into: made.inner });
  }
  return outermost;
}
