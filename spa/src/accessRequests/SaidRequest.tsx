import type { Message } from '../api/client.ts';
import { AllAfraid } from '../conversation/AllAfraid.tsx';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

/** A request to read something, where it stands in the conversation. Titles are there for the contact person only. */
export function SaidRequest({ message }: { message: Message }) {
  const { accessRequest: asked } = message;
  if (!asked) return null;
  const titled = asked.items.filter((item) => item.title);
  const others = asked.items.filter((item) => !item.title && item.entryId).length;
  return (
    <div class="request">
      <p class="request-title">
        <Icon name="lock" />
        <strong>{t('talk.access.asks')}</strong>
      </p>
      {message.afraidOfBeingKnown && <AllAfraid theirs={!message.mine} />}
      {!asked.known && <p class="small quiet">{t('talk.access.unknown')}</p>}
      <ul>
        {asked.items
          .filter((item) => !item.entryId)
          .map((item) => (
            <li key="whole">
              <strong>{t('talk.access.whole')}</strong> · {t(`talk.access.decided.${decided(item.state)}`)}
            </li>
          ))}
        {titled.map((item) => (
          <li key={item.entryId}>
            <bdi>{item.title}</bdi> · {t(`talk.access.decided.${decided(item.state)}`)}
          </li>
        ))}
        {others > 0 && <li>{t('talk.access.count', { Count: others })}</li>}
      </ul>
      {!message.mine && asked.items.some((item) => item.state === 'ASKED' || item.state === 'IN_PROGRESS') && (
        <p class="small quiet">{t('talk.access.answer')}</p>
      )}
      {message.text && (
        <p class="request-words" dir="auto" lang={message.language}>
          {message.text}
        </p>
      )}
    </div>
  );
}

type State = NonNullable<Message['accessRequest']>['items'][number]['state'];

const decided = (state: State): Exclude<State, 'NOT_ASKED'> => (state === 'NOT_ASKED' ? 'ASKED' : state);
