import type { CaseSummary, Citizen } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { fullName } from '../parts/Name.tsx';
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

/**
 * Whose case each is, so that no two are called the same: with the child's whole name where two have the same one, and with what
 * one is in it where it is the same child's.
 */
export function caseNames(cases: readonly CaseSummary[]): string[] {
  const alike = (names: string[], name: string) => names.filter((other) => other === name).length > 1;
  const short = cases.map(whose);
  const full = cases.map((c, i) =>
    alike(short, short[i] ?? '') && !c.aboutMe ? t('case.of', { Name: fullName(c.child) }) : (short[i] ?? ''),
  );
  return cases.map((c, i) => (alike(full, full[i] ?? '') ? `${full[i]} · ${t(`role.${c.role}`)}` : (full[i] ?? '')));
}

function Chips({ cases, current }: { cases: CaseSummary[]; current: string }) {
  const waiting = useWaiting(cases);
  const names = caseNames(cases);
  return (
    <nav class="case-line" aria-label={t('case.choose')}>
      <ul>
        {cases.map((c, i) => (
          <li key={c.caseCopyId}>
            <a href={casePath(c.caseCopyId)} aria-current={c.caseCopyId === current ? 'true' : undefined}>
              <bdi>{names[i]}</bdi>
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
