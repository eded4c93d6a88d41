import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { languageName } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import type { TranslationRequest } from '../texts/textRequests.ts';

/** What became of one's request for a translation, as a line in the list. */
export function TranslationLine({ request }: { request: TranslationRequest }) {
  const { state, expectedOn } = request;
  const Language = languageName(request.language);
  return (
    <span class="under">
      <Icon name={state === 'PARKED' ? 'warn' : 'globe'} />{' '}
      {state === 'ORDERED' && expectedOn
        ? t('documents.translation.EXPECTED', { Language, Date: formatDate(expectedOn, 'long') })
        : t(`documents.translation.${state}`, { Language })}
    </span>
  );
}
