import { useCallback } from 'preact/hooks';
import { fetchReceipt } from '../api/actions.ts';
import { t } from '../i18n/catalogue.ts';
import { KeepFile } from './KeepFile.tsx';
import './receipt.css';

/** A receipt to keep of what one has sent. */
export function Receipt({ caseCopyId, messageId }: { caseCopyId: string; messageId: string }) {
  return (
    <KeepFile
      class="receipt"
      icon="paper"
      fetch={useCallback(() => fetchReceipt(caseCopyId, messageId), [caseCopyId, messageId])}
      words={{
        open: t('receipt.keep'),
        note: t('receipt.note'),
        making: t('receipt.making'),
        done: t('receipt.done'),
        failed: t('receipt.failed'),
        download: t('receipt.download'),
      }}
    />
  );
}
