import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { Route, Router, useLocation } from 'preact-iso';
import { failureCode } from '../api/failure.ts';
import { sessionEnded } from '../api/sessionState.ts';
import { Loading } from '../parts/Waiting.tsx';
import { useFocusOnArrival } from '../shell/arrival.ts';
import { useKeptLanguage } from '../shell/changeLanguage.ts';
import { OpenShell } from '../shell/Shell.tsx';
import { StaffLogIn } from './StaffLogIn.tsx';
import { StaffLogIns } from './StaffLogIns.tsx';
import { StaffShell } from './StaffShell.tsx';
import { StaffSorry } from './StaffSorry.tsx';
import { chooseStaffLanguage, logInsPath, type Me, staffMeQuery } from './staffApi.ts';
import { useStaffLive } from './staffLive.ts';
import { Workplace } from './Workplace.tsx';
import './employee.css';

/** The employees' entry of the same app; what they see is in this chunk, and a conversation in one of its own. */
export default function Employee() {
  return (
    <Router>
      <Route path="/sorry/:reason" component={StaffSorry} />
      <Route path="/logged-out" component={LoggedOut} />
      <Route path="/logged-out/:where" component={LoggedOut} />
      <Route default component={Entry} />
    </Router>
  );
}

function LoggedOut({ where }: { where?: string }) {
  return <StaffLogIn loggedOut={where === 'only-here' ? 'only-here' : 'everywhere'} />;
}

function Entry() {
  const me = useQuery(staffMeQuery);
  const client = useQueryClient();
  const ended = sessionEnded.value;
  useEffect(() => {
    if (ended) client.clear();
  }, [ended, client]);

  if (ended) return <StaffSorry reason="session-ended" />;
  if (me.data) return <LoggedIn me={me.data} />;
  if (me.error) {
    const code = failureCode(me.error);
    if (code === 'session-ended') return <StaffLogIn />;
    return <StaffSorry reason={code === 'not-found' ? 'no-access' : 'unavailable'} retry={() => void me.refetch()} />;
  }
  return (
    <OpenShell>
      <Loading />
    </OpenShell>
  );
}

function LoggedIn({ me }: { me: Me }) {
  useStaffLive();
  useFocusOnArrival();
  const { path } = useLocation();
  useKeptLanguage(me.language, chooseStaffLanguage);
  return <StaffShell me={me}>{path === logInsPath ? <StaffLogIns /> : <Workplace />}</StaffShell>;
}
