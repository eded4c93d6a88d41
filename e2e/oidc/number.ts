// National numbers that someone types at the stand-in: only synthetic ones, and their control digits as a hint.

const digits = (number: string, weights: number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(number[i]), 0) % 11;

export type NumberVerdict = 'ok' | 'not-eleven-digits' | 'real-looking' | 'control-digits';

/**
 * Says what is wrong with a typed number. A number that could belong to a living person (its month is not
 * raised by 20, 40, 65 or 80) is never accepted by a demo. Control digits are a hint only: from 2032 on, the first
 * one may leave a remainder of 0 to 3.
 */
export function judgeNumber(number: string): NumberVerdict {
  if (!/^\d{11}$/.test(number)) return 'not-eleven-digits';
  const month = Number(number.slice(2, 4));
  const synthetic = [20, 40, 65, 80].some((raised) => month > raised && month <= raised + 12);
  if (!synthetic) return 'real-looking';
  const first = digits(number, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
  const second = digits(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
  return first <= 3 && second === 0 ? 'ok' : 'control-digits';
}
