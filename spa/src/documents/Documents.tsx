import { useQuery } from '@tanstack/preact-query';
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AskForTitles } from '../accessRequests/AskForTitles.tsx';
import { useAllEntries } from '../accessRequests/useAllEntries.ts';
import type { EntrySummary } from '../api/client.ts';
import { language, t } from '../i18n/catalogue.ts';
import { now } from '../parts/clock.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { IncompleteNote } from '../parts/IncompleteNote.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { type TranslationRequest, textRequestsQuery } from '../texts/textRequests.ts';
import { EntryLink } from './EntryRow.tsx';
import { atOnce, keepList, keptList } from './kept.ts';
import { Counted, Narrow } from './Narrow.tsx';
import { choicesIn, everything, isEverything, lookThrough, type Narrowing, narrowed } from './narrowing.ts';
import { TranslationLine } from './TranslationLine.tsx';
import { translationsOf } from './translationsOf.ts';
import './documents.css';

/** What they have written: all of it is fetched, so that one finds it at once; of a long list only what is looked at is made. */
export function Documents() {
  const { caseCopyId } = useActing().caseCopy;
  const [{ by, shown }, setList] = useState(() => keptList(caseCopyId));
  const { query, entries } = useAllEntries(caseCopyId);
  const { hasNextPage, error } = query;
  const asked = useQuery(textRequestsQuery(caseCopyId)).data?.translations;
  const translations = useMemo(() => translationsOf(entries, asked, language.value), [entries, asked, language.value]);
  const choices = useMemo(() => choicesIn(entries), [entries]);
  const found = useMemo(() => narrowed(entries, by, now.value), [entries, by]);
  useKeptPlace(caseCopyId, by, shown, found.length > 0);
  useEffect(() => lookThrough(entries), [entries]);
  const change = (part: Partial<Narrowing>) => setList({ by: { ...by, ...part }, shown: atOnce, top: 0 });
  const rows = useRef<HTMLUListElement>(null);
  const goOnAt = useRef<number | null>(null);
  const more = (goOn: boolean) => {
    goOnAt.current = goOn ? shown : null;
    setList((list) => ({ ...list, shown: list.shown + atOnce }));
  };
  useLayoutEffect(() => {
    if (goOnAt.current !== null) rows.current?.children[goOnAt.current]?.querySelector('a')?.focus();
    goOnAt.current = null;
  }, [shown]);
  return (
    <>
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <h1>{t('nav.documents')}</h1>
        <p class="quiet">{t('documents.lead')}</p>
      </header>
      {error && <FailureNote error={error} retry={() => void query.refetch()} stillWorks />}
      {query.isPending && !error && <Loading lines={[5, 5, 5]} />}
      {query.data && entries.length === 0 && (
        <div class="empty">
          <Icon name="paper" />
          <p>{t('documents.empty')}</p>
        </div>
      )}
      {(entries.length > 3 || !isEverything(by)) && <Narrow by={by} choices={choices} onChange={change} />}
      {query.data && <AskForTitles entries={entries} />}
      {entries.length > 0 && <Counted count={found.length} total={entries.length} by={by} />}
      {hasNextPage && (
        <p class="small quiet" role="status">
          {t('documents.fetching')}
        </p>
      )}
      {found.length > 0 && (
        <ul ref={rows} class="rows many-rows">
          {found.slice(0, shown).map((entry, i) => (
            <li key={entry.entryId} aria-posinset={i + 1} aria-setsize={found.length}>
              {linkOf(caseCopyId, entry, translations.get(entry.entryId))}
            </li>
          ))}
        </ul>
      )}
      {query.data?.pages.some((page) => page.incomplete) && <IncompleteNote />}
      {found.length > shown && <Further shown={shown} more={more} />}
      {entries.length > 0 && found.length === 0 && (
        <div class="empty">
          <Icon name="search" />
          <p>{t('documents.none')}</p>
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => change(everything)}>
            {t('documents.showAll')}
          </button>
        </div>
      )}
    </>
  );
}

// What a row says stays the same while one types: it is made once, and what stands already isn't looked at again.
const links = new WeakMap<EntrySummary, { translation: TranslationRequest | undefined; link: VNode }>();

function linkOf(caseCopyId: string, entry: EntrySummary, translation: TranslationRequest | undefined): VNode {
  const known = links.get(entry);
  if (known && known.translation === translation) return known.link;
  const link = (
    <EntryLink
      caseCopyId={caseCopyId}
      entry={entry}
      translation={translation && <TranslationLine request={translation} />}
    />
  );
  links.set(entry, { translation, link });
  return link;
}

type FurtherProps = { shown: number; more: (goOn: boolean) => void };

/** Makes the next rows before one has come to the end; whoever goes by keys or by ear has a button there, and goes on from it. */
function Further({ shown, more }: FurtherProps) {
  const end = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const button = end.current;
    if (!button || typeof IntersectionObserver === 'undefined') return;
    const meet = (seen: IntersectionObserverEntry[]) =>
      seen.some((one) => one.isIntersecting) && more(document.activeElement === button);
    const observer = new IntersectionObserver(meet, { rootMargin: '1200px 0px' });
    observer.observe(button);
    return () => observer.disconnect();
  }, [shown]);
  return (
    <button ref={end} type="button" class="ds-button" data-variant="secondary" onClick={() => more(true)}>
      {t('common.more')}
    </button>
  );
}

/** Keeps what was chosen and where one was, and goes back there when one comes from a document. */
function useKeptPlace(caseCopyId: string, by: Narrowing, shown: number, ready: boolean): void {
  const gone = useRef(false);
  const top = useRef(keptList(caseCopyId).top);
  useLayoutEffect(() => {
    if (!ready || gone.current) return;
    gone.current = true;
    if (top.current > 0) scrollTo({ top: top.current, behavior: 'instant' });
  }, [ready]);
  useEffect(() => {
    keepList(caseCopyId, { by, shown, top: scrollY });
    const note = () => keepList(caseCopyId, { by, shown, top: scrollY });
    // Before the tap leads away: afterwards the page stands elsewhere.
    addEventListener('click', note, { capture: true });
    return () => removeEventListener('click', note, { capture: true });
  }, [caseCopyId, by, shown]);
}
