import { useQueries } from '@tanstack/preact-query';
import type { Case, CaseSummary } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';

/** The case to begin in: the one in which most waits; with nothing waiting anywhere, or no answer, the first. */
export function landing(cases: CaseSummary[], known: (Case | undefined)[]): CaseSummary | undefined {
  const waits = (i: number) => known[i]?.waiting.length ?? 0;
  const most = cases.reduce((best, _, i) => (waits(i) > waits(best) ? i : best), 0);
  return cases[most];
}

/** Undefined until it is known. With a single case there is nothing to choose, and nothing is fetched for it. */
export function useLanding(cases: CaseSummary[], needed: boolean): CaseSummary | undefined {
  const choose = needed && cases.length > 1;
  const answers = useQueries({
    queries: (choose ? cases : []).map((c) => ({ ...caseQuery(c.caseCopyId), retry: false })),
  });
  if (!choose) return cases[0];
  if (answers.some((a) => a.isPending)) return undefined;
  return landing(
    cases,
    answers.map((a) => a.data),
  );
}

/** How much waits in each case, as far as it is known, for the marks on the chips. */
export function useWaiting(cases: CaseSummary[]): number[] {
  const answers = useQueries({ queries: cases.map((c) => ({ ...caseQuery(c.caseCopyId), retry: false })) });
  return answers.map((a) => a.data?.waiting.length ?? 0);
}
