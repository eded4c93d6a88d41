import { language, t } from '../i18n/catalogue.ts';
import { languageName, readAlike } from '../i18n/languages.ts';

/** Over steps and meetings, which the service writes in Norwegian: says so to whoever reads the page in another language, and who explains them. */
export function InNorwegian() {
  if (readAlike('no', language.value)) return null;
  return (
    <p class="small quiet">
      {t('reader.writtenIn', { Language: languageName('no') })} · {t('common.explained')}
    </p>
  );
}
