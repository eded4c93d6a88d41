import { type DateStyle, dayAndTime, dayInWords, formatDate } from '../i18n/dates.ts';
import { now } from './clock.ts';

type Props = { at: string; as?: DateStyle | 'relative' | 'relativeTime' };

/** A date as people say it, with the exact one for machines. */
export function When({ at, as = 'relative' }: Props) {
  const text =
    as === 'relative'
      ? dayInWords(at, now.value)
      : as === 'relativeTime'
        ? dayAndTime(at, now.value)
        : formatDate(at, as);
  return <time dateTime={at}>{text}</time>;
}
