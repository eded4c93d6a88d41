import { useQuery } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { fetchConsentReceipt } from '../api/actions.ts';
import type { Consent } from '../api/client.ts';
import { caseQuery, consentsQuery } from '../api/queries.ts';
import { saysToCall } from '../conversation/MessageState.tsx';
import { t } from '../i18n/catalogue.ts';
import { BackLink } from '../parts/BackLink.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { CallInstead } from '../reading/CallInstead.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { ReceiptOf } from '../receipt/Receipt.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { Sorry } from '../sorry/Sorry.tsx';
import { Answering } from './Answering.tsx';
import { ConsentDays, ConsentState } from './ConsentFacts.tsx';
import { ConsentText } from './ConsentText.tsx';
import { newestAnswer } from './form.ts';
import { History } from './History.tsx';
import { Unavailable } from './Unavailable.tsx';
import './consents.css';

/** One thing one is asked to agree to: the words, one's answer, and everything that has happened to it. */
export function ConsentPage() {
  const { caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const consentId = useRoute().params.consentId ?? '';
  const list = useQuery(consentsQuery(caseCopyId));
  const consent = list.data?.consents.find((one) => one.consentId === consentId);
  return (
    <>
      <BackLink to={casePath(caseCopyId, 'consents')}>{t('consents.title')}</BackLink>
      {list.error && !list.data && <FailureNote error={list.error} retry={() => void list.refetch()} stillWorks />}
      {list.isPending && !list.error && <Loading lines={[4, 6, 4]} />}
      {list.data && !consent && (list.data.available ? <Sorry reason="not-here" bare /> : <Unavailable />)}
      {list.data && consent && <One consent={consent} freshUntil={list.data.freshUntil} />}
    </>
  );
}

function One({ consent, freshUntil }: { consent: Consent; freshUntil: string }) {
  const { caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const contact = useQuery(caseQuery(caseCopyId)).data?.contactPerson;
  const contactName = nameOfReader(contact);
  const words = consent.translation ?? consent.original;
  const newest = newestAnswer(consent);
  const [sent, setSent] = useState(0);
  const said = useRef<HTMLParagraphElement>(null);
  // The form is gone with what it sent: go on where it is said that it worked.
  useEffect(() => {
    if (sent > 0) said.current?.focus();
  }, [sent]);
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <h1>
          <bdi lang={words.language}>{words.purpose}</bdi>
        </h1>
        <ConsentState consent={consent} />
        <div class="small quiet">
          <p>
            {consent.forChild ? t('consents.who.child', { Name: caseCopy.child.given }) : t('consents.who.self')}{' '}
            {t('consents.version', { Version: consent.textVersion })}.
          </p>
          <ConsentDays consent={consent} />
        </div>
      </header>
      <section class="sheet">
        <ConsentText consent={consent} heading="h2" />
      </section>
      <p class="consent-said" role="status" tabIndex={-1} ref={said} hidden={sent === 0}>
        {sent > 0 && <Icon name="check" />}
        {sent > 0 && t('consents.sent')}
      </p>
      {consent.replacedBy && (
        <a
          class="ds-button"
          data-variant="secondary"
          href={`${casePath(caseCopyId, 'consents')}/${consent.replacedBy}`}
        >
          {t('consents.replacedBy')} <Icon name="next" />
        </a>
      )}
      {consent.replies.length > 0 ? (
        <Answering
          key={newest?.answerId ?? ''}
          caseCopyId={caseCopyId}
          consent={consent}
          freshUntil={freshUntil}
          onSent={() => setSent((count) => count + 1)}
        />
      ) : (
        <p class="quiet">{t(caseCopy.closed ? 'consents.closed' : 'consents.nothing')}</p>
      )}
      {newest && saysToCall({ ...newest, reason: newest.waitReason }) && <CallInstead contact={contact} />}
      <section class="section" aria-labelledby="consent-history">
        <h2 id="consent-history">{t('consents.history')}</h2>
        <History
          steps={consent.history}
          contactName={contactName}
          under={(answer) => (
            <ReceiptOf
              key={answer.answerId}
              fetch={() => fetchConsentReceipt(caseCopyId, consent.consentId, answer.answerId)}
            />
          )}
        />
      </section>
    </>
  );
}
