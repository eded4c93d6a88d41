import { useQuery } from '@tanstack/preact-query';
import { contextQuery } from '../api/queries.ts';
import { language, t } from '../i18n/catalogue.ts';
import { languageName, languages } from '../i18n/languages.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { changeLanguage } from './changeLanguage.ts';
import { closePanel, openPanel } from './openPanel.ts';

/** All languages under their own names, so that nobody needs to read this one to find theirs. */
export function LanguageList({ onChosen }: { onChosen?: () => void }) {
  const context = useQuery(contextQuery);
  const offered = context.data?.languages ?? languages.map((tag) => ({ language: tag }));
  return (
    <ul class="languages">
      {offered.map((item) => (
        <li key={item.language}>
          <button
            type="button"
            lang={item.language}
            dir="auto"
            aria-pressed={item.language === language.value}
            onClick={() => {
              void changeLanguage(item.language);
              onChosen?.();
            }}
          >
            {languageName(item.language)}
            {item.language === language.value && <Icon name="check" />}
          </button>
        </li>
      ))}
    </ul>
  );
}

export function LanguagePicker() {
  return (
    <>
      <button
        type="button"
        class="tool"
        onClick={() => {
          openPanel.value = 'language';
        }}
        aria-haspopup="dialog"
      >
        <Icon name="globe" />
        <span lang={language.value}>
          {languageName(language.value)
            .replace(/^Norsk /, '')
            .replace(/^./, (c) => c.toUpperCase())}
        </span>
        <span class="ds-sr-only">{t('language.choose')}</span>
      </button>
      <Dialog title={t('language.choose')} open={openPanel.value === 'language'} onClose={closePanel}>
        <LanguageList onChosen={closePanel} />
      </Dialog>
    </>
  );
}
