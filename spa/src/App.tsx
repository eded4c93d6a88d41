import { useEffect } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso';
import { Citizen } from './Citizen.tsx';
import { t, withWords } from './i18n/catalogue.ts';
import { lazily } from './parts/lazily.tsx';
import { LoggedOut } from './sorry/LoggedOut.tsx';
import { Sorry } from './sorry/Sorry.tsx';

const Employee = lazily(withWords(['staff', 'logins'], () => import('./employee/Employee.tsx').then((m) => m.default)));

const OnlyPage = lazily(withWords(['documents', 'pdf'], () => import('./reader/OnlyPage.tsx').then((m) => m.OnlyPage)));

/** Addresses the server answers itself: the router leaves them alone. */
const pages = /^\/(?!api\/|login|logout$|leave$|employee\/login|employee\/logout)/;

export function App() {
  const title = t('app.title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <LocationProvider scope={pages}>
      <ErrorBoundary>
        <Router>
          <Route path="/sorry/:reason" component={Sorry} />
          <Route path="/logged-out" component={LoggedOut} />
          <Route path="/logged-out/:where" component={LoggedOut} />
          <Route path="/employee/*" component={Employee} />
          <Route path="/employee" component={Employee} />
          <Route path="/only" component={OnlyPage} />
          <Route path="/case/:caseCopyId" component={Citizen} />
          <Route path="/case/:caseCopyId/*" component={Citizen} />
          <Route default component={Citizen} />
        </Router>
      </ErrorBoundary>
    </LocationProvider>
  );
}
