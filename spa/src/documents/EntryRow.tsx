import type { EntrySummary, EntryType } from '../api/client.ts';
import { language, t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { When } from '../parts/When.tsx';
import { entryPath } from '../shell/caseCopy.tsx';

export const typeIcon: Record<EntryType, IconName> = {
  DECISION: 'decision',
  MEETING_MINUTES: 'person',
  MEASURES_PLAN: 'path',
  LETTER: 'letter',
};

type Props = { caseCopyId: string; entry: EntrySummary };

/** One document in a list: what it is, since when, from whom, whether it is new, and its deadline. */
export function EntryRow({ caseCopyId, entry }: Props) {
  const deadline =
    entry.complaintDeadline && daysUntil(entry.complaintDeadline, now.value) >= 0 ? entry.complaintDeadline : null;
  const inMyLanguage = language.value !== 'nb' && entry.languages.includes(language.value);
  return (
    <li>
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
                <bdi>{entry.from}</bdi>
              </>
            )}
          </span>
          {deadline && (
            <span class="under deadline">
              <Icon name="calendar" /> {t('documents.canComplain', { Left: daysLeft(deadline, now.value) })}
            </span>
          )}
          {inMyLanguage && <span class="under">{t('documents.inYourLanguage')}</span>}
          {entry.released === 'TITLE' && <span class="under">{t('documents.titleOnly')}</span>}
        </span>
        <Icon name="next" />
      </a>
    </li>
  );
}
