import type { QueryClient, QueryFilters } from '@tanstack/preact-query';

/**
 * Makes stale what a change is about, so that what is on the screen is fetched anew. What is being fetched for the first time is
 * joined and not begun anew, and its answer may be from before the change: it is asked for once more when that has come.
 */
export function makeStale(client: QueryClient, filters: QueryFilters): void {
  for (const query of client.getQueryCache().findAll(filters)) {
    const { data, fetchStatus, isInvalidated } = query.state;
    // Of several changes meanwhile the first one sees to it.
    if (data || fetchStatus === 'idle' || isInvalidated) continue;
    const again = () => client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    void query.promise?.then(again, again);
  }
  void client.invalidateQueries(filters);
}
