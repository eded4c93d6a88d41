import { t } from '../i18n/catalogue.ts';
import type { DraftKeeper } from './draft.ts';

/** Whether the draft is saved. */
export function Saved({ draft }: { draft: DraftKeeper }) {
  switch (draft.status.value) {
    case 'saving':
    case 'unsaved':
      return <span>{t('draft.saving')}</span>;
    case 'saved':
      return <span>{t('draft.saved')}</span>;
    case 'not-saved':
      return <strong>{t('draft.notSaved')}</strong>;
    case 'conflict':
      return <strong>{t('draft.choose')}</strong>;
    default:
      return null;
  }
}
