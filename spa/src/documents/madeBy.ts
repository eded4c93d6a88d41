import type { Provenance } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';

/** Who translated, how and when, as one calm line; an agency or a role, never a translator's name. */
export function madeBy(provenance: Provenance): string {
  const values = {
    Who: provenance.agency ?? provenance.role ?? t('reader.someone'),
    Date: formatDate(provenance.madeAt, 'long'),
  };
  if (provenance.kind === 'CERTIFIED') return t('reader.madeCertified', values);
  if (provenance.kind === 'MACHINE') return t('reader.madeMachine', values);
  return t('reader.madePerson', values);
}
