import type { ComponentChildren } from 'preact';
import type { Waiting } from '../api/client.ts';
import { shortlyMade } from '../documents/madeBy.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime, daysLeft, formatDate } from '../i18n/dates.ts';
import { meetingAnchor } from '../meetings/MeetingCard.tsx';
import { now } from '../parts/clock.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { IncompleteNote } from '../parts/IncompleteNote.tsx';
import { casePath, entryPath } from '../shell/caseCopy.tsx';
import { complaintAnchor } from './Complaints.tsx';

type Shown = { icon: IconName; title: ComponentChildren; under?: ComponentChildren; href?: string };

/** What the service calls it: in Norwegian where nothing else is said. */
const named = ({ title, titleLanguage }: Waiting) => title && <bdi lang={titleLanguage ?? 'nb'}>{title}</bdi>;

const made = ({ titleTranslation }: Waiting) => titleTranslation && ` · ${shortlyMade(titleTranslation)}`;

/** What the service calls it, and who translated that. */
const called = (item: Waiting) =>
  item.title && (
    <>
      {named(item)}
      {made(item)}
    </>
  );

/** Two of a kind are told apart by what they are about: that stands before until when it waits. Of what one may not see there is no title. */
const about = (item: Waiting, until: string | undefined) =>
  (item.title || until) && (
    <>
      {called(item)}
      {item.title && until && ' · '}
      {until}
    </>
  );

/** The last day of what waits, in words. */
const untilDay = ({ date }: Waiting) => (date ? t('waiting.until', { Date: formatDate(date, 'day') }) : undefined);

/** Without documents there are neither their pages nor the plan's: what is known of it stands further down on this one. */
function shown(caseCopyId: string, item: Waiting, seesDocuments: boolean): Shown {
  const entry = item.entryId
    ? {
        href: seesDocuments ? entryPath(caseCopyId, item.entryId) : `#${complaintAnchor(item.entryId)}`,
      }
    : {};
  switch (item.kind) {
    case 'UNREAD_MESSAGES':
      return {
        icon: 'talk',
        title: t('waiting.messages', { Count: item.count ?? 1 }),
        href: casePath(caseCopyId, 'conversation'),
      };
    case 'UNOPENED_DECISION':
      return { icon: 'decision', title: t('waiting.decision'), under: called(item), ...entry };
    case 'COMPLAINT_DEADLINE':
      return {
        icon: 'calendar',
        title: item.date ? t('waiting.complaint', { Date: formatDate(item.date, 'day') }) : t('waiting.complaintOpen'),
        under: about(item, item.date ? daysLeft(item.date, now.value) : undefined),
        ...entry,
      };
    case 'MEETING':
      return {
        icon: 'calendar',
        title: named(item) ?? t('waiting.meeting'),
        under: item.at && (
          <>
            {dayAndTime(item.at, now.value)}
            {made(item)}
          </>
        ),
        ...(item.meetingId && {
          href: `${seesDocuments ? casePath(caseCopyId, 'plan') : ''}#${meetingAnchor(item.meetingId)}`,
        }),
      };
    case 'CONSENT':
      return {
        icon: 'pen',
        title: t('waiting.consent'),
        under: about(item, untilDay(item)),
        ...(item.consentId && { href: `${casePath(caseCopyId, 'consents')}/${item.consentId}` }),
      };
    case 'COMMENT_WANTED':
      return {
        icon: 'pen',
        title: t('waiting.comment'),
        under: about(item, untilDay(item)),
        ...entry,
      };
  }
}

type Props = {
  caseCopyId: string;
  waiting: Waiting[];
  seesDocuments: boolean;
  /** There is something more that can't be shown now, and it may wait too. */
  incomplete?: boolean | undefined;
};

export function WaitingForMe({ caseCopyId, waiting, seesDocuments, incomplete }: Props) {
  return (
    <section class="section" aria-labelledby="home-waiting">
      <h2 id="home-waiting">{t('home.waiting')}</h2>
      {incomplete && <IncompleteNote />}
      {waiting.length === 0 ? (
        !incomplete && (
          <p class="nothing">
            <Icon name="check" />
            {t('home.nothingWaits')}
          </p>
        )
      ) : (
        <ul class="rows" data-color="wait">
          {waiting.map((item) => {
            const { icon, title, under, href } = shown(caseCopyId, item, seesDocuments);
            const body = (
              <>
                <Icon name={icon} />
                <span class="words">
                  <span class="title">
                    <bdi>{title}</bdi>
                  </span>
                  {under && (
                    <span class="under">
                      <bdi>{under}</bdi>
                    </span>
                  )}
                </span>
                {href && <Icon name="next" />}
              </>
            );
            return (
              <li key={`${item.kind}${item.entryId ?? item.meetingId ?? item.consentId ?? ''}`}>
                {href ? (
                  <a class="row-link" href={href}>
                    {body}
                  </a>
                ) : (
                  <div class="row-link still">{body}</div>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
