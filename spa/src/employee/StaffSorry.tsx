import { useRoute } from 'preact-iso';
import { t } from '../i18n/catalogue.ts';
import { OpenShell } from '../shell/Shell.tsx';

const reasons = [
  'no-access',
  'session-ended',
  'unavailable',
  'login-failed',
  'login-cancelled',
  'busy',
  'not-here',
] as const;
type Reason = (typeof reasons)[number];

type Props = { reason?: Reason; retry?: () => void; bare?: boolean };

/** Why an employee gets no further, and the way on. */
export function StaffSorry({ reason, retry, bare }: Props) {
  const { params } = useRoute();
  const asked = (params as Record<string, string | undefined>).reason;
  const why: Reason = reason ?? reasons.find((r) => r === asked) ?? 'unavailable';
  const body = (
    <div class="sorry">
      <h1>{t(`staff.sorry.${why}.title`)}</h1>
      <p class="lead">{t(`staff.sorry.${why}.text`)}</p>
      <div class="row">
        {retry ? (
          <button type="button" class="ds-button" data-size="lg" onClick={retry}>
            {t('common.tryAgain')}
          </button>
        ) : (
          <a class="ds-button" data-size="lg" href="/employee">
            {why === 'not-here' ? t('staff.inbox.back') : t('sorry.logInAgain')}
          </a>
        )}
        {why === 'no-access' && (
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
