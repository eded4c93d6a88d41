import type { Message } from '../api/client.ts';
import { AllAfraid } from '../conversation/AllAfraid.tsx';
import { CaseWords } from '../documents/CaseWords.tsx';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { Withheld } from '../parts/Withheld.tsx';
import { Outcome, Said } from './Said.tsx';

/** A view, a comment, a complaint, or an answer to one, where it stands in the conversation; the same for both sides. */
export function SaidInThread({ message }: { message: Message }) {
  const { view, answers, on } = message;
  if (on)
    return (
      <div class="request">
        <p class="request-title">
          <Icon name={on.kind === 'COMMENT' ? 'pen' : 'decision'} />
          <strong>{t(`views.kind.${on.kind}`)}</strong>
        </p>
        {message.afraidOfBeingKnown && <AllAfraid theirs={!message.mine} />}
        <p class="said-text" dir="auto" lang={message.language}>
          {message.text}
        </p>
      </div>
    );
  if (view)
    return (
      <div class="request">
        <p class="request-title">
          <Icon name="talk" />
          <strong>{t(`views.kind.${view.moment}`)}</strong>
        </p>
        {message.afraidOfBeingKnown && <AllAfraid theirs={!message.mine} />}
        {!view.known && <p class="small quiet">{t('views.unknown')}</p>}
        <ul class="said">
          {view.items.map((item) => (
            <li key={item.prompt}>
              <Said prompt={item.prompt} text={item.text} lang={message.language} />
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <div class="request">
      <p class="request-title">
        <Icon name="check" />
        <strong>{t('views.answer')}</strong>
      </p>
      <ul class="said">
        {(answers ?? []).map((answer) => (
          <li key={answer.prompt ?? ''}>
            {answer.prompt && <h3 class="said-prompt">{t(`views.prompt.${answer.prompt}`)}</h3>}
            <Outcome of={answer.outcome} />
            {answer.reason && (
              <CaseWords
                class="said-text"
                text={answer.reason}
                written={message.language}
                translation={answer.translation}
              />
            )}
          </li>
        ))}
      </ul>
      <Withheld withheld={message.withheld} words={answers?.map(({ reason }) => reason).join('')} />
    </div>
  );
}
