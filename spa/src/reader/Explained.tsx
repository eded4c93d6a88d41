import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Text } from '../api/client.ts';
import { Words } from '../blocks/Runs.tsx';
import { language, t } from '../i18n/catalogue.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { type Finder, finderOf, markedIn, type WordList, wordList } from './words.ts';

/** The lists of these languages, once they are here; without them the text is read as it is. */
function useLists(languages: string[]): Record<string, WordList> {
  const [lists, setLists] = useState<Record<string, WordList>>({});
  const wanted = [...new Set(languages)].sort().join(' ');
  useEffect(() => {
    let over = false;
    void Promise.all(wanted.split(' ').map(async (one) => [one, await wordList(one)] as const)).then(
      (all) => !over && setLists(Object.fromEntries(all)),
      () => {},
    );
    return () => {
      over = true;
    };
  }, [wanted]);
  return lists;
}

type Half = { find: Finder; marked: Map<string, Set<string>> };
type Explaining = {
  /** Puts what explains words round a block of one of the texts. */
  within: (text: Text, blockId: string, children: ComponentChildren) => ComponentChildren;
  /** What stands open. */
  dialog: ComponentChildren;
};

/** A word within a line: a real button would be a box, which breaks neither across lines nor turns with the text round it. */
function HardWord({ explain, children }: { explain: () => void; children: string }) {
  return (
    <span
      role="button"
      tabIndex={0}
      class="hard-word"
      aria-haspopup="dialog"
      onClick={(event) => {
        event.stopPropagation();
        explain();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        explain();
      }}
    >
      {children}
    </span>
  );
}

const asItIs = (text: string) => text;

/** Hard words are marked discreetly in these texts, and explained on a tap in the reader's language. */
export function useExplaining(texts: (Text | undefined)[]): Explaining {
  const [open, setOpen] = useState<string | null>(null);
  const mine = language.value;
  const there = texts.filter((text) => text !== undefined);
  const lists = useLists([mine, 'nb', ...there.map((text) => text.language)]);
  const halves = useMemo(() => {
    const made = new Map<Text, Half>();
    for (const text of there) {
      const find = finderOf(lists[text.language] ?? {}, text.language);
      made.set(text, { find, marked: markedIn(text, find) });
    }
    return made;
  }, [lists, ...texts]);

  const within = useCallback<Explaining['within']>(
    (text, blockId, children) => {
      const half = halves.get(text);
      const marked = half?.marked.get(blockId);
      if (!half || !marked) return <Words.Provider value={asItIs}>{children}</Words.Provider>;
      const mark = (run: string) => {
        const met = new Set<string>();
        return half.find(run).map((part, i) => {
          const { key } = part;
          if (!key || !marked.has(key) || met.has(key)) return part.text;
          met.add(key);
          return (
            <HardWord key={i} explain={() => setOpen(key)}>
              {part.text}
            </HardWord>
          );
        });
      };
      return <Words.Provider value={mark}>{children}</Words.Provider>;
    },
    [halves],
  );

  const said = open ? lists[mine]?.[open] : undefined;
  const norwegian = open ? lists.nb?.[open]?.word : undefined;
  const dialog = (
    <Dialog title={said?.word ?? ''} open={said !== undefined} onClose={() => setOpen(null)}>
      {said && (
        <div class="stack explained">
          {norwegian && norwegian !== said.word && (
            <p class="quiet">
              {t('reader.inNorwegian')} <strong lang="nb">{norwegian}</strong>
            </p>
          )}
          <p>{said.text}</p>
        </div>
      )}
    </Dialog>
  );
  return { within, dialog };
}
