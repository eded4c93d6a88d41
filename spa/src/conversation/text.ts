export const textLimit = 10_000;
/** From here on the writer is told how much room is left. */
export const nearLimit = 9_000;

/** Length as the server counts it: Unicode code points after NFC, without the white space round the text. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text.normalize('NFC').trim()) count += 1;
  return count;
}

export type TextFault = 'empty' | 'too-long';

export function textFault(text: string): TextFault | null {
  const length = codePoints(text);
  if (length === 0) return 'empty';
  return length > textLimit ? 'too-long' : null;
}
