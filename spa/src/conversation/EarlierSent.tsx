import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

/** What a form was begun with was sent from another page while this was written on: these words weren't. */
export function EarlierSent({ is }: { is: boolean }) {
  return (
    <div role="status">
      {is && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t('draft.earlierSent')}</span>
        </p>
      )}
    </div>
  );
}
