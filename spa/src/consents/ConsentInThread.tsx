import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

/** An answer to a consent where it stands in the conversation. Only employees read there what it says: a party's stands on its own page. */
export function ConsentInThread({ message }: { message: Message }) {
  const { consent } = message;
  if (!consent) return null;
  return (
    <div class="request">
      <p class="request-title">
        <Icon name="pen" />
        <strong>{t('talk.consent.line')}</strong>
      </p>
      {consent.reply ? (
        <>
          <p>
            {t(`talk.consent.${consent.reply}`)} · <bdi>{consent.purpose}</bdi>
          </p>
          {message.text !== '' && (
            <p class="said-text" dir="auto" lang={message.language}>
              {message.text}
            </p>
          )}
        </>
      ) : (
        message.mine &&
        !message.fromEmployee && (
          <p>
            <a href={`./consents/${consent.consentId}`}>{t('talk.consent.see')}</a>
          </p>
        )
      )}
    </div>
  );
}
