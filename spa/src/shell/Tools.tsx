import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { cloaked } from './cloak.ts';
import { HelpNow } from './HelpNow.tsx';
import { LanguagePicker } from './LanguagePicker.tsx';

/** On every page: language, hide, help. Leaving has a button of its own at the thumb. */
export function Tools() {
  return (
    <div class="tools">
      <LanguagePicker />
      <button
        type="button"
        class="tool"
        aria-pressed={cloaked.value}
        onClick={() => {
          cloaked.value = !cloaked.value;
        }}
      >
        <Icon name={cloaked.value ? 'show' : 'hide'} />
        <span>{cloaked.value ? t('cloak.show') : t('cloak.hide')}</span>
      </button>
      <HelpNow />
    </div>
  );
}
