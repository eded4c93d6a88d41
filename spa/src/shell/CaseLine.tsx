import type { CaseSummary, Citizen } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { casePath } from './caseCopy.tsx';
import { useWaiting } from './landing.ts';

/** Whose case this is, in words; with several, each one tap away. */
export function CaseLine({ me, caseCopy }: { me: Citizen; caseCopy: CaseSummary }) {
  if (me.cases.length > 1) return <Chips cases={me.cases} current={caseCopy.caseCopyId} />;
  return (
    <section class="case-line" aria-labelledby="case-line">
      <p id="case-line">
        <bdi>{whose(caseCopy)}</bdi>
      </p>
    </section>
  );
}

function whose(c: CaseSummary): string {
  return c.aboutMe ? t('case.mine') : t('case.of', { Name: c.child.given });
}

function Chips({ cases, current }: { cases: CaseSummary[]; current: string }) {
  const waiting = useWaiting(cases);
  return (
    <nav class="case-line" aria-label={t('case.choose')}>
      <ul>
        {cases.map((c, i) => (
          <li key={c.caseCopyId}>
            <a href={casePath(c.caseCopyId)} aria-current={c.caseCopyId === current ? 'true' : undefined}>
              <bdi>{whose(c)}</bdi>
              {c.caseCopyId !== current && (waiting[i] ?? 0) > 0 && (
                <>
                  <span class="chip-mark" aria-hidden="true">
                    {waiting[i]}
                  </span>
                  <span class="ds-sr-only">{t('case.waits', { Count: waiting[i] ?? 0 })}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
