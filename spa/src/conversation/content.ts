import type { Draft } from '../api/client.ts';

/** What a draft says, without when and how often it was saved. */
export type Content = Pick<Draft, 'text' | 'language' | 'afraidOfBeingKnown' | 'afraidParts'>;

export const nothing: Content = { text: '' };

export function contentOf({ text, language, afraidOfBeingKnown, afraidParts }: Draft): Content {
  return {
    text,
    ...(language === undefined ? {} : { language }),
    ...(afraidOfBeingKnown ? { afraidOfBeingKnown } : {}),
    ...(afraidParts?.length ? { afraidParts } : {}),
  };
}

/** Whether two say the same; without a text nothing could differ but the fear of the files that go with it. */
export function same(a: Content, b: Content): boolean {
  return key(a) === key(b);
}

/** Whether two are one message: white space round the words isn't sent. */
export function alike(a: Content, b: Content): boolean {
  return same(trimmed(a), trimmed(b));
}

function trimmed(content: Content): Content {
  const { text, afraidParts } = content;
  const before = text.length - text.trimStart().length;
  const parts = afraidParts?.map((part) => ({ ...part, start: part.start - before }));
  return { ...content, text: text.trim(), ...(parts && { afraidParts: parts }) };
}

function key({ text, language, afraidOfBeingKnown, afraidParts }: Content): string {
  if (text === '' && !afraidOfBeingKnown) return '';
  const parts = (afraidParts ?? []).map(({ start, length }) => [start, length]);
  return JSON.stringify([text, language ?? null, afraidOfBeingKnown ?? false, parts]);
}
