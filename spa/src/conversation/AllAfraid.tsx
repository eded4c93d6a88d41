import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import './allAfraid.css';

/** All of it is marked as something its author is afraid of being known; whoever else reads it is told what to think of. */
export function AllAfraid({ theirs }: { theirs?: boolean }) {
  return (
    <div class="small">
      <p class="afraid-mark">
        <Icon name="hide" /> {t('views.afraidMark')}
      </p>
      {theirs && <p>{t('afraid.theyThink')}</p>}
    </div>
  );
}
