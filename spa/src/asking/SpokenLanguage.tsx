import { useId } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { spokenLanguages } from '../i18n/languages.ts';
import { unlisted } from './form.ts';
import { LanguageSelect } from './LanguageSelect.tsx';

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
      <LanguageSelect label={t('ask.spoken')} languages={spokenLanguages} value={value} onChange={onChange}>
        <option value={unlisted}>{t('ask.otherLanguage')}</option>
      </LanguageSelect>
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
