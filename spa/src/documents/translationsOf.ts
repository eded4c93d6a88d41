import type { EntrySummary, TextInfo } from '../api/client.ts';
import { inLanguage, sameLanguage } from '../i18n/languages.ts';
import type { TranslationRequest } from '../texts/textRequests.ts';

/** A translation that holds answers who asked for it; a machine's that was there when they asked doesn't. As on the server. */
export const isAnswer = ({ outdated, provenance }: TextInfo, { askedAt }: TranslationRequest): boolean =>
  !outdated && (provenance.kind !== 'MACHINE' || Date.parse(provenance.madeAt) > Date.parse(askedAt));

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
    const here = !!text && isAnswer(text, request);
    if (request.state === 'AVAILABLE' && !here) continue;
    const one = here && request.state !== 'AVAILABLE' ? { ...request, state: 'AVAILABLE' as const } : request;
    const other = found.get(one.entryId);
    const mine = sameLanguage(one.language, reader);
    const othersMine = other && sameLanguage(other.language, reader);
    if (!other || (mine === othersMine ? one.askedAt > other.askedAt : mine)) found.set(one.entryId, one);
  }
  return found;
}
