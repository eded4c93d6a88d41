import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { useEffect, useMemo } from 'preact/hooks';
import { accessRequestsQuery, entriesQuery } from '../api/queries.ts';
import { withRequests } from './state.ts';

/** All entries of a case, fetched page after page, each with how it stands with seeing it; and what one has asked for. */
export function useAllEntries(caseCopyId: string) {
  const query = useInfiniteQuery(entriesQuery(caseCopyId));
  const asked = useQuery(accessRequestsQuery(caseCopyId));
  const requests = asked.data?.requests;
  const { hasNextPage, isFetching, fetchNextPage, error } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const entries = useMemo(
    () => withRequests(query.data?.pages.flatMap((page) => page.entries) ?? [], requests),
    [query.data, requests],
  );
  return { query, asked, entries, requests };
}
