import { useQuery } from '@tanstack/preact-query';
import type { ContactPerson } from '../api/client.ts';
import { requestsQuery } from '../api/queries.ts';
import { MessageStateLine } from '../conversation/MessageState.tsx';
import { t } from '../i18n/catalogue.ts';
import { fullName } from '../parts/Name.tsx';
import { When } from '../parts/When.tsx';
import { CallInstead } from '../reading/CallInstead.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { RequestCard } from './RequestCard.tsx';

/** What one has asked for and nobody has written about since, with how far it has come, so that nobody asks in vain twice. */
export function Asked({ contact, most = 3 }: { contact: ContactPerson | undefined; most?: number }) {
  const { caseCopy } = useActing();
  const { data } = useQuery(requestsQuery(caseCopy.caseCopyId));
  const open = (data?.requests ?? [])
    .filter((message) => !message.withdrawn && !message.request?.answeredAt)
    .slice(0, most);
  if (open.length === 0) return null;
  return (
    <section class="section" aria-labelledby="asked-title">
      <h2 id="asked-title">{t('ask.yours')}</h2>
      <ul class="asked">
        {open.map((message) => (
          <li key={message.messageId}>
            {message.request && <RequestCard request={message.request} message={message} />}
            <p class="small quiet">
              <When at={message.sentAt} as="relativeTime" />
            </p>
            <MessageStateLine
              message={message}
              offset={0}
              contactName={contact ? fullName(contact.name) : t('talk.contactPerson')}
              onUndo={() => {}}
              receiptIn={caseCopy.caseCopyId}
              call={<CallInstead contact={contact} />}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
