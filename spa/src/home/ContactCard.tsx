import type { Case } from '../api/client.ts';
import { Ask } from '../asking/Ask.tsx';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { fullName, Name } from '../parts/Name.tsx';
import { PhoneLink } from '../parts/Phone.tsx';
import { Absence } from '../reading/OfficeTimes.tsx';
import { readerOf } from '../reading/reader.ts';
import { casePath } from '../shell/caseCopy.tsx';
import { ContactHours } from './ContactHours.tsx';

/** The person behind the portal: who it is, when somebody reads, and the two ways to reach them. */
export function ContactCard({ data }: { data: Case }) {
  const { contactPerson: who, office, caseCopyId, may } = data;
  const initials = `${who.name.given.slice(0, 1)}${who.name.family.slice(0, 1)}`;
  return (
    <section class="section" aria-labelledby="home-contact">
      <h2 id="home-contact">{t('contact.title')}</h2>
      <div class="sheet contact">
        <div class="contact-who">
          <span class="initials" aria-hidden="true">
            {initials}
          </span>
          <div>
            <p class="contact-name">
              <Name name={who.name} />
            </p>
            {who.team && (
              <p class="quiet small">
                <bdi>{who.team}</bdi>
              </p>
            )}
          </div>
        </div>
        <Absence who={who} />
        <ContactHours office={office} />
        <div class="row">
          {may.conversation && (
            <a class="ds-button" href={casePath(caseCopyId, 'conversation')}>
              <Icon name="talk" />
              {t('contact.write')}
            </a>
          )}
          {who.phone && <PhoneLink number={who.phone} label={t('contact.call')} />}
        </div>
        <Ask contactName={fullName(readerOf(who))} slim />
      </div>
    </section>
  );
}
