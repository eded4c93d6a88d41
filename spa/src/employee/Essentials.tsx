import type { ComponentChildren } from 'preact';
import { t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { Name } from '../parts/Name.tsx';
import type { StaffConversation } from './staffApi.ts';

type Props = { of: StaffConversation; views: ComponentChildren; pause: ComponentChildren };

/** What to keep in mind about the one who reads what one writes here. */
export function Essentials({ of, views, pause }: Props) {
  return (
    <aside class="essentials" aria-label={t('staff.about.title')}>
      <h2>{t('staff.about.title')}</h2>
      <dl>
        <dt>{t('staff.about.role')}</dt>
        <dd>{t(`role.${of.partyRole}`)}</dd>
        {of.partyRole !== 'CHILD' && (
          <>
            <dt>{t('staff.about.child')}</dt>
            <dd>
              <Name name={of.child} />
            </dd>
          </>
        )}
        {of.partyLanguage && (
          <>
            <dt>{t('staff.about.language')}</dt>
            <dd>
              <bdi>{languageName(of.partyLanguage)}</bdi>
            </dd>
          </>
        )}
        {of.interpreterLanguage && (
          <>
            <dt>{t('staff.about.interpreter')}</dt>
            <dd>
              <bdi>{languageName(of.interpreterLanguage)}</bdi>
            </dd>
          </>
        )}
      </dl>
      {of.unopenedDecisions ? (
        <p class="note" data-color="wait">
          <Icon name="decision" />
          <span>{t('staff.about.unopened', { Count: of.unopenedDecisions })}</span>
        </p>
      ) : null}
      {of.partyUnder18 && (
        <p class="note" data-color="neutral">
          <Icon name="info" />
          <span>{t('staff.about.under18')}</span>
        </p>
      )}
      {views}
      {pause}
    </aside>
  );
}
