import type { Provenance, TextInfo } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { languageName, readAlike } from '../i18n/languages.ts';

/** An agency or a role, never a translator's name. */
export const whoMade = (provenance: Provenance): string => provenance.agency ?? provenance.role ?? t('reader.someone');

/** Which text is the one that counts: the original, in whatever language it was written. */
export const originalCounts = (written: string): string =>
  readAlike(written, 'nb')
    ? t('reader.norwegianCounts')
    : t('reader.originalCounts', { Language: languageName(written) });

/** Who translated, how and when, as one calm line. */
export function madeBy(provenance: Provenance): string {
  const values = { Who: whoMade(provenance), Date: formatDate(provenance.madeAt, 'long') };
  if (provenance.kind === 'CERTIFIED') return t('reader.madeCertified', values);
  if (provenance.kind === 'MACHINE') return t('reader.madeMachine', values);
  return t('reader.madePerson', values);
}

/** The same of words, with whether what they were made from has changed since. */
export function madeOf({ provenance, outdated }: TextInfo): string {
  return outdated ? `${madeBy(provenance)} · ${t('made.outdated')}` : madeBy(provenance);
}

/** Who translated and how, in the few words that a list has room for; the text itself says the rest. */
export function shortlyMade({ provenance, outdated }: TextInfo): string {
  const { kind } = provenance;
  const made = t(`made.${kind === 'ORIGINAL' ? 'PERSON' : kind}`, { Who: whoMade(provenance) });
  return outdated ? `${made} · ${t('made.outdated')}` : made;
}
