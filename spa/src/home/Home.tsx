import { useQuery } from '@tanstack/preact-query';
import { caseQuery, contextQuery } from '../api/queries.ts';
import { Ask } from '../asking/Ask.tsx';
import { Asked } from '../asking/Asked.tsx';
import { CaseWords } from '../documents/CaseWords.tsx';
import { t } from '../i18n/catalogue.ts';
import { StepUp } from '../login/StepUp.tsx';
import { ClosedNote } from '../parts/ClosedNote.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { PhoneLink } from '../parts/Phone.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { Views } from '../views/Views.tsx';
import { Complaints } from './Complaints.tsx';
import { ContactCard } from './ContactCard.tsx';
import { Latest } from './Latest.tsx';
import { Next } from './Next.tsx';
import { Others } from './Others.tsx';
import { Participation } from './Participation.tsx';
import { WaitingForMe } from './WaitingForMe.tsx';
import { WhereWeAre } from './WhereWeAre.tsx';
import './home.css';

/** What is happening, what waits for me, is there anything new? */
export function Home() {
  const { me, caseCopy } = useActing();
  const current = useQuery(caseQuery(caseCopy.caseCopyId));
  const data = current.data;
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <h1>{me.name.given ? t('home.hello', { Name: me.name.given }) : t('home.helloThere')}</h1>
      </header>
      <ClosedNote closed={data?.closed ?? caseCopy.closed ?? false} />
      {me.incomplete && me.incomplete.length > 0 && (
        <p class="note" data-color="wait">
          {t('home.incomplete')}
        </p>
      )}
      {me.pausedIn?.map((id) => (
        <NotNow key={id} municipality={id} />
      ))}
      {current.error && !data && (
        <>
          <FailureNote
            error={current.error}
            retry={() => void current.refetch()}
            stillWorks={caseCopy.may.conversation}
          />
          {caseCopy.may.conversation && (
            <a class="ds-button" href={casePath(caseCopy.caseCopyId, 'conversation')}>
              {t('contact.write')}
            </a>
          )}
          <Ask contactName={t('talk.contactPerson')} />
          <Asked contact={undefined} />
        </>
      )}
      {!data && !current.error && <Loading />}
      {data && (
        <>
          <WaitingForMe
            caseCopyId={data.caseCopyId}
            waiting={data.waiting}
            seesDocuments={data.may.documents}
            incomplete={data.incomplete}
          />
          {data.whatHappensNow && (
            <section class="section" aria-labelledby="home-now">
              <h2 id="home-now">{t('home.now')}</h2>
              <CaseWords
                class="now-text"
                text={data.whatHappensNow}
                written={data.whatHappensNowLanguage}
                translation={data.whatHappensNowTranslation}
              />
            </section>
          )}
          <Next data={data} />
          <Complaints data={data} />
          <ContactCard data={data} />
          <Asked contact={data.contactPerson} />
          <Views />
          {(data.may.documentsNeedStepUp || data.may.consentsNeedStepUp) && <StepUp />}
          {data.may.documents ? (
            <>
              {(data.latest.length > 0 || !data.incomplete) && (
                <Latest caseCopyId={data.caseCopyId} latest={data.latest} />
              )}
              <WhereWeAre data={data} />
              <Others data={data} />
            </>
          ) : (
            <Participation data={data} />
          )}
        </>
      )}
    </>
  );
}

/** What another municipality doesn't show now, and whom to call there. */
function NotNow({ municipality }: { municipality: string }) {
  const context = useQuery(contextQuery);
  const there = context.data?.municipalities.find((m) => m.municipality === municipality);
  if (!there) return null;
  return (
    <div class="note" data-color="neutral">
      <div class="words">
        <p>{t('home.pausedElsewhere', { Municipality: there.name })}</p>
        <div class="row">
          {there.phones.map((phone) => (
            <PhoneLink
              key={phone.number}
              number={phone.number}
              label={t(phone.kind === 'DUTY' ? 'ways.night' : 'ways.phone')}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
