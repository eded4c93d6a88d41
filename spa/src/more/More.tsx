import { useQuery } from '@tanstack/preact-query';
import { contextQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { Ways } from '../login/WithoutLogIn.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Name } from '../parts/Name.tsx';
import { RowLink } from '../parts/RowLink.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { LanguageList } from '../shell/LanguagePicker.tsx';
import { LogOut } from '../sorry/LogOut.tsx';
import './more.css';

export function More() {
  const { me, caseCopy } = useActing();
  const context = useQuery(contextQuery);
  const municipality = context.data?.municipalities.find((m) => m.municipality === caseCopy.municipality);
  return (
    <>
      <h1>{t('nav.more')}</h1>
      <section class="section" aria-labelledby="more-who">
        <h2 id="more-who">{t('more.loggedInAs')}</h2>
        <div class="sheet more-who">
          <p>
            <Icon name="person" />
            <Name name={me.name} />
          </p>
          <LogOut />
        </div>
        <ul class="rows">
          {caseCopy.may.consents && (
            <RowLink
              to={casePath(caseCopy.caseCopyId, 'consents')}
              icon="pen"
              title={t('consents.title')}
              under={t('consents.lead')}
            />
          )}
          <RowLink
            to={`${casePath(caseCopy.caseCopyId, 'more')}/export`}
            icon="file"
            title={t('export.title')}
            under={t('export.lead')}
          />
          <RowLink
            to={`${casePath(caseCopy.caseCopyId, 'more')}/looked`}
            icon="show"
            title={t('looked.title')}
            under={t('looked.lead')}
          />
          <RowLink
            to={`${casePath(caseCopy.caseCopyId, 'more')}/logins`}
            icon="lock"
            title={t('logins.title')}
            under={t('logins.lead')}
          />
        </ul>
      </section>
      <section class="section" aria-labelledby="more-language">
        <h2 id="more-language">{t('language.choose')}</h2>
        <div class="sheet">
          <LanguageList />
        </div>
      </section>
      {municipality && (
        <section class="section" aria-labelledby="more-ways">
          <h2 id="more-ways">{t('more.ways')}</h2>
          <div class="sheet stack">
            <h3>
              <bdi>{municipality.name}</bdi>
            </h3>
            <Ways municipality={municipality} />
          </div>
        </section>
      )}
      <section class="section" aria-labelledby="more-safe">
        <h2 id="more-safe">{t('more.safe')}</h2>
        <ul class="points">
          <li>
            <Icon name="leave" />
            <p>{t('more.safeLeave')}</p>
          </li>
          <li>
            <Icon name="hide" />
            <p>{t('more.safeHide')}</p>
          </li>
          <li>
            <Icon name="lock" />
            <p>{t('more.safeHistory')}</p>
          </li>
        </ul>
      </section>
      <section class="section" aria-labelledby="more-about">
        <h2 id="more-about">{t('more.about')}</h2>
        <p>{t('more.aboutText')}</p>
        {municipality?.accessibilityStatementUrl && (
          <p>
            <a href={municipality.accessibilityStatementUrl} rel="noreferrer">
              {t('more.accessibility')}
            </a>
          </p>
        )}
      </section>
    </>
  );
}
