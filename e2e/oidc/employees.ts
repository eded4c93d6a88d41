// The employees' log-in of every municipality: its own directory (Entra ID: one tenant, and so one issuer, each), and
// Ansattporten, one for the whole country, which passes the municipalities' Entra ID on.
import { createHash } from 'node:crypto';
import { employees, fullName, municipalities, type Employee, type Municipality } from '../people/people.ts';
import { Issuer, type IssuerOptions, type RelyingParty } from './issuer.ts';
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

/** Whose employees log in through Ansattporten. */
export const usesAnsattporten = (municipality: string): boolean => municipality === 'lyngmo';

/** The issuer of a municipality's tenant on a server at `url`. */
export const entraIssuer = (url: string, municipality: string): string => `${url}/${municipality}/v2.0`;
/** Ansattporten on a server at `url`. */
export const ansattportenIssuer = (url: string): string => `${url}/ansattporten`;

/** Where a municipality's employees log in. */
export const employeeIssuer = (url: string, municipality: string): string =>
  usesAnsattporten(municipality) ? ansattportenIssuer(url) : entraIssuer(url, municipality);

type Shape = Omit<IssuerOptions, 'client' | 'standsInFor'>;

function desk(client: RelyingParty, staff: Employee[], shape: Shape, how: { acr?: string; amr?: string[] }): LoginDesk {
  return {
    issuer: new Issuer({ client, standsInFor: words.nb.standsInEmployees, ...shape }),
    standsInFor: (locale) => words[locale].standsInEmployees,
    page: ({ locale }) => ({
      intro: words[locale].introEmployees,
      people: staff.map((e) => ({ id: e.id, name: fullName(e), about: e.about })),
    }),
    submit: ({ locale, params }, form) => {
      const person = staff.find((e) => e.id === form.get('person'));
      return person && { login: { accountId: person.id, ...how, locale, asked: String(params.authorization_details ?? params.claims ?? '') } };
    },
  };
}

const find = (staff: Employee[], id: string): Employee | undefined => staff.find((e) => e.id === id);

/** The authentication context whose policy demands a second factor. Everybody here has one. */
export const secondFactor = 'c1';

/** Which authentication contexts are to be met, as Entra ID is asked: {"id_token":{"acrs":{"essential":true,"value":"c1"}}}. */
function contexts(asked: string | undefined): { acrs?: string[] } {
  const { id_token } = JSON.parse(asked || '{}') as { id_token?: { acrs?: { value?: string } } };
  return id_token?.acrs?.value === secondFactor ? { acrs: [secondFactor] } : {};
}

/**
 * Entra ID: no level, no name of itself in the callback. Its tokens of version 2.0 don't tell how somebody logged in, only
 * which policies were met, of those that were asked for.
 */
function entra(url: string, municipality: string, client: RelyingParty): LoginDesk {
  const staff = employees.filter((e) => e.municipality === municipality);
  const shape: Shape = {
    issuer: entraIssuer(url, municipality),
    cookiePrefix: `employees-standin-${municipality}`,
    claims: ['oid', 'tid', 'groups', 'name', 'preferred_username', 'acrs'],
    claimsOf: (accountId, { asked }) => {
      const person = find(staff, accountId);
      return (
        person && {
          oid: person.directoryId,
          tid: tenantId(municipality),
          groups: [portalGroup(municipality)],
          name: fullName(person),
          preferred_username: `${person.id}@${municipality}.example`,
          ...contexts(asked),
        }
      );
    },
    routes: { authorization: '/authorize', token: '/token', jwks: '/keys', end_session: '/logout' },
    pushedRequests: false,
    issInCallback: false,
    acrValues: [],
    uiLocales: ['nb', 'nn', 'en'],
  };
  return desk(client, staff, shape, {});
}

/** The kind of representation that is the employer's own word. */
const employerDetail = 'ansattporten:orgno';

/** What Ansattporten tells of somebody's employer, if it was asked to (authorization_details). */
function authorizationDetails(employer: Municipality, asked: string | undefined): object[] {
  const wishes = JSON.parse(asked || '[]') as { type?: string }[];
  const orgno = { authority: 'iso6523-actorid-upis', ID: `0192:${employer.organizationNumber}` };
  return wishes.filter(({ type }) => type === employerDetail).map(() => ({ type: employerDetail, authorized_parties: [{ orgno, name: employer.name }] }));
}

/**
 * Ansattporten with Entra ID behind it: always the level `entraid`, the directory's methods with a prefix, the employer's
 * number, neither tenant nor object id. Its `sub` is the same for the same client for ever: what the municipality has
 * given the fagsystem for each employee.
 */
function ansattporten(url: string, client: RelyingParty): LoginDesk {
  const staff = employees.filter((e) => usesAnsattporten(e.municipality));
  const shape: Shape = {
    issuer: ansattportenIssuer(url),
    cookiePrefix: 'ansattporten-standin',
    claims: ['groups', 'name', 'authorization_details', 'locale'],
    claimsOf: (accountId, { locale, asked }) => {
      const person = find(staff, accountId);
      const employer = municipalities.find((m) => m.id === person?.municipality);
      if (!person || !employer) return undefined;
      const details = authorizationDetails(employer, asked);
      return { groups: [portalGroup(employer.id)], name: fullName(person), locale, ...(details.length ? { authorization_details: details } : {}) };
    },
    subjectOf: (accountId) => find(staff, accountId)!.directoryId,
    routes: { authorization: '/authorize', token: '/token', jwks: '/jwks', end_session: '/logout', pushed_authorization_request: '/par' },
    pushedRequests: true,
    issInCallback: true,
    acrValues: ['idporten-loa-high', 'idporten-loa-substantial', 'entraid'],
    uiLocales: ['nb', 'nn', 'en', 'se'],
  };
  return desk(client, staff, shape, { acr: 'entraid', amr: ['entraid_pwd', 'entraid_mfa'] });
}

/** Starts the employees' log-ins; port 0 takes a free one. Each provider knows the portal separately. */
export const startEmployeesLogin = (port: number, client: RelyingParty): Promise<Running> =>
  serveDesks(port, (url) => [...municipalities.map((m) => entra(url, m.id, { ...client })), ansattporten(url, { ...client })]);
