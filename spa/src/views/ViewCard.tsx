import type { ComponentChildren } from 'preact';
import type { Answer, OnEntry, View } from '../api/client.ts';
import { AllAfraid } from '../conversation/AllAfraid.tsx';
import { useTranslation } from '../conversation/useTranslation.tsx';
import { AsWritten } from '../documents/AsWritten.tsx';
import { CaseWords } from '../documents/CaseWords.tsx';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime, formatDate } from '../i18n/dates.ts';
import { MeetingTitle } from '../meetings/MeetingTitle.tsx';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { Withheld } from '../parts/Withheld.tsx';
import type { Answered } from '../shell/caseCopy.tsx';
import { isAnswered, progressOf } from './progress.ts';
import { Outcome, Said } from './Said.tsx';
import './views.css';

type Link = NonNullable<Answer['link']>;

type Props = {
  view: View;
  /** Whoever looks said it. */
  mine?: boolean;
  /** What stands below where something has no answer; `some` where something else has. */
  unanswered?: (some: boolean) => ComponentChildren;
  /** Where an answer's link, or what was commented on, leads; without it there are none. */
  place?: (to: Answered) => string;
  /** What stands under an answer that isn't registered yet. */
  onItsWay?: ComponentChildren;
};

/** What somebody said, and next to each thing what became of it. */
export function ViewCard({ view, mine = false, unanswered, place, onItsWay }: Props) {
  const shared = { place, onItsWay };
  const { answered, total } = progressOf(view);
  const { translation, choice } = useTranslation({ ...view, mine });
  const words = view.text && translation ? translation : view;
  const meetingMade = view.meeting?.translation?.made;
  return (
    <article class="view">
      <p class="small quiet">
        {t(`views.kind.${view.on?.kind ?? view.moment}`)} · {dayAndTime(view.sentAt, now.value)}
        {view.meeting && (
          <>
            {' · '}
            <MeetingTitle of={view.meeting} />
          </>
        )}
      </p>
      {view.meeting && meetingMade && <AsWritten of={meetingMade}>{view.meeting.title}</AsWritten>}
      {view.on && <About on={view.on} place={place} />}
      {view.afraidOfBeingKnown && <AllAfraid />}
      {!view.known && <p class="quiet">{t('views.unknown')}</p>}
      {words.text && (
        <p class="said-text" dir={translation?.direction ?? 'auto'} lang={words.language}>
          {words.text}
        </p>
      )}
      {view.items.length > 0 && (
        <ul class="said">
          {view.items.map((item) => (
            <li key={item.prompt}>
              <Said prompt={item.prompt} text={item.text} lang={view.language} />
              {item.answer && <AnswerNote answer={item.answer} {...shared} />}
              {!item.answer && !view.answer && total > 1 && (
                <p class="no-answer small quiet">
                  <Icon name="clock" />
                  {t('views.noAnswer')}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {!view.text && translation && (
        <p class="said-text" dir={translation.direction} lang={translation.language}>
          {translation.text}
        </p>
      )}
      {choice}
      {view.answer && (
        <div>
          {!view.on && <p class="small quiet">{t('views.whole')}</p>}
          <AnswerNote answer={view.answer} {...shared} />
        </div>
      )}
      {!isAnswered(view) && unanswered?.(answered > 0)}
    </article>
  );
}

/** What a comment or a complaint is about, as far as whoever looks may know it, and whether it came in time. */
function About({ on, place }: { on: OnEntry } & Pick<Props, 'place'>) {
  const { entryId, title, date, deadline } = on;
  const Day = deadline ? formatDate(deadline, 'long') : '';
  return (
    <>
      {title ? (
        <p>
          {entryId && place ? (
            <a href={place({ entryId })} lang={on.titleLanguage}>
              {title}
            </a>
          ) : (
            <bdi lang={on.titleLanguage}>{title}</bdi>
          )}
          <TitleMade of={on.titleTranslation} />
        </p>
      ) : (
        date && <p>{t('complaint.decided', { Date: formatDate(date, 'long') })}</p>
      )}
      {deadline && <p class="small">{t(on.afterDeadline ? 'views.afterDeadline' : 'views.deadline', { Date: Day })}</p>}
    </>
  );
}

type NoteProps = Pick<Props, 'place' | 'onItsWay'> & { answer: Answer };

/** What became of it, why, and where that can be seen. */
export function AnswerNote({ answer, place, onItsWay }: NoteProps) {
  const { link } = answer;
  return (
    <div class="answer" data-pending={answer.state ? '' : undefined}>
      <Outcome of={answer.outcome} />
      {answer.reason && (
        <CaseWords
          class="answer-reason"
          text={answer.reason}
          written={answer.language}
          direction={answer.direction}
          translation={answer.translation}
        />
      )}
      <Withheld withheld={answer.withheld} words={answer.reason} />
      {link && place && (
        <div>
          <a class="answer-where" href={place(link)}>
            <span>
              {t('views.where', { Title: link.title })}
              <PlaceName of={link} />
            </span>
            <Icon name="next" />
          </a>
          <TitleMade of={link.titleTranslation ?? link.placeTranslation} />
        </div>
      )}
      {link && !place && (
        <p class="small quiet">
          <bdi lang={link.titleLanguage}>{link.title}</bdi>
          <PlaceName of={link} />
          <TitleMade of={link.titleTranslation ?? link.placeTranslation} />
        </p>
      )}
      {answer.state ? (
        onItsWay
      ) : (
        <p class="small quiet">
          {t(`views.by.${answer.byRole}`)} · {dayAndTime(answer.answeredAt, now.value)}
        </p>
      )}
    </div>
  );
}

/** Which goal it leads to, or which heading it stands under. */
function PlaceName({ of }: { of: Link }) {
  if (!of.placeName) return null;
  return (
    <>
      {' '}
      <bdi class="answer-place" lang={of.placeLanguage}>
        {of.placeName}
      </bdi>
    </>
  );
}
