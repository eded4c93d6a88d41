import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  QueryClient,
  type QueryKey,
} from '@tanstack/preact-query';

/**
 * What is made stale while it is fetched for the first time is asked for once more when that has come: the library joins that
 * fetch, whose answer may be from before the change, and takes it for fresh.
 */
export class StaleQueryClient extends QueryClient {
  override invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    for (const query of this.getQueryCache().findAll(filters)) {
      const { data, fetchStatus, isInvalidated } = query.state;
      // Of several changes meanwhile the first one sees to it.
      if (data || fetchStatus === 'idle' || isInvalidated) continue;
      const again = () => super.invalidateQueries({ queryKey: query.queryKey, exact: true });
      void query.promise?.then(again, again);
    }
    return super.invalidateQueries(filters, options);
  }
}
