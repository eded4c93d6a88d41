import type { CaseSummary, Entry } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { WrittenWords } from '../parts/WrittenWords.tsx';
import { casePath, entryPath, onEntryPath } from '../shell/caseCopy.tsx';
import { madeOf } from './madeBy.ts';

type Props = {
  entry: Entry;
  caseCopyId: string;
  /** Where one says what one thinks; without it one can't say it here. */
  say?: string | undefined;
};

/** Whether one is asked what one thinks of it, and the time for that isn't over. */
export const asksStill = ({ draftForComments, commentsUntil }: Entry): boolean =>
  !!draftForComments && !(commentsUntil && daysUntil(commentsUntil, now.value) < 0);

/** Where one says what one thinks of a draft; where the fagsystem takes no comments on it, to one's contact person. */
export function whereToSay(entry: Entry, { caseCopyId, may, closed }: CaseSummary): string | undefined {
  if (entry.mayComment) return onEntryPath(caseCopyId, entry.summary.entryId, 'COMMENT');
  return asksStill(entry) && may.conversation && !closed ? casePath(caseCopyId, 'conversation') : undefined;
}

/** Of a draft: what is asked and until when; later what became of it, and where the final one is. */
export function DraftNote({ entry, caseCopyId, say }: Props) {
  const { draftOutcome: outcome, commentsUntil: until, commentsAsked: asked } = entry;
  if (outcome) {
    const finished = outcome.kind === 'FINISHED';
    return (
      <div class="note draft-note" data-color="neutral">
        <Icon name={finished ? 'check' : 'info'} />
        <div class="words">
          <strong>{t(finished ? 'reader.draftFinished' : 'reader.draftDropped')}</strong>
          <p class="small">{formatDate(outcome.date, 'long')}</p>
          {outcome.text && <WrittenWords text={outcome.text} written={outcome.language} />}
          {outcome.text && outcome.translation && (
            <span class="title-made quiet small">{madeOf(outcome.translation)}</span>
          )}
          {outcome.finalEntryId && <a href={entryPath(caseCopyId, outcome.finalEntryId)}>{t('reader.draftFinal')}</a>}
        </div>
      </div>
    );
  }
  if (!entry.draftForComments) return null;
  const passed = !asksStill(entry);
  return (
    <div class="note draft-note" data-color={passed ? 'neutral' : 'wait'}>
      <Icon name="pen" />
      <div class="words">
        <strong>{t('reader.draft')}</strong>
        {asked && (
          <>
            <p class="small">{t('reader.draftAsked')}</p>
            <blockquote>
              <WrittenWords text={asked.text} written={asked.language} />
              {asked.translation && <span class="title-made quiet small">{madeOf(asked.translation)}</span>}
            </blockquote>
          </>
        )}
        {until && (
          <p>
            {passed
              ? t('reader.draftPassed', { Date: formatDate(until, 'long') })
              : `${t('reader.draftUntil', { Date: formatDate(until, 'day') })} ${daysLeft(until, now.value)}`}
          </p>
        )}
        {say && (
          <a class="ds-button" data-variant={passed ? 'secondary' : undefined} href={say}>
            {t('reader.draftSay')}
          </a>
        )}
      </div>
    </div>
  );
}
