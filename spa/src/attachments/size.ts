import { language } from '../i18n/catalogue.ts';

const mega = 1024 * 1024;

/** A size as people say it: "3,4 MB", "120 kB". */
export function sizeInWords(bytes: number): string {
  const big = bytes >= 1000 * 1024;
  const value = bytes / (big ? mega : 1024);
  return new Intl.NumberFormat(`${language.value}-u-nu-latn`, {
    style: 'unit',
    unit: big ? 'megabyte' : 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: big && value < 10 ? 1 : 0,
  }).format(bytes === 0 || big ? value : Math.max(1, value));
}
