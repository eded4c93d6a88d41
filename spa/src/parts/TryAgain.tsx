import { t } from '../i18n/catalogue.ts';

/** In a note of what didn't come: the one thing to do. */
export function TryAgain({ again }: { again: () => void }) {
  return (
    <div>
      <button type="button" class="ds-button" data-variant="secondary" onClick={again}>
        {t('common.tryAgain')}
      </button>
    </div>
  );
}
