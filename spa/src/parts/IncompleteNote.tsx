import { t } from '../i18n/catalogue.ts';
import { Icon } from './Icon.tsx';

/** There is something more in the case that can't be shown now, and whom to ask. */
export const IncompleteNote = () => (
  <p class="note" data-color="neutral">
    <Icon name="info" />
    <span>{t('documents.incomplete')}</span>
  </p>
);
