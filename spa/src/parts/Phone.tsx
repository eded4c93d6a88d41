import type { Hours } from '../api/client.ts';
import { dateWords, t } from '../i18n/catalogue.ts';
import { Icon } from './Icon.tsx';

/** A telephone number in groups as one reads it aloud. */
export function readableNumber(number: string): string {
  const plain = number.replace(/\s/g, '');
  const abroad = /^(?:\+|00)47(\d{8})$/.exec(plain);
  if (abroad?.[1]) return `+47 ${readableNumber(abroad[1])}`;
  if (/^\d{8}$/.test(plain)) return plain.replace(/(\d\d)(?=\d)/g, '$1 ');
  if (/^\d{6}$/.test(plain)) return plain.replace(/(\d{3})(\d{3})/, '$1 $2');
  return number;
}

export function PhoneLink({ number, label }: { number: string; label?: string }) {
  return (
    <a class="phone" href={`tel:${number.replace(/\s/g, '')}`}>
      <Icon name="phone" />
      <span>
        {label && <>{label} </>}
        <bdi class="number">{readableNumber(number)}</bdi>
      </span>
    </a>
  );
}

type Span = { from: number; to: number; opens: string; closes: string };

/** Days with the same hours, next to each other, said as one line. */
export function spans(hours: Hours[]): Span[] {
  const out: Span[] = [];
  for (const h of [...hours].sort((a, b) => a.weekday - b.weekday || a.opens.localeCompare(b.opens))) {
    const last = out[out.length - 1];
    if (last && last.to === h.weekday - 1 && last.opens === h.opens && last.closes === h.closes) last.to = h.weekday;
    else out.push({ from: h.weekday, to: h.weekday, opens: h.opens, closes: h.closes });
  }
  return out;
}

const weekday = (iso: number) => dateWords().weekdays[iso % 7] ?? '';

export function HoursText({ hours }: { hours: Hours[] | undefined }) {
  if (!hours) return <span>{t('hours.always')}</span>;
  if (hours.length === 0) return null;
  return (
    <span>
      {spans(hours).map((s, i) => (
        <span key={`${s.from}${s.opens}`}>
          {i > 0 && <br />}
          {s.from === s.to ? weekday(s.from) : t('hours.range', { From: weekday(s.from), To: weekday(s.to) })}{' '}
          <bdi class="number">
            {s.opens}–{s.closes}
          </bdi>
        </span>
      ))}
    </span>
  );
}
