export const textLimit = 10_000;
/** From here on the writer is told how much room is left. */
export const nearLimit = 9_000;

/** NFC, one kind of line break and no control characters, as the server makes it. */
export function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .normalize('NFC');
}

/** A text as the server keeps it: plain, without the white space round it. */
export function kept(text: string): string {
  return plain(text).replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
}

export function codePointsOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A text's length as the server counts it. */
export function codePoints(text: string): number {
  return codePointsOf(kept(text));
}

export type TextFault = 'empty' | 'too-long';

export function textFault(text: string): TextFault | null {
  const length = codePoints(text);
  if (length === 0) return 'empty';
  return length > textLimit ? 'too-long' : null;
}
