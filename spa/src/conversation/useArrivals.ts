import { useRef } from 'preact/hooks';
import type { Message } from '../api/client.ts';
import { arrivals } from './arrivals.ts';

const none: Message[] = [];

/** What has come since the thread was shown first; the same list until something else comes. */
export function useArrivals(messages: Message[]): Message[] {
  const known = useRef<Set<string> | null>(null);
  const latest = useRef<Message[]>(none);
  if (known.current === null) known.current = new Set(messages.map(({ messageId }) => messageId));
  const came = arrivals(known.current, messages);
  if (came.length > 0) latest.current = came;
  for (const { messageId } of messages) known.current.add(messageId);
  return latest.current;
}
