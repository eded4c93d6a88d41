import type { Case } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { HelpLines } from '../shell/HelpNow.tsx';

/** For someone without documents of their own: what they have a right to, and who else is there. */
export function Participation({ data }: { data: Case }) {
  return (
    <>
      <section class="section" aria-labelledby="home-rights">
        <h2 id="home-rights">{t('rights.title')}</h2>
        <ul class="points">
          {data.may.conversation && !data.closed && (
            <li>
              <Icon name="talk" />
              <p>{t('rights.say')}</p>
            </li>
          )}
          {(data.may.meeting || data.may.callMe) && (
            <li>
              <Icon name="person" />
              <p>{t('rights.askMeeting')}</p>
            </li>
          )}
          {!data.may.documentsNeedStepUp && (
            <li>
              <Icon name="info" />
              <p>{t('rights.noDocuments')}</p>
            </li>
          )}
        </ul>
      </section>
      <section class="section" aria-labelledby="home-others">
        <h2 id="home-others">{t('rights.others')}</h2>
        <div class="sheet">
          <HelpLines />
        </div>
      </section>
    </>
  );
}
