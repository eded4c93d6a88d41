import type { ContactPerson, PersonName } from '../api/client.ts';

/** Who reads what one sends now: the contact person, or whoever stands in while they are away. */
export const readerOf = ({ name, awayUntil, standIn }: ContactPerson): PersonName =>
  awayUntil && standIn ? standIn : name;
