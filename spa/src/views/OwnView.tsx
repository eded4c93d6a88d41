import { useQuery } from '@tanstack/preact-query';
import type { View } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { saysToCall } from '../conversation/MessageState.tsx';
import { t } from '../i18n/catalogue.ts';
import { fullName } from '../parts/Name.tsx';
import { CallInstead } from '../reading/CallInstead.tsx';
import { answerPath, useActing } from '../shell/caseCopy.tsx';
import { ViewCard } from './ViewCard.tsx';
import { ViewState } from './ViewState.tsx';

/** Something one has said oneself: what became of it, how far it has come, and whom to call where it doesn't. */
export function OwnView({ view }: { view: View }) {
  const { caseCopyId } = useActing().caseCopy;
  const contact = useQuery(caseQuery(caseCopyId)).data?.contactPerson;
  const contactName = contact ? fullName(contact.name) : t('talk.contactPerson');
  return (
    <>
      <ViewCard
        view={view}
        mine
        place={(to) => answerPath(caseCopyId, to)}
        unanswered={(some) => <p class="quiet">{t(some ? 'views.notAll' : 'views.notYet', { Name: contactName })}</p>}
      />
      <ViewState view={view} contactName={contactName} caseCopyId={caseCopyId} />
      {saysToCall(view) && <CallInstead contact={contact} />}
    </>
  );
}
