import { useQuery } from '@tanstack/preact-query';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CaseSummary, Citizen, PublicContext } from '../api/client.ts';
import { contextQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { fullName } from '../parts/Name.tsx';
import { casePath } from './caseCopy.tsx';
import { useWaiting } from './landing.ts';

type Place = Pick<PublicContext['municipalities'][number], 'municipality' | 'name'>;

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
 * Whose case each is, so that no two are called the same. Of those that are, each is called by what tells them apart: the child's
 * whole name, what one is in it, that it is closed, and the municipality it is in.
 */
export function caseNames(cases: readonly CaseSummary[], places: readonly Place[] = []): string[] {
  const more: ((c: CaseSummary, name: string) => string)[] = [
    (c, name) => (c.aboutMe ? name : t('case.of', { Name: fullName(c.child) })),
    (c, name) => `${name} · ${t(`role.${c.role}`)}`,
    (c, name) => (c.closed ? `${name} · ${t('case.closed')}` : name),
    (c, name) => `${name} · ${places.find((p) => p.municipality === c.municipality)?.name ?? c.municipality}`,
  ];
  return more.reduce((names, say) => {
    const said = cases.map((c, i) => say(c, names[i] ?? ''));
    return names.map((name, i) => {
      const ofAlike = said.filter((_, other) => names[other] === name);
      return new Set(ofAlike).size > 1 ? (said[i] ?? '') : name;
    });
  }, cases.map(whose));
}

function Chips({ cases, current }: { cases: CaseSummary[]; current: string }) {
  const waiting = useWaiting(cases);
  const names = caseNames(cases, useQuery(contextQuery).data?.municipalities);
  const list = useRef<HTMLUListElement>(null);
  // They may go on beyond a phone's edge; the one that one is in doesn't stand there.
  useLayoutEffect(() => {
    const all = list.current;
    const here = all?.querySelector('[aria-current]')?.getBoundingClientRect();
    if (!all || !here) return;
    const { left, right } = all.getBoundingClientRect();
    all.scrollLeft += Math.max(0, here.right - right) + Math.min(0, here.left - left);
  }, [current]);
  return (
    <nav class="case-line" aria-label={t('case.choose')}>
      <ul ref={list}>
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
