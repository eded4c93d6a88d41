import type { EntrySummary } from '../api/client.ts';
import { inLanguage, sameLanguage } from '../i18n/languages.ts';
import type { TranslationRequest } from '../texts/textRequests.ts';

/**
 * Of each entry the translation that one has asked for: into the language in which one reads now, or else the one asked for
 * last. It is here where the list has one that holds, whatever was said of the request; one that is outdated again isn't.
 */
export function translationsOf(
  entries: EntrySummary[],
  asked: TranslationRequest[] | undefined,
  reader: string,
): Map<string, TranslationRequest> {
  const found = new Map<string, TranslationRequest>();
  if (!asked || asked.length === 0) return found;
  const has = new Map(entries.map((entry) => [entry.entryId, entry.translations]));
  for (const request of asked) {
    const made = has.get(request.entryId)?.filter(({ documentId }) => documentId === request.documentId) ?? [];
    const text = inLanguage(
      made.map((one) => one.text),
      request.language,
    );
    const here = !!text && !text.outdated;
    if (request.state === 'AVAILABLE' && !here) continue;
    const one = here && request.state !== 'AVAILABLE' ? { ...request, state: 'AVAILABLE' as const } : request;
    const other = found.get(one.entryId);
    const mine = sameLanguage(one.language, reader);
    const othersMine = other && sameLanguage(other.language, reader);
    if (!other || (mine === othersMine ? one.askedAt > other.askedAt : mine)) found.set(one.entryId, one);
  }
  return found;
}
