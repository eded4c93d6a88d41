import { t } from '../i18n/catalogue.ts';
import { OpenShell } from '../shell/Shell.tsx';
import './sorry.css';

export function LoggedOut() {
  return (
    <OpenShell>
      <div class="sorry">
        <h1>{t('out.title')}</h1>
        <p class="lead">{t('out.text')}</p>
        <p>{t('out.shared')}</p>
        <div>
          <a class="ds-button" data-variant="secondary" href="/login">
            {t('sorry.logInAgain')}
          </a>
        </div>
      </div>
    </OpenShell>
  );
}
