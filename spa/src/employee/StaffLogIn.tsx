import { useQuery } from '@tanstack/preact-query';
import { contextQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { staffLogInAndReturn } from '../login/returning.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { OpenShell } from '../shell/Shell.tsx';

/** The employees' front door: one button for each municipality of this host. */
export function StaffLogIn({ loggedOut }: { loggedOut?: 'everywhere' | 'only-here' }) {
  const context = useQuery(contextQuery);
  const places = context.data?.municipalities.filter((m) => m.employeeLogin) ?? [];
  return (
    <OpenShell>
      <div class="staff-login">
        <h1>{loggedOut ? t('out.title') : t('staff.login.title')}</h1>
        <p class="lead">{lead(loggedOut)}</p>
        {context.isPending && <Loading lines={[3]} />}
        {context.error && <FailureNote error={context.error} retry={() => void context.refetch()} />}
        <ul class="staff-doors">
          {places.map((m) => (
            <li key={m.municipality}>
              <a class="ds-button" data-size="lg" href={staffLogInAndReturn(m.municipality)}>
                {t('staff.login.button', { Municipality: m.name })}
                <Icon name="next" />
              </a>
            </li>
          ))}
        </ul>
        <p class="quiet small">{t('staff.login.how')}</p>
      </div>
    </OpenShell>
  );
}

function lead(loggedOut?: 'everywhere' | 'only-here'): string {
  if (!loggedOut) return t('staff.login.lead');
  return loggedOut === 'only-here' ? t('out.onlyHere') : t('out.shared');
}
