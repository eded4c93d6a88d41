import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { useActing } from '../shell/caseCopy.tsx';

/** What becomes of what one asks for, read before it is sent; somebody under 18 reads it more fully. */
export function PartOfCase() {
  return useActing().me.under18 ? <YoungPoints /> : <p class="small quiet">{t('ask.partOfCase')}</p>;
}

export function YoungPoints() {
  return (
    <ul class="points small">
      <YoungItems />
    </ul>
  );
}

/** The two points that whoever is under 18 reads wherever they write. */
export function YoungItems() {
  return (
    <>
      <li>
        <Icon name="hide" />
        <p>{t('first.parents')}</p>
      </li>
      <li>
        <Icon name="paper" />
        <p>{t('first.partOfCase')}</p>
      </li>
    </>
  );
}
