import { useId } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';

type Props = { checked: boolean; name: string; onChange: (afraid: boolean) => void };

/** Marks all of what is written in a form as something one is afraid of being known; `name` gets the mark. */
export function AfraidOfAll({ checked, name, onChange }: Props) {
  const id = useId();
  return (
    <div>
      <label class="choice">
        <input
          class="ds-input"
          type="checkbox"
          checked={checked}
          aria-describedby={id}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{t('views.afraid')}</span>
      </label>
      <p class="small quiet" id={id}>
        {t('views.afraidHint', { Name: name })}
      </p>
    </div>
  );
}
