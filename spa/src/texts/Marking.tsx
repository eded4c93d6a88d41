import { useQuery } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import type { Block, Text } from '../api/client.ts';
import type { Pair } from '../documents/align.ts';
import { language, t, withWords } from '../i18n/catalogue.ts';
import { directionOf } from '../i18n/languages.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { lazily } from '../parts/lazily.tsx';
import { Withheld } from '../parts/Withheld.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { type DocumentPlace, type Mark, textRequestsQuery } from './textRequests.ts';
import './texts.css';

const MarkForm = lazily(withWords(['talk', 'texts'], () => import('./MarkForm.tsx').then((m) => m.MarkForm)));

/** A paragraph in one of the texts in which it stands. */
export type Marked = { text: Text; block: Block };

export const nameIn = (block: Block): string => block.ownId ?? block.id;

/** What a reader says is wrong in a document: the way to say it, and what they have said already. */
export function useMarking(place: DocumentPlace) {
  const { caseCopyId, documentId } = place;
  const { closed } = useActing().caseCopy;
  const [choosing, setChoosing] = useState(false);
  const [at, setAt] = useState<Marked[] | null>(null);
  const marks = useQuery(textRequestsQuery(caseCopyId)).data?.marks;
  // In a text of another version the paragraph isn't marked: it may be another one.
  const said = useCallback(
    (text: Text, block: Block) => {
      const mine = marks?.find(
        (one) =>
          one.documentId === documentId &&
          one.language === text.language &&
          one.version === text.version &&
          one.blockId === nameIn(block),
      );
      return mine && <Said mark={mine} />;
    },
    [marks, documentId],
  );
  const mayMark = !closed;
  const under = (pair: Pair, texts: { original: Text; translation: Text | undefined }, chosen: boolean) => {
    const both: Marked[] = [];
    if (pair.translation && texts.translation) both.push({ text: texts.translation, block: pair.translation });
    if (pair.original) both.push({ text: texts.original, block: pair.original });
    const open = both.filter(({ text, block }) => text.version && block.kind !== 'RULE' && !block.wrong);
    if (!mayMark || !(choosing || chosen) || open.length === 0) return null;
    return (
      <button
        type="button"
        class="ds-button mark-here"
        data-variant="tertiary"
        aria-haspopup="dialog"
        onClick={(event) => {
          event.stopPropagation();
          setAt(open);
        }}
      >
        <Icon name="warn" />
        {t('texts.here')}
      </button>
    );
  };
  const chip = mayMark && (
    <>
      <button type="button" class="chip" aria-pressed={choosing} onClick={() => setChoosing(!choosing)}>
        <Icon name="warn" />
        {t('texts.choose')}
      </button>
      <p class="mark-how small" role="status">
        {choosing && t('texts.chooseWhat')}
      </p>
    </>
  );
  const rest: ComponentChildren = (
    <>
      <Dialog title={t('texts.here')} open={at !== null} onClose={() => setAt(null)}>
        <ErrorBoundary>
          {at && (
            <MarkForm
              place={place}
              at={at}
              onSent={() => {
                setAt(null);
                setChoosing(false);
              }}
            />
          )}
        </ErrorBoundary>
      </Dialog>
    </>
  );
  return { said, under, chip, rest };
}

/** What became of what one has said about a paragraph. */
function Said({ mark }: { mark: Mark }) {
  const parked = mark.delivery === 'PARKED';
  return (
    <div
      class="note mark-said"
      data-color={parked || mark.state === 'MARKED' ? 'wait' : 'neutral'}
      lang={language.value}
      dir={directionOf(language.value)}
    >
      <Icon name={mark.state === 'MARKED' ? 'warn' : 'check'} />
      <div class="words">
        <p>{t(parked ? 'texts.mine.PARKED' : `texts.mine.${mark.state}`)}</p>
        {mark.delivery === 'NOT_DELIVERED_YET' && <p class="small">{t('texts.late')}</p>}
        {mark.answer?.text && (
          <p lang={mark.answer.language} dir="auto">
            {mark.answer.text}
          </p>
        )}
        <Withheld withheld={mark.answer?.withheld} words={mark.answer?.text} />
      </div>
    </div>
  );
}
