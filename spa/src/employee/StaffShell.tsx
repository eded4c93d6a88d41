import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/catalogue.ts';
import { staffLogInAndReturn } from '../login/returning.ts';
import { Icon } from '../parts/Icon.tsx';
import { Name } from '../parts/Name.tsx';
import { Brand } from '../shell/Brand.tsx';
import { useKeyboardRoom } from '../shell/keyboard.ts';
import { LanguagePicker } from '../shell/LanguagePicker.tsx';
import { SessionEnding } from '../shell/SessionEnding.tsx';
import { askStaffSession, extendStaffSession, logInsPath, type Me, staffKeys } from './staffApi.ts';

/** What stands round every page of an employee: who one is, the language, the way out. */
export function StaffShell({ me, children }: { me: Me; children: ComponentChildren }) {
  const { path } = useLocation();
  useKeyboardRoom();
  return (
    <div class="shell staff">
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header class="bar">
        <Brand of={me.municipalityName} />
        <div class="tools">
          <p class="staff-me small">
            <Name name={me.name} />
            {me.team && (
              <>
                {' · '}
                <bdi>{me.team}</bdi>
              </>
            )}
          </p>
          <LanguagePicker />
          <a class="tool" href={logInsPath} aria-current={path === logInsPath ? 'page' : undefined}>
            <Icon name="lock" />
            <span>{t('logins.title')}</span>
          </a>
          <form method="post" action="/employee/logout">
            <button type="submit" class="tool">
              <Icon name="leave" />
              <span>{t('more.logOut')}</span>
            </button>
          </form>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {me.practice && <p class="practice">{t('shell.practice')}</p>}
        {children}
      </main>
      <SessionEnding
        queryKey={staffKeys.session}
        ask={askStaffSession}
        extend={extendStaffSession}
        again={() => staffLogInAndReturn(me.municipality)}
      />
    </div>
  );
}
