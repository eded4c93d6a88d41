import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { languageName } from '../i18n/languages.ts';
import './asking.css';

type Props = {
  label: string;
  languages: string[];
  /** Empty where none is chosen yet. */
  value: string;
  onChange: (tag: string) => void;
  /** What else one can choose, after the languages. */
  children?: ComponentChildren;
};

/** One of many languages, each under the name its own speakers use. */
export function LanguageSelect({ label, languages, value, onChange, children }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="ds-input" required value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {value === '' && <option value="" />}
        {languages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languageName(tag)}
          </option>
        ))}
        {children}
      </select>
    </div>
  );
}
