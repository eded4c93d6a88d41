import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { contextQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { LanguageList } from '../shell/LanguagePicker.tsx';
import { OpenShell } from '../shell/Shell.tsx';
import { logInAndReturn } from './returning.ts';
import { WithoutLogIn } from './WithoutLogIn.tsx';
import './login.css';

/** The first page: one button, every language, and a way to a human being for whoever can't or won't log in. */
export function LogIn() {
  const context = useQuery(contextQuery);
  const [going, setGoing] = useState(false);
  return (
    <OpenShell>
      <div class="login">
        <div class="login-start">
          <h1>{t('login.title')}</h1>
          <p class="lead">{t('login.lead')}</p>
          <a
            class="ds-button"
            data-size="lg"
            href={logInAndReturn()}
            aria-busy={going || undefined}
            onClick={() => setGoing(true)}
          >
            {going ? t('login.going') : t('login.button')}
            <Icon name="next" />
          </a>
          <p class="quiet small">{t('login.how')}</p>
        </div>
        <section class="section" aria-labelledby="login-language">
          <h2 id="login-language">{t('language.choose')}</h2>
          <div class="login-languages">
            <LanguageList />
          </div>
        </section>
        {context.error && <FailureNote error={context.error} retry={() => void context.refetch()} />}
        {context.data && <WithoutLogIn municipalities={context.data.municipalities} />}
        <p class="quiet small login-leave">
          <Icon name="leave" /> {t('login.leave')}
        </p>
        {context.data?.practice && <p class="practice">{t('shell.practice')}</p>}
      </div>
    </OpenShell>
  );
}
