/** A caption's words as WebVTT's own text: it reads `<` and `&` as markup. */
export const cueText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** How long something lasts, as players say it: 0:24. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
