import { useQuery, useQueryClient } from '@tanstack/preact-query';
import type { ComponentType, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { ErrorBoundary, Route, Router, useLocation } from 'preact-iso';
import { chooseLanguage } from './api/actions.ts';
import { useCitizenLive } from './api/citizenLive.ts';
import type { CaseSummary, Citizen as Me } from './api/client.ts';
import { Failure, failureCode } from './api/failure.ts';
import { keys, meQuery } from './api/queries.ts';
import { sessionEnded } from './api/sessionState.ts';
import { Home } from './home/Home.tsx';
import { t, withWords } from './i18n/catalogue.ts';
import { LogIn } from './login/LogIn.tsx';
import { StepUp } from './login/StepUp.tsx';
import { More } from './more/More.tsx';
import { FailureNote } from './parts/FailureNote.tsx';
import { lazily } from './parts/lazily.tsx';
import { Loading } from './parts/Waiting.tsx';
import { useFocusOnArrival } from './shell/arrival.ts';
import { ActingIn, casePath, useActing } from './shell/caseCopy.tsx';
import { useKeptLanguage } from './shell/changeLanguage.ts';
import { useLanding } from './shell/landing.ts';
import { OpenShell, Shell } from './shell/Shell.tsx';
import { Sorry } from './sorry/Sorry.tsx';

const Conversation = lazily(
  withWords(['talk', 'views'], () => import('./conversation/Conversation.tsx').then((m) => m.Conversation)),
);
const CallMe = lazily(withWords(['talk', 'views'], () => import('./asking/AskPage.tsx').then((m) => m.CallMe)));
const Meeting = lazily(withWords(['talk', 'views'], () => import('./asking/AskPage.tsx').then((m) => m.Meeting)));
const ViewsPage = lazily(withWords(['views'], () => import('./views/ViewsPage.tsx').then((m) => m.ViewsPage)));
const SayAnyTime = lazily(withWords(['views', 'talk'], () => import('./views/SayPage.tsx').then((m) => m.SayAnyTime)));
const SayBefore = lazily(withWords(['views', 'talk'], () => import('./views/SayPage.tsx').then((m) => m.SayBefore)));
const SayAfter = lazily(withWords(['views', 'talk'], () => import('./views/SayPage.tsx').then((m) => m.SayAfter)));
const ConsentsPage = lazily(
  withWords(['consents'], () => import('./consents/ConsentsPage.tsx').then((m) => m.ConsentsPage)),
);
const ConsentPage = lazily(
  withWords(['consents', 'talk'], () => import('./consents/ConsentPage.tsx').then((m) => m.ConsentPage)),
);
const CommentPage = lazily(
  withWords(['views', 'talk', 'documents'], () => import('./views/OnEntryPage.tsx').then((m) => m.CommentPage)),
);
const ComplaintPage = lazily(
  withWords(['views', 'talk', 'documents'], () => import('./views/OnEntryPage.tsx').then((m) => m.ComplaintPage)),
);
const Documents = lazily(
  withWords(['documents', 'access'], () => import('./documents/Documents.tsx').then((m) => m.Documents)),
);
const AskForAccess = lazily(
  withWords(['access', 'talk', 'views'], () => import('./accessRequests/AskPage.tsx').then((m) => m.AskPage)),
);
const Reader = lazily(
  withWords(['documents', 'pdf', 'inshort', 'texts', 'access'], () =>
    import('./documents/Reader.tsx').then((m) => m.Reader),
  ),
);
const Original = lazily(withWords(['documents', 'pdf'], () => import('./pdf/Original.tsx').then((m) => m.Original)));
const OwnLogIns = lazily(withWords(['logins'], () => import('./logins/OwnLogIns.tsx').then((m) => m.OwnLogIns)));
const TakeAlong = lazily(withWords(['export'], () => import('./export/TakeAlong.tsx').then((m) => m.TakeAlong)));
const Looked = lazily(withWords(['looked'], () => import('./looked/Looked.tsx').then((m) => m.Looked)));
const Plan = lazily(withWords(['documents'], () => import('./plan/Plan.tsx').then((m) => m.Plan)));

/** Everything for those the case is about: first the log-in page, then their case. */
export function Citizen() {
  const me = useQuery(meQuery);
  const client = useQueryClient();
  const ended = sessionEnded.value;
  useEffect(() => {
    if (ended) client.clear();
  }, [ended, client]);

  if (ended) return <Sorry reason="session-ended" />;
  if (me.data) return <LoggedIn me={me.data} />;
  if (me.error) {
    const code = failureCode(me.error);
    if (code === 'session-ended') return <LogIn />;
    return <Sorry reason={code === 'not-found' ? 'no-case' : 'unavailable'} retry={() => void me.refetch()} />;
  }
  return (
    <OpenShell>
      <Loading />
    </OpenShell>
  );
}

function LoggedIn({ me }: { me: Me }) {
  useCitizenLive();
  const { path, route } = useLocation();
  useKeptLanguage(me.language, chooseLanguage);

  const asked = /^\/case\/([^/]+)/.exec(path)?.[1];
  const caseCopy = me.cases.find((c) => c.caseCopyId === asked);
  const first = useLanding(me.cases, asked === undefined);
  useEffect(() => {
    if (!asked && first) route(casePath(first.caseCopyId), true);
  }, [asked, first, route]);

  const incomplete = (me.incomplete?.length ?? 0) > 0;
  const paused = me.pausedIn ?? [];
  if (paused.length > 0 && (me.cases.length === 0 || (asked && !caseCopy))) return <Paused me={me} of={paused} />;
  if (me.cases.length === 0) return <Sorry reason={incomplete ? 'unavailable' : 'no-case'} loggedIn />;
  if (asked && !caseCopy) return <Sorry reason={incomplete ? 'unavailable' : 'not-here'} loggedIn />;
  if (!caseCopy)
    return (
      <OpenShell>
        <Loading />
      </OpenShell>
    );
  return <InCase me={me} caseCopy={caseCopy} />;
}

/** Neither why nor by whom: whoever reads this may not be the one whose e-ID it is. */
function Paused({ me, of }: { me: Me; of: string[] }) {
  return <Sorry reason="paused" loggedIn of={of} home={me.cases.length > 0} />;
}

function InCase({ me, caseCopy }: { me: Me; caseCopy: CaseSummary }) {
  useFocusOnArrival();
  const { may } = caseCopy;
  const routes: VNode[] = [
    <Route key="home" path="/" component={Home} />,
    <Route key="more" path="/more" component={More} />,
    <Route key="logins" path="/more/logins" component={OwnLogIns} />,
    <Route key="export" path="/more/export" component={TakeAlong} />,
    <Route key="looked" path="/more/looked" component={Looked} />,
    <Route key="else" default component={NotHere} />,
  ];
  if (may.conversation)
    routes.unshift(
      <Route key="conversation" path="/conversation" component={Conversation} />,
      <Route key="views-any" path="/views/any" component={SayAnyTime} />,
      <Route key="views-before" path="/views/before/:meetingId" component={SayBefore} />,
      <Route key="views-after" path="/views/after/:meetingId" component={SayAfter} />,
    );
  // Where a better log-in would show them the pages are there, and say so.
  const agrees = (page: ComponentType) => (may.consents ? page : NeedsStepUp);
  if (may.consents || may.consentsNeedStepUp)
    routes.unshift(
      <Route key="consents" path="/consents" component={agrees(ConsentsPage)} />,
      <Route key="consent" path="/consents/:consentId" component={agrees(ConsentPage)} />,
    );
  if (may.conversation || may.complaint) routes.unshift(<Route key="views" path="/views" component={ViewsPage} />);
  if (may.complaint) routes.unshift(<Route key="complaint" path="/complaint/:entryId" component={ComplaintPage} />);
  if (may.callMe) routes.unshift(<Route key="call-me" path="/call-me" component={CallMe} />);
  if (may.meeting) routes.unshift(<Route key="meeting" path="/meeting" component={Meeting} />);
  const reads = (page: ComponentType) => (may.documents ? page : NeedsStepUp);
  if (may.documents || may.documentsNeedStepUp)
    routes.unshift(
      <Route key="documents" path="/documents" component={reads(Documents)} />,
      <Route key="reader" path="/documents/:entryId" component={reads(Reader)} />,
      <Route key="access" path="/access" component={reads(AskForAccess)} />,
      <Route key="access-one" path="/access/:entryId" component={reads(AskForAccess)} />,
      <Route key="original" path="/documents/:entryId/original/:documentId" component={reads(Original)} />,
      <Route key="plan" path="/plan" component={reads(Plan)} />,
      <Route key="comment" path="/comment/:entryId" component={reads(CommentPage)} />,
    );
  else if (may.comment) routes.unshift(<Route key="comment" path="/comment/:entryId" component={CommentPage} />);
  return (
    <Shell me={me} caseCopy={caseCopy}>
      <ActingIn me={me} caseCopy={caseCopy}>
        <ErrorBoundary>
          <Router key={caseCopy.caseCopyId}>{routes}</Router>
        </ErrorBoundary>
      </ActingIn>
    </Shell>
  );
}

/** What is asked for may be there; this log-in isn't enough to say. */
function NeedsStepUp() {
  return (
    <>
      <h1>{t('stepup.title')}</h1>
      <StepUp />
    </>
  );
}

function NotHere() {
  const { me, caseCopy } = useActing();
  const client = useQueryClient();
  // While its fagsystem is silent, nobody can say what there is: that is another answer than "nothing".
  if (me.incomplete?.includes(caseCopy.municipality))
    return (
      <FailureNote
        error={new Failure('fagsystem-unavailable', 503)}
        retry={() => void client.invalidateQueries({ queryKey: keys.me })}
        stillWorks={caseCopy.may.conversation}
      />
    );
  return <Sorry reason="not-here" bare />;
}
