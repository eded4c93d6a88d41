import { useId } from 'preact/hooks';
import { language, t } from '../i18n/catalogue.ts';
import { languageName, languages, spokenLanguages } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import type { DraftKeeper } from './draft.ts';

/** The languages one can write in; sign language isn't written. */
const written = [...languages, ...spokenLanguages.filter((tag) => tag !== 'nsl' && !languages.includes(tag as never))];

/** Which language one writes in, where it isn't the page's: whoever must have it translated needs to know. */
export function WrittenIn({ draft }: { draft: DraftKeeper }) {
  const id = useId();
  const chosen = draft.language.value ?? language.value;
  if (draft.text.value.trim() === '') return null;
  return (
    <span class="written-in">
      <Icon name="globe" />
      <label class="ds-sr-only" for={id}>
        {t('talk.writeIn')}
      </label>
      <select id={id} value={chosen} onChange={(event) => draft.writeIn(event.currentTarget.value)}>
        {written.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languageName(tag)}
          </option>
        ))}
      </select>
    </span>
  );
}
