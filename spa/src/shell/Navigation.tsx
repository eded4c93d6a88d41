import { useQuery } from '@tanstack/preact-query';
import { useLocation } from 'preact-iso';
import type { CaseSummary } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { type Key, t } from '../i18n/catalogue.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { casePath } from './caseCopy.tsx';

type Place = { place: '' | 'conversation' | 'documents' | 'plan' | 'more'; icon: IconName; label: Key };

/** The server decides what this party may do; what it may not isn't shown at all. */
export function placesFor(may: CaseSummary['may']): Place[] {
  const all: (Place | false)[] = [
    { place: '', icon: 'home', label: 'nav.home' },
    may.conversation && { place: 'conversation', icon: 'talk', label: 'nav.conversation' },
    may.documents && { place: 'documents', icon: 'paper', label: 'nav.documents' },
    may.documents && { place: 'plan', icon: 'path', label: 'nav.plan' },
    { place: 'more', icon: 'more', label: 'nav.more' },
  ];
  return all.filter((p): p is Place => p !== false);
}

export function Navigation({ caseCopy }: { caseCopy: CaseSummary }) {
  const { path } = useLocation();
  const current = useQuery(caseQuery(caseCopy.caseCopyId));
  const unread = current.data?.unreadMessages ?? 0;
  const places = placesFor(caseCopy.may);
  return (
    <nav class="places" aria-label={t('nav.label')}>
      <ul style={{ '--places': places.length }}>
        {places.map(({ place, icon, label }) => {
          const href = casePath(caseCopy.caseCopyId, place);
          const here = place === '' ? path === href : path === href || path.startsWith(`${href}/`);
          const mark = place === 'conversation' && unread > 0;
          return (
            <li key={label}>
              <a href={href} aria-current={here ? 'page' : undefined}>
                <span class="place-icon">
                  <Icon name={icon} />
                  {mark && (
                    <span class="count" aria-hidden="true">
                      {unread > 9 ? '9+' : unread}
                    </span>
                  )}
                </span>
                <span>{t(label)}</span>
                {mark && <span class="ds-sr-only">{t('nav.unread', { Count: unread })}</span>}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
