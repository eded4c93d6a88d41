import { useId, useState } from 'preact/hooks';
import type { EntryDocument, OnlyDocument } from '../api/client.ts';
import { language, t } from '../i18n/catalogue.ts';
import { inLanguage, readAlike } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { LanguageChoice } from '../parts/LanguageChoice.tsx';
import './textLanguage.css';

/** The languages in which a document can be read: the one it was written in, and those it is translated into. */
export type TextLanguages = { original: string; translations: string[] };

/** Those of a document of an entry. */
export const languagesOf = ({ originalLanguage, texts }: EntryDocument): TextLanguages => ({
  original: originalLanguage,
  translations: texts.map((one) => one.language).filter((one) => one !== originalLanguage),
});

/** Those of a document that is shown alone. */
export const languagesOfOnly = ({ text, languages }: OnlyDocument): TextLanguages => ({
  original: text.original.language,
  translations: languages.filter((one) => one !== text.original.language),
});

/**
 * What one has chosen to read a document in, for as long as it is open; until then that is the page's own language. What is
 * taken away while one reads it stays what one wants to read: that it is gone is told, and it is there again once it is back.
 */
export function useTextLanguage() {
  const [chosen, choose] = useState<string>();
  return { chosen, choose, wanted: chosen ?? language.value };
}

type Props = TextLanguages & { chosen: string | undefined; onChoose: (language: string | undefined) => void };

/** In which language one reads a document beside its original, where there is another one than the page's own. */
export function TextLanguage({ original, translations, chosen, onChoose }: Props) {
  const label = useId();
  // As the server chooses for whoever asks in the page's language.
  const own =
    language.value === original
      ? undefined
      : inLanguage(
          translations.map((one) => ({ language: one })),
          language.value,
        )?.language;
  const first = own ?? original;
  const offered = [first, ...translations.filter((one) => one !== first)];
  // Of what isn't there any more the original is left.
  const shown = chosen && !translations.includes(chosen) ? original : (chosen ?? first);
  if (offered.length === 1 && shown === first) return null;
  return (
    <div class="text-language" data-foreign={(!own && !readAlike(language.value, original)) || undefined}>
      <p id={label}>
        <Icon name="globe" />
        {t('reader.textIn')}
      </p>
      <LanguageChoice
        aria-labelledby={label}
        languages={offered}
        chosen={shown}
        onChoose={(one) => onChoose(one === first ? undefined : one)}
      />
    </div>
  );
}
