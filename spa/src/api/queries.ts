import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/preact-query';
import { answer, api, passive } from './client.ts';
import { Failure } from './failure.ts';
import { loggedIn } from './sessionState.ts';

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
  views: (id: string) => ['case', id, 'conversation', 'views'] as const,
};

/** How often what the fagsystem couldn't answer is asked again, so that it comes back by itself. */
export const askAgainAfter = 15_000;

const maybeSoon = (error: unknown): boolean => error instanceof Failure && error.passes;

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: true,
        refetchInterval: (query) => maybeSoon(query.state.error) && askAgainAfter,
        retry: (count, error) =>
          error instanceof Failure && error.passes && error.code !== 'fagsystem-unavailable' && count < 2,
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
  queryFn: () => answer(api.GET('/api/citizen/me')).then(loggedIn),
  refetchInterval: ({ state }) => (maybeSoon(state.error) || !!state.data?.incomplete?.length) && askAgainAfter,
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
          params: { path: { caseCopyId }, query: pageParam ? { cursor: pageParam } : {} },
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

export const onlyQuery = (language: string) =>
  queryOptions({
    queryKey: keys.only(language),
    staleTime: 60_000,
    queryFn: () => answer(api.GET('/api/citizen/only', { params: { query: { language } } })).then(loggedIn),
  });

export const requestsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.requests(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/requests', { params: { path: { caseCopyId } } })),
  });

export const viewsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.views(caseCopyId),
    queryFn: () => answer(api.GET('/api/citizen/cases/{caseCopyId}/views', { params: { path: { caseCopyId } } })),
    refetchInterval: ({ state }) => (maybeSoon(state.error) || state.data?.historyAvailable === false) && askAgainAfter,
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
      ),
    refetchInterval: ({ state }) =>
      (maybeSoon(state.error) || state.data?.pages[0]?.historyAvailable === false) && askAgainAfter,
    // Pages go from the newest to older ones; within a page the oldest message stands first.
    getNextPageParam: (page) => (page.more ? (page.messages[0]?.position ?? undefined) : undefined),
  });
