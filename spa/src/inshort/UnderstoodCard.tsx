import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import './card.css';

type Said = NonNullable<Message['understood']>;

/** Whether the party has understood something, where it stands in the conversation; the same for both sides. */
export function UnderstoodCard({ said }: { said: Said }) {
  return (
    <div class="understood-card" data-answer={said.answer}>
      <p>
        <Icon name={said.answer === 'YES' ? 'check' : 'help'} />
        <strong>{t(`talk.understood.${said.answer}`)}</strong>
      </p>
      {said.title && (
        <p class="small">
          <bdi lang={said.titleLanguage}>{said.title}</bdi>
        </p>
      )}
    </div>
  );
}
