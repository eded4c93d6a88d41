import type { View } from '../api/client.ts';
import { requestWords } from '../conversation/MessageState.tsx';
import { t } from '../i18n/catalogue.ts';
import { Receipt } from '../receipt/Receipt.tsx';

type Props = { view: View; contactName: string; caseCopyId: string };

/** How far it has come, with its number once the fagsystem has it; of a comment or a complaint also a receipt. */
export function ViewState({ view, contactName, caseCopyId }: Props) {
  return (
    <>
      <p class="view-state small quiet" data-state={view.state}>
        {requestWords(view, contactName)}
        {view.registrationId && (
          <>
            {' · '}
            {t('state.number', { Number: view.registrationId })}
          </>
        )}
      </p>
      {view.on && <Receipt caseCopyId={caseCopyId} messageId={view.viewId} />}
    </>
  );
}
