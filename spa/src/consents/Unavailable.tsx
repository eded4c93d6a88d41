import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

/** Said while the fagsystem doesn't answer. */
export function Unavailable() {
  return (
    <>
      <h1>{t('consents.title')}</h1>
      <p class="note" data-color="wait" role="status">
        <Icon name="warn" />
        <span>{t('consents.unavailable')}</span>
      </p>
    </>
  );
}
