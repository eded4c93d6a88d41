import { fetchReceipt } from '../api/actions.ts';
import { t } from '../i18n/catalogue.ts';
import { KeepFile } from './KeepFile.tsx';
import type { KeptFile } from './keeping.ts';
import './receipt.css';

/** A receipt to keep of what one has sent. */
export function Receipt({ caseCopyId, messageId }: { caseCopyId: string; messageId: string }) {
  return <ReceiptOf key={messageId} fetch={() => fetchReceipt(caseCopyId, messageId)} />;
}

/** The same of anything that was sent. */
export function ReceiptOf({ fetch }: { fetch: () => Promise<KeptFile> }) {
  return (
    <KeepFile
      class="receipt"
      icon="paper"
      fetch={fetch}
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
