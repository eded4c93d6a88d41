import type { PersonName } from '../api/client.ts';

export function fullName(name: PersonName): string {
  return `${name.given} ${name.family}`.trim();
}

/** A name never takes part in the direction of the sentence around it. */
export function Name({ name, given }: { name: PersonName; given?: boolean }) {
  return <bdi>{given ? name.given : fullName(name)}</bdi>;
}
