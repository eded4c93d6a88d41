import type { Conversation, Message } from '../api/client.ts';
import { dayKey } from '../i18n/dates.ts';

export type Day = { key: string; at: string; groups: Message[][] };

const together = 5 * 60_000;

/** Pages come newest first; one thread goes from the oldest to the newest, without doubles, own ones on their way last. */
export function inOrder(pages: Conversation[]): Message[] {
  const byId = new Map<string, Message>();
  for (const page of [...pages].reverse()) {
    for (const message of page.messages) {
      byId.delete(message.messageId);
      byId.set(message.messageId, message);
    }
  }
  return [...byId.values()];
}

const author = (m: Message) => `${m.mine}${m.authorName.given} ${m.authorName.family}`;

/** Messages by day of Oslo, and within a day what the same person wrote in one go. */
export function byDay(messages: Message[]): Day[] {
  const days: Day[] = [];
  for (const message of messages) {
    const key = dayKey(message.sentAt);
    let day = days[days.length - 1];
    if (day?.key !== key) {
      day = { key, at: message.sentAt, groups: [] };
      days.push(day);
    }
    const group = day.groups[day.groups.length - 1];
    const last = group?.[group.length - 1];
    if (
      group &&
      last &&
      author(last) === author(message) &&
      Date.parse(message.sentAt) - Date.parse(last.sentAt) < together
    )
      group.push(message);
    else day.groups.push([message]);
  }
  return days;
}

/** The state is said under the last own message, under every request and view and under everything that hasn't arrived. */
export function showsState(message: Message, lastOwnId: string | undefined): boolean {
  if (!message.mine || message.withdrawn) return false;
  if (message.request || message.accessRequest || message.view || message.consent || message.answersTo) return true;
  return message.messageId === lastOwnId || (message.state !== 'DELIVERED' && message.state !== 'READ');
}
