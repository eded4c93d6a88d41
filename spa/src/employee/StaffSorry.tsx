import { useRoute } from 'preact-iso';
import { wordsLost } from '../api/sessionState.ts';
import { has, t } from '../i18n/catalogue.ts';
import { staffLogInAndReturn, staffReturnPath } from '../login/returning.ts';
import { OpenShell } from '../shell/Shell.tsx';
import { LeftBehind } from '../sorry/LeftBehind.tsx';
import { employer, inboxPath } from './staffApi.ts';

export const staffReasons = [
  'no-access',
  'level',
  'test-identity',
  'real-identity',
  'session-ended',
  'unavailable',
  'login-failed',
  'login-cancelled',
  'busy',
  'not-here',
] as const;
type Reason = (typeof staffReasons)[number];

/** Where somebody is logged in although there is nothing to see, here or still at the provider. */
const stillLoggedIn: ReadonlySet<Reason> = new Set([
  'no-access',
  'level',
  'test-identity',
  'real-identity',
  'unavailable',
]);

type Props = { reason?: Reason; retry?: () => void; bare?: boolean };

/** Why an employee gets no further, and the way on. */
export function StaffSorry({ reason, retry, bare }: Props) {
  const { params } = useRoute();
  const asked = (params as Record<string, string | undefined>).reason;
  const why: Reason = reason ?? staffReasons.find((r) => r === asked) ?? 'login-failed';
  const more = why === 'session-ended' && wordsLost.value ? 'sorry.session-ended.lost' : `staff.sorry.${why}.more`;
  const body = (
    <div class="sorry">
      <h1>{t(`staff.sorry.${why}.title`)}</h1>
      <p class="lead">{t(`staff.sorry.${why}.text`)}</p>
      {has(more) && <p>{t(more)}</p>}
      {why === 'session-ended' && <LeftBehind />}
      <div class="row">
        <WayOn why={why} retry={retry} />
        {stillLoggedIn.has(why) && (
          <form method="post" action="/employee/logout">
            <button type="submit" class="ds-button" data-variant="secondary" data-size="lg">
              {t('more.logOut')}
            </button>
          </form>
        )}
      </div>
    </div>
  );
  return bare ? body : <OpenShell>{body}</OpenShell>;
}

function WayOn({ why, retry }: { why: Reason; retry: (() => void) | undefined }) {
  const again = retry ?? (why === 'unavailable' ? () => location.assign(staffReturnPath() ?? inboxPath) : undefined);
  if (again)
    return (
      <button type="button" class="ds-button" data-size="lg" onClick={again}>
        {t('common.tryAgain')}
      </button>
    );
  if (why === 'not-here')
    return (
      <a class="ds-button" data-size="lg" href={inboxPath}>
        {t('staff.inbox.back')}
      </a>
    );
  const place = employer();
  if (place)
    return (
      <a class="ds-button" data-size="lg" href={staffLogInAndReturn(place)}>
        {t('sorry.logInAgain')}
      </a>
    );
  // Which municipality's door it is has to be chosen first; the page is loaded anew, with nothing of the last session.
  return (
    <button
      type="button"
      class="ds-button"
      data-size="lg"
      onClick={() => location.assign(`${inboxPath}?${new URLSearchParams({ return: staffReturnPath() ?? inboxPath })}`)}
    >
      {t('sorry.logInAgain')}
    </button>
  );
}
