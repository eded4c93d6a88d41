// National numbers that nobody has: the month raised by 80, as Skatteetaten does for made-up people.

const control = (digits: number[], weights: number[]): number => (11 - (digits.reduce((sum, digit, i) => sum + digit * weights[i]!, 0) % 11)) % 11;

/** The n-th of a series of made-up numbers with right control digits. */
export function synthetic(n: number): string {
  for (let wanted = n, individual = 100; ; individual++) {
    const digits = [...`018170${individual}`].map(Number);
    digits.push(control(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]));
    digits.push(control(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]));
    if (digits.every((digit) => digit < 10) && wanted-- === 0) return digits.join('');
  }
}
