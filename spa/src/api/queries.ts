import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/preact-query';
import { answer, api, type OnlyDocument, passive } from './client.ts';
import { Failure, type FailureCode } from './failure.ts';
import { atItsTime } from './serverClock.ts';
import { loggedIn } from './sessionState.ts';
import { StaleQueryClient } from './staleQueries.ts';

// Every key of a case begins with that party's copy of it, so that what belongs to one child is never found under another.
export const keys = {
  context: ['context'] as const,
  me: ['me'] as const,
  session: ['session'] as const,
  logIns: ['logins'] as const,
  only: (language: string) => ['only', language] as const,
  caseCopy: (id: string) => ['case', id] as const,
  plan: (id: string) => ['case', id, 'plan'] as const,
  entries: (id: string) => ['case', id, 'entries'] as const,
  entry: (id: string, entryId: string) => ['case', id, 'entry', entryId] as const,
  text: (id: string, entryId: string, documentId: string, language: string) =>
    ['case', id, 'entry', entryId, 'text', documentId, language] as const,
  conversation: (id: string) => ['case', id, 'conversation'] as const,
  attachments: (id: string) => ['case', id, 'attachments'] as const,
  // Below the conversation's: what changes there changes these.
  requests: (id: string) => ['case', id, 'conversation', 'requests'] as const,
  accessRequests: (id: string) => ['case', id, 'conversation', 'access-requests'] as const,
  views: (id: string) => ['case', id, 'conversation', 'views'] as const,
  textRequests: (id: string) => ['case', id, 'texts'] as const,
  understood: (id: string, entryId: string) => ['case', id, 'conversation', 'understood', entryId] as const,
  looks: (id: string) => ['case', id, 'looks'] as const,
  consents: (id: string) => ['case', id, 'conversation', 'consents'] as const,
};

/** How often what the fagsystem couldn't answer is asked again, so that it comes back by itself. */
export const askAgainAfter = 15_000;

const maybeSoon = (error: unknown): boolean => error instanceof Failure && error.passes;

/** When what failed for now, or came without what only the fagsystem knows, is asked for again; false is never. */
export const askAgain = (error: unknown, incomplete: boolean): number | false =>
  (maybeSoon(error) || incomplete) && askAgainAfter;

export function makeQueryClient(): QueryClient {
  return new StaleQueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: true,
        refetchInterval: ({ state }) => askAgain(state.error, false),
        retry: (count, error) =>
          error instanceof Failure &&
          error.passes &&
          error.code !== 'fagsystem-unavailable' &&
          // One that was given up has been waited for long enough.
          (error.cause as Error | undefined)?.name !== 'AbortError' &&
          count < 2,
      },
    },
  });
}

export const contextQuery = queryOptions({
  queryKey: keys.context,
  queryFn: () => answer(api.GET('/api/public/context')),
  staleTime: 10 * 60_000,
});

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: () =>
    answer(api.GET('/api/citizen/me')).then((me) => {
      atItsTime(me.session);
      return loggedIn(me);
    }),
  refetchInterval: ({ state }) => askAgain(state.error, !!state.data?.incomplete?.length),
});

export const askSession = () => answer(api.GET('/api/citizen/session', { headers: passive }));

export const caseQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.caseCopy(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}', { params: { path: { caseCopyId } } })),
  });

export const planQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.plan(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/plan', { params: { path: { caseCopyId } } })),
  });

export const entriesQuery = (caseCopyId: string) =>
  infiniteQueryOptions({
    queryKey: keys.entries(caseCopyId),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/citizen/cases/{caseCopyId}/entries', {
          params: { path: { caseCopyId }, query: { limit: 200, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const entryQuery = (caseCopyId: string, entryId: string) =>
  queryOptions({
    queryKey: keys.entry(caseCopyId, entryId),
    queryFn: () =>
      answer(
        api.GET('/api/citizen/cases/{caseCopyId}/entries/{entryId}', { params: { path: { caseCopyId, entryId } } }),
      ),
  });

export const textQuery = (caseCopyId: string, entryId: string, documentId: string, language: string) =>
  queryOptions({
    queryKey: keys.text(caseCopyId, entryId, documentId, language),
    staleTime: 60_000,
    queryFn: () =>
      answer(
        api.GET('/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/text', {
          params: { path: { caseCopyId, entryId, documentId }, query: { language } },
        }),
      ),
  });

export const understoodQuery = (caseCopyId: string, entryId: string) =>
  queryOptions({
    queryKey: keys.understood(caseCopyId, entryId),
    queryFn: () =>
      answer(
        api.GET('/api/citizen/cases/{caseCopyId}/entries/{entryId}/understood', {
          params: { path: { caseCopyId, entryId } },
        }),
      ),
  });

const forGood: ReadonlySet<FailureCode> = new Set(['not-found', 'session-ended']);

export const onlyQuery = (language: string, ended: boolean) =>
  queryOptions<OnlyDocument, Error, OnlyDocument, ReturnType<typeof keys.only>>({
    queryKey: keys.only(language),
    staleTime: 60_000,
    // No live line leads here: what is withdrawn, or whose right has ended, is noticed by asking. Not while nobody looks, and
    // not once it is gone or the session is over: neither comes back.
    refetchInterval: 5000,
    enabled: ended ? false : ({ state: { error } }) => !(error instanceof Failure && forGood.has(error.code)),
    queryFn: ({ client }) => {
      // What the page asks again by itself is no sign that somebody is there.
      const again = client.getQueryState(keys.only(language))?.data !== undefined;
      const call = api.GET('/api/citizen/only', { params: { query: { language } }, headers: again ? passive : {} });
      return answer(call).then(loggedIn);
    },
  });

export const requestsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.requests(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/requests', { params: { path: { caseCopyId } } })),
  });

export const accessRequestsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.accessRequests(caseCopyId),
    queryFn: () =>
      answer(api.GET('/api/citizen/cases/{caseCopyId}/access-requests', { params: { path: { caseCopyId } } })),
    refetchInterval: ({ state }) => askAgain(state.error, state.data?.historyAvailable === false),
  });

export const viewsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.views(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/views', { params: { path: { caseCopyId } } })),
    refetchInterval: ({ state }) => askAgain(state.error, state.data?.historyAvailable === false),
  });

export const looksQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.looks(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/looks', { params: { path: { caseCopyId } } })),
    refetchInterval: ({ state }) => askAgain(state.error, state.data?.fagsystem === 'SILENT'),
  });

export const consentsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.consents(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/consents', { params: { path: { caseCopyId } } })),
    refetchInterval: ({ state }) => askAgain(state.error, state.data?.available === false),
  });

export const conversationQuery = (caseCopyId: string) =>
  infiniteQueryOptions({
    queryKey: keys.conversation(caseCopyId),
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/citizen/cases/{caseCopyId}/conversation', {
          params: { path: { caseCopyId }, query: pageParam ? { beforePosition: pageParam } : {} },
        }),
      ).then(atItsTime),
    refetchInterval: ({ state }) => askAgain(state.error, state.data?.pages[0]?.historyAvailable === false),
    // Pages go from the newest to older ones; within a page the oldest message stands first.
    getNextPageParam: (page) => (page.more ? (page.messages[0]?.position ?? undefined) : undefined),
  });
