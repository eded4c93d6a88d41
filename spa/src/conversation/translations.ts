import type { Message } from '../api/client.ts';
import { readAlike } from '../i18n/languages.ts';

export type Translation = NonNullable<Message['translations']>[number];

/**
 * The translations that can be shown beside a message, the one for this reader first, and whether that one is shown at
 * once: where somebody else wrote, in a language that isn't the reader's.
 */
export function translationsFor(
  message: Pick<Message, 'mine' | 'language' | 'translations'>,
  reader: string,
): { all: Translation[]; first: Translation | undefined } {
  const wanted = (tag: string) => (tag === reader ? 0 : readAlike(tag, reader) ? 1 : 2);
  const all = [...(message.translations ?? [])].sort((a, b) => wanted(a.language) - wanted(b.language));
  const best = all[0];
  const understood = message.language !== undefined && readAlike(message.language, reader);
  const first = best && !message.mine && !understood && readAlike(best.language, reader) ? best : undefined;
  return { all, first };
}
