import type { ContactPerson, PersonName } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { fullName } from '../parts/Name.tsx';

/** Who reads what one sends now: the contact person, or whoever stands in while they are away. */
export const readerOf = ({ name, awayUntil, standIn }: ContactPerson): PersonName =>
  awayUntil && standIn ? standIn : name;

/** Their name; while one doesn't know it, what they are. */
export const nameOfReader = (contact: ContactPerson | undefined): string =>
  contact ? fullName(readerOf(contact)) : t('talk.contactPerson');
