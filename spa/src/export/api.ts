import { queryOptions } from '@tanstack/preact-query';
import type { components } from '../../../contracts/portal';
import { answer, api, passive, patience } from '../api/client.ts';
import { keys } from '../api/queries.ts';

export type Export = components['schemas']['Export'];

const path = (caseCopyId: string) => ({ params: { path: { caseCopyId } } });

/** How soon one looks again: progress is followed, and that somebody has ended it is seen soon. */
const again = { making: 1500, ready: 5000, else: 15_000 };

/** The page asks by itself; that doesn't keep the session alive. */
export const exportQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: [...keys.caseCopy(caseCopyId), 'export'] as const,
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/export', { ...path(caseCopyId), headers: passive })),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'MAKING' ? again.making : data?.state === 'READY' ? again.ready : again.else,
  });

/** While one is made or ready, that one is the answer: asking twice orders one. */
export const orderExport = (caseCopyId: string) =>
  answer(api.POST('/api/citizen/cases/{caseCopyId}/export', { ...path(caseCopyId), signal: patience(20) }));

export const cancelExport = (caseCopyId: string) =>
  answer(api.DELETE('/api/citizen/cases/{caseCopyId}/export', { ...path(caseCopyId), signal: patience(20) }));

/** Everything in it is decided about anew, which takes a while in a large case. */
export const beginDownload = (caseCopyId: string) =>
  answer(api.POST('/api/citizen/cases/{caseCopyId}/export/download', { ...path(caseCopyId), signal: patience(60) }));

/** Where it is fetched from once its download has begun: a link, so that the browser keeps it piece by piece. */
export const archiveAddress = (caseCopyId: string): string => `/api/citizen/cases/${caseCopyId}/export/content`;

/** Tells nothing to whoever looks over a shoulder. */
export const archiveName = 'samling.zip';
