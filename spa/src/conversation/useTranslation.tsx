import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { madeBy } from '../documents/madeBy.ts';
import { language, t } from '../i18n/catalogue.ts';
import { languageName, readAlike } from '../i18n/languages.ts';
import { type Translation, translationsFor } from './translations.ts';
import './translation.css';

type Written = Pick<Message, 'mine' | 'language' | 'translations'> & { text?: string | undefined };

/**
 * Which translation of what somebody wrote is shown, if any, and what tells who made it and leads to the other texts:
 * the original and each translation are a tap apart.
 */
export function useTranslation(written: Written): { translation: Translation | undefined; choice: VNode | null } {
  const [chosen, setChosen] = useState<string | null>();
  const { all, first } = translationsFor(written, language.value);
  // null is the original, chosen; what isn't there any more isn't shown.
  const translation = chosen === undefined ? first : all.find((one) => one.language === chosen);
  const foreign =
    !written.mine && !translation && written.text && written.language && !readAlike(written.language, language.value);
  const choice =
    all.length > 0 || foreign ? (
      <div class="message-translation">
        {foreign && written.language && (
          <p class="small">{t('reader.writtenIn', { Language: languageName(written.language) })}</p>
        )}
        {translation && <p class="small">{madeBy(translation.provenance)}</p>}
        {translation && (
          <button type="button" class="in-message" onClick={() => setChosen(null)}>
            {t('talk.showOriginal')}
          </button>
        )}
        {!translation &&
          all.map((one) => (
            <button key={one.language} type="button" class="in-message" onClick={() => setChosen(one.language)}>
              {t('talk.showTranslation', { Language: languageName(one.language) })}
            </button>
          ))}
      </div>
    ) : null;
  return { translation, choice };
}
