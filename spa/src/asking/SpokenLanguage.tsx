import { useId } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { languageName, spokenLanguages } from '../i18n/languages.ts';
import { unlisted } from './form.ts';

type Props = {
  value: string;
  other: string;
  fault: boolean;
  onChange: (tag: string) => void;
  onOther: (name: string) => void;
};

/** Which language one wants to talk in, each under the name its own speakers use. */
export function SpokenLanguage({ value, other, fault, onChange, onOther }: Props) {
  const id = useId();
  return (
    <>
      <div class="field">
        <label for={id}>{t('ask.spoken')}</label>
        <select
          id={id}
          class="ds-input"
          required
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {value === '' && <option value="" />}
          {spokenLanguages.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {languageName(tag)}
            </option>
          ))}
          <option value={unlisted}>{t('ask.otherLanguage')}</option>
        </select>
      </div>
      {value === unlisted && (
        <div class="field">
          <label for={`${id}o`}>{t('ask.whichLanguage')}</label>
          <input
            id={`${id}o`}
            class="ds-input"
            dir="auto"
            autocomplete="off"
            maxLength={100}
            value={other}
            aria-invalid={fault || undefined}
            aria-describedby={`${id}f`}
            onInput={(event) => onOther(event.currentTarget.value)}
          />
          <p class="field-fault" id={`${id}f`} role="alert">
            {fault && t('ask.fault.language')}
          </p>
        </div>
      )}
    </>
  );
}
