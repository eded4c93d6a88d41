import { language, t } from '../i18n/catalogue.ts';
import { directionOf, languageName, readAlike } from '../i18n/languages.ts';

type Props = {
  text: string;
  written: string | undefined;
  /** Which way they run, where somebody has looked at them; else as their language does. */
  direction?: 'ltr' | 'rtl' | undefined;
  class?: string;
};

/** A case worker's words in the language they are in; where that isn't the page's, it is said which it is. */
export function WrittenWords({ text, written, direction, class: className }: Props) {
  const other = written && !readAlike(written, language.value);
  return (
    <>
      {other && <span class="quiet small">{t('reader.writtenIn', { Language: languageName(written) })}</span>}
      <p class={className} lang={written} dir={direction ?? (written ? directionOf(written) : 'auto')}>
        {text}
      </p>
    </>
  );
}
