import type { Message } from '../api/client.ts';

/**
 * The messages that have come since `known`, in their order. What stands before everything known is older and was only
 * fetched now; that isn't news.
 */
export function arrivals(known: ReadonlySet<string>, messages: readonly Message[]): Message[] {
  const start = known.size === 0 ? 0 : messages.findIndex(({ messageId }) => known.has(messageId));
  if (start < 0) return [];
  return messages.slice(start).filter(({ messageId }) => !known.has(messageId));
}
