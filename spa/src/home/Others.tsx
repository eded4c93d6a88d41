import type { Case } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Name } from '../parts/Name.tsx';
import { OutLinks } from '../parts/OutLinks.tsx';

/** Who else is a party in the case, and what the municipality points to. */
export function Others({ data }: { data: Case }) {
  const links = data.links ?? [];
  return (
    <>
      {data.otherParties.length > 0 && (
        <section class="section" aria-labelledby="home-others">
          <h2 id="home-others">{t('home.others')}</h2>
          <ul class="others">
            {data.otherParties.map((other) => (
              <li key={`${other.role}${other.name.given}${other.name.family}`}>
                <Name name={other.name} />
                <span class="quiet"> · {t(`role.${other.role}`)}</span>
                {other.address && (
                  <>
                    <br />
                    <bdi class="quiet small">{other.address}</bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {links.length > 0 && (
        <section class="section" aria-labelledby="home-links">
          <h2 id="home-links">{t('home.links')}</h2>
          <OutLinks links={links} />
        </section>
      )}
    </>
  );
}
