import type { ComponentChildren } from 'preact';
import type { EntrySummary, EntryType } from '../api/client.ts';
import { language, t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil } from '../i18n/dates.ts';
import { readAlike, sameLanguage } from '../i18n/languages.ts';
import { now } from '../parts/clock.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { When } from '../parts/When.tsx';
import { entryPath } from '../shell/caseCopy.tsx';
import { shortlyMade } from './madeBy.ts';

export const typeIcon: Record<EntryType, IconName> = {
  DECISION: 'decision',
  MEETING_MINUTES: 'person',
  MEASURES_PLAN: 'path',
  LETTER: 'letter',
};

type Props = { caseCopyId: string; entry: EntrySummary };

/** Whether an entry can be read in the page's language, and who has translated it; of several documents where it is the same. */
function inMyLanguage({ translations, titleLanguage, titleTranslation, released }: EntrySummary) {
  const mine = translations.filter(({ text }) => sameLanguage(text.language, language.value));
  const original = released === 'FULL' && !titleTranslation && titleLanguage;
  const written = !!original && sameLanguage(original, language.value);
  const made = new Set(mine.map(({ text }) => shortlyMade(text)));
  return {
    inIt: mine.length > 0 || (written && !readAlike(language.value, 'nb')),
    made: made.size === 1 ? [...made][0] : undefined,
  };
}

/** One document in a list: what it is, since when, from whom, whether it is new, and its deadline. */
export function EntryRow(props: Props) {
  return (
    <li>
      <EntryLink {...props} />
    </li>
  );
}

/** The same without its place in a list; with what became of the translation that one has asked for, where that is told. */
export function EntryLink({ caseCopyId, entry, translation }: Props & { translation?: ComponentChildren }) {
  const deadline =
    entry.complaintDeadline && daysUntil(entry.complaintDeadline, now.value) >= 0 ? entry.complaintDeadline : null;
  const { inIt, made } = inMyLanguage(entry);
  return (
    <a class="row-link" href={entryPath(caseCopyId, entry.entryId)}>
      <Icon name={typeIcon[entry.type]} />
      <span class="words">
        {entry.isNew && <span class="new">{t('documents.new')}</span>}
        <span class="title">
          <bdi lang={entry.titleLanguage}>{entry.title}</bdi>
        </span>
        <span class="under">
          {t(`type.${entry.type}`)} · <When at={entry.date} as="long" />
          {entry.from && (
            <>
              {' · '}
              <bdi lang="nb">{entry.from}</bdi>
            </>
          )}
        </span>
        {deadline && (
          <span class="under deadline">
            <Icon name="calendar" /> {t('documents.canComplain', { Left: daysLeft(deadline, now.value) })}
          </span>
        )}
        {translation ?? (inIt && <span class="under">{t('documents.inYourLanguage')}</span>)}
        {made && <span class="under">{made}</span>}
        {entry.released === 'TITLE' && (
          <span class="under">
            {entry.access && entry.access !== 'NOT_ASKED'
              ? t(`access.state.${entry.access}`)
              : t('documents.titleOnly')}
          </span>
        )}
      </span>
      <Icon name="next" />
    </a>
  );
}
