import type { CaseSummary, Citizen } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { casePath } from './caseCopy.tsx';

/** Whose case this is, in words; with several, each one tap away. */
export function CaseLine({ me, caseCopy }: { me: Citizen; caseCopy: CaseSummary }) {
  const whose = (c: CaseSummary) => (c.aboutMe ? t('case.mine') : t('case.of', { Name: c.child.given }));
  if (me.cases.length < 2) {
    return (
      <section class="case-line" aria-labelledby="case-line">
        <p id="case-line">
          <bdi>{whose(caseCopy)}</bdi>
        </p>
      </section>
    );
  }
  return (
    <nav class="case-line" aria-label={t('case.choose')}>
      <ul>
        {me.cases.map((c) => (
          <li key={c.caseCopyId}>
            <a href={casePath(c.caseCopyId)} aria-current={c.caseCopyId === caseCopy.caseCopyId ? 'true' : undefined}>
              <bdi>{whose(c)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
