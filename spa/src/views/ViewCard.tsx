import type { ComponentChildren } from 'preact';
import type { Answer, View, ViewPrompt } from '../api/client.ts';
import { AllAfraid } from '../conversation/AllAfraid.tsx';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import './views.css';

type Props = {
  view: View;
  /** What stands where nobody has answered. */
  unanswered?: ComponentChildren;
  /** Where an answer's link leads; without it there are none. */
  place?: (link: NonNullable<Answer['link']>) => string;
  /** What stands under an answer that isn't registered yet. */
  onItsWay?: ComponentChildren;
};

/** What somebody said, and next to each thing what became of it. */
export function ViewCard({ view, unanswered, place, onItsWay }: Props) {
  const shared = { place, onItsWay };
  const nothingYet = !view.answer && !view.items.some((item) => item.answer);
  return (
    <article class="view">
      <p class="small quiet">
        {t(`views.kind.${view.moment}`)} · {dayAndTime(view.sentAt, now.value)}
        {view.meeting && (
          <>
            {' · '}
            <bdi>{view.meeting.title}</bdi>
          </>
        )}
      </p>
      {view.afraidOfBeingKnown && <AllAfraid />}
      {!view.known && <p class="quiet">{t('views.unknown')}</p>}
      <ul class="said">
        {view.items.map((item) => (
          <li key={item.prompt}>
            <Said prompt={item.prompt} text={item.text} lang={view.language} />
            {item.answer && <AnswerNote answer={item.answer} {...shared} />}
          </li>
        ))}
      </ul>
      {view.answer && (
        <div>
          <p class="small quiet">{t('views.whole')}</p>
          <AnswerNote answer={view.answer} {...shared} />
        </div>
      )}
      {nothingYet && unanswered}
    </article>
  );
}

/** One card's words. */
export function Said({ prompt, text, lang }: { prompt: ViewPrompt; text: string; lang?: string | undefined }) {
  return (
    <>
      <h3 class="said-prompt">{t(`views.prompt.${prompt}`)}</h3>
      <p class="said-text" dir="auto" lang={lang}>
        {text}
      </p>
    </>
  );
}

const signs: Record<Answer['outcome'], IconName> = { USED: 'check', PARTLY: 'swap', NOT_USED: 'close' };

/** What became of it, in a word with a sign. */
export function Outcome({ of }: { of: Answer['outcome'] }) {
  return (
    <p class="outcome" data-outcome={of}>
      <Icon name={signs[of]} />
      <strong>{t(`views.outcome.${of}`)}</strong>
    </p>
  );
}

type NoteProps = Pick<Props, 'place' | 'onItsWay'> & { answer: Answer };

/** What became of it, why, and where that can be seen. */
export function AnswerNote({ answer, place, onItsWay }: NoteProps) {
  const { link } = answer;
  return (
    <div class="answer" data-pending={answer.state ? '' : undefined}>
      <Outcome of={answer.outcome} />
      <p class="answer-reason" lang={answer.language} dir={answer.direction}>
        {answer.reason}
      </p>
      {link && place && (
        <a class="answer-where" href={place(link)}>
          <span>{t('views.where', { Title: link.title })}</span>
          <Icon name="next" />
        </a>
      )}
      {link && !place && (
        <p class="small quiet">
          <bdi>{link.title}</bdi>
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
