import { t } from '../i18n/catalogue.ts';
import { Icon } from './Icon.tsx';

/** Says that the case is closed, also when that happens while one reads. */
export function ClosedNote({ closed }: { closed: boolean }) {
  return (
    <div role="status" class="closed-note">
      {closed && (
        <p class="note" data-color="neutral">
          <Icon name="info" />
          <span>{t('home.closed')}</span>
        </p>
      )}
    </div>
  );
}
