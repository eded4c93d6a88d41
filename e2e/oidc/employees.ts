// The stand-in for the municipalities' own directories (Entra ID): one tenant, and so one issuer, per municipality.
import { createHash } from 'node:crypto';
import { employees, fullName, municipalities } from '../people/people.ts';
import { Issuer, type RelyingParty } from './issuer.ts';
import { serveDesks, type LoginDesk, type Running } from './server.ts';
import { words } from './words.ts';

/** A stable UUID made from a name: the directory's own ids of tenants and groups. */
export function directoryUuid(name: string): string {
  const h = createHash('sha256').update(name).digest('hex');
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

export const tenantId = (municipality: string): string => directoryUuid(`tenant ${municipality}`);
/** The group whose members the municipality lets into the portal. */
export const portalGroup = (municipality: string): string => directoryUuid(`group ${municipality} portal`);

/** The issuer of a municipality's tenant on a server at `url`. */
export const employeeIssuer = (url: string, municipality: string): string => `${url}/${municipality}/v2.0`;

function desk(url: string, municipality: string, client: RelyingParty): LoginDesk {
  const staff = employees.filter((e) => e.municipality === municipality);
  return {
    issuer: new Issuer({
      issuer: employeeIssuer(url, municipality),
      client,
      cookiePrefix: `employees-standin-${municipality}`,
      standsInFor: words.nb.standsInEmployees,
      claims: ['oid', 'tid', 'groups', 'name', 'preferred_username'],
      claimsOf: (accountId) => {
        const person = staff.find((e) => e.id === accountId);
        if (!person) return undefined;
        return {
          oid: person.directoryId,
          tid: tenantId(municipality),
          groups: [portalGroup(municipality)],
          name: fullName(person),
          preferred_username: `${person.id}@${municipality}.example`,
        };
      },
      routes: { authorization: '/authorize', token: '/token', jwks: '/keys', end_session: '/logout' },
      pushedRequests: false,
      issInCallback: false,
      acrValues: [],
      uiLocales: ['nb', 'nn', 'en'],
    }),
    standsInFor: (locale) => words[locale].standsInEmployees,
    page: ({ locale }) => ({
      intro: words[locale].introEmployees,
      people: staff.map((e) => ({ id: e.id, name: fullName(e), about: e.about })),
    }),
    submit: ({ locale }, form) => {
      const person = staff.find((e) => e.id === form.get('person'));
      return person && { login: { accountId: person.id, amr: ['pwd', 'mfa'], locale } };
    },
  };
}

/** Starts the employees' log-in for every municipality; port 0 takes a free one. */
export const startEmployeesLogin = (port: number, client: RelyingParty): Promise<Running> =>
  serveDesks(port, (url) => municipalities.map((m) => desk(url, m.id, client)));
