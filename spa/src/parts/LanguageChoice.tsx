import type { JSX } from 'preact';
import { languageName } from '../i18n/languages.ts';
import './languageChoice.css';

type Props = Pick<JSX.HTMLAttributes<HTMLDivElement>, 'aria-label' | 'aria-labelledby'> & {
  languages: string[];
  chosen: string | undefined;
  onChoose: (language: string) => void;
};

/** In which of several languages one reads something: each under the name that its own readers use. */
export function LanguageChoice({ languages, chosen, onChoose, ...named }: Props) {
  return (
    <div class="language-choice" role="group" {...named}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          class="chip"
          lang={one}
          aria-pressed={one === chosen}
          onClick={() => onChoose(one)}
        >
          {languageName(one)}
        </button>
      ))}
    </div>
  );
}
