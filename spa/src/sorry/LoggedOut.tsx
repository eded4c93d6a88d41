import { t } from '../i18n/catalogue.ts';
import { OpenShell } from '../shell/Shell.tsx';
import './sorry.css';

/** Where log-outs end. At `only-here` the log-in service couldn't be asked and may still know the visitor. */
export function LoggedOut({ where }: { where?: string }) {
  return (
    <OpenShell>
      <div class="sorry">
        <h1>{t('out.title')}</h1>
        <p class="lead">{t('out.text')}</p>
        <p>{where === 'only-here' ? t('out.onlyHere') : t('out.shared')}</p>
        <div>
          <a class="ds-button" data-variant="secondary" href="/login">
            {t('sorry.logInAgain')}
          </a>
        </div>
      </div>
    </OpenShell>
  );
}
