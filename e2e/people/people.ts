// The demo's fictitious people, as people.json names them.
import { readFileSync } from 'node:fs';

export interface Municipality {
  id: string;
  name: string;
  organizationNumber: string;
}

export interface Citizen {
  id: string;
  /** Synthetic (month + 80); null for the one who logs in with a foreign e-ID. */
  nationalNumber: string | null;
  given: string;
  family: string;
  age: number;
  daysPastBirthday: number;
  language: string;
  about: string;
}

export interface Employee {
  id: string;
  directoryId: string;
  municipality: string;
  given: string;
  family: string;
  role: string;
  team: string;
  about: string;
}

interface People {
  municipalities: Municipality[];
  citizens: Citizen[];
  employees: Employee[];
}

const people = JSON.parse(readFileSync(new URL('./people.json', import.meta.url), 'utf8')) as People;

export const { municipalities, citizens, employees } = people;

/** The name as the log-in pages and the phones show it. */
export const fullName = (person: { given: string; family: string }): string => `${person.given} ${person.family}`;

/** The citizen with that id in people.json; throws on an unknown one, since only tests and demo code ask. */
export function citizen(id: string): Citizen {
  const found = citizens.find((c) => c.id === id);
  if (!found) throw new Error(`people.json has no citizen ${id}`);
  return found;
}

/** The employee with that id in people.json. */
export function employee(id: string): Employee {
  const found = employees.find((e) => e.id === id);
  if (!found) throw new Error(`people.json has no employee ${id}`);
  return found;
}
