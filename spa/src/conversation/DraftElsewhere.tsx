import type { ComponentChildren } from 'preact';
import { t } from '../i18n/catalogue.ts';
import type { DraftKeeper } from './draft.ts';

/** Two devices wrote at once: which of the two goes on? */
export function DraftElsewhere({
  draft,
  title,
  children,
}: {
  draft: DraftKeeper;
  title: string;
  children?: ComponentChildren;
}) {
  if (draft.other.value === null) return null;
  return (
    <div class="note" data-color="wait" role="alert">
      <div class="words">
        <strong>{title}</strong>
        {children}
        <div class="row">
          <button type="button" class="ds-button" data-variant="secondary" onClick={() => draft.keepMine()}>
            {t('draft.keepThis')}
          </button>
          <button type="button" class="ds-button" data-variant="tertiary" onClick={() => draft.takeOther()}>
            {t('draft.takeOther')}
          </button>
        </div>
      </div>
    </div>
  );
}
