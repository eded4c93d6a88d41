import { useQuery } from '@tanstack/preact-query';
import { contextQuery } from '../api/queries.ts';

/** The municipality's name with a shield that stands in until it has sent its arms; `of` names the one somebody works for. */
export function Brand({ of }: { of?: string }) {
  const context = useQuery(contextQuery);
  const names = of ? [of] : (context.data?.municipalities.map((m) => m.name) ?? []);
  return (
    <div class="brand">
      <svg class="arms" viewBox="0 0 32 36" aria-hidden="true" focusable="false">
        <path d="M2 2h28v15c0 9-6 14-14 17C8 31 2 26 2 17Z" class="arms-field" />
        <path d="M7 19c3-4 6-4 9 0s6 4 9 0M7 25c3-4 6-4 9 0s6 4 9 0" class="arms-wave" />
        <circle cx="16" cy="10" r="3.2" class="arms-sun" />
      </svg>
      {names.length > 0 && (
        <span class="brand-name" data-several={names.length > 1 || undefined}>
          {names.join(' · ')}
        </span>
      )}
    </div>
  );
}
