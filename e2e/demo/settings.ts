// Everything the portal and the fagsystem's stand-in are set to in the demo and in the tests: this file only.
// The portal's own list of settings, with what each means, is in the README and in bff/config.
import { employeeIssuer, portalGroup, secondFactor, tenantId, usesAnsattporten } from '../oidc/employees.ts';
import type { RelyingParty } from '../oidc/issuer.ts';
import { municipalities, type Municipality } from '../people/people.ts';
import type { Secrets } from './secrets.ts';

export interface Addresses {
  /** One per replica, the first is the one to open. */
  portals: { url: string; listen: string; internal: string }[];
  citizensLogin: string;
  employeesLogin: string;
  fagsystem: string;
  phones: string;
}

/** Settings a test may want otherwise than the demo. */
export interface Tuning {
  /** How long a sent message can be taken back, as the portal's MESSAGE_UNDO. */
  messageUndo?: string;
  sessionIdle?: string;
  sessionAbsolute?: string;
  logLevel?: string;
  /** More variables of the portal, for a test of one of them. */
  portal?: Record<string, string>;
}

export const citizenClientId = 'portal-citizen';
export const employeeClientId = 'portal-employee';

const everyWeekday = (opens: string, closes: string) => [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens, closes }));

/** Invented numbers, from a series that is kept free for fiction. */
const phoneNumbers: Record<string, { switchboard: string; duty: string; address: string }> = {
  fjordvik: { switchboard: '55 00 00 00', duty: '55 00 00 01', address: 'Rådhusgata 1, Fjordvik' },
  lyngmo: { switchboard: '55 00 00 10', duty: '55 00 00 11', address: 'Lyngmoveien 2, Lyngmo' },
};

/** Two days of Lyngmo's own, so soon that people are told of them: Thursday closed, the day before until noon. */
export function ownDays(now = new Date()): { closed: string; endsEarly: string } {
  const inDays = (days: number): Date => new Date(now.getTime() + days * 24 * 60 * 60_000);
  const thursday = [6, 7, 8, 9, 10, 11, 12].find((days) => inDays(days).getUTCDay() === 4)!;
  const [endsEarly, closed] = [thursday - 1, thursday].map((days) => inDays(days).toISOString().slice(0, 10));
  return { closed: closed!, endsEarly: endsEarly! };
}

/** A municipality's settings; written as JSON, which is YAML too. */
export function municipalityFile(m: Municipality, at: Addresses, secrets: Secrets): Record<string, unknown> {
  const phones = phoneNumbers[m.id]!;
  const { closed, endsEarly } = ownDays();
  return {
    id: m.id,
    name: m.name,
    organizationNumber: m.organizationNumber,
    hosts: at.portals.map(({ url }) => new URL(url).host),
    citizenLogin: {
      issuer: at.citizensLogin,
      clientId: citizenClientId,
      keyFile: secrets.citizenKeyFile,
      documentsLevel: 'high',
    },
    employeeLogin: {
      issuer: employeeIssuer(at.employeesLogin, m.id),
      clientId: employeeClientId,
      keyFile: secrets.employeeKeyFile,
      groups: [portalGroup(m.id)],
      // The usual settings of Ansattporten: the employer's number is the municipality's own.
      ...(usesAnsattporten(m.id) ? { kind: 'ansattporten' } : { kind: 'entra', tenantId: tenantId(m.id), authenticationContext: secondFactor }),
    },
    fagsystem: { url: `${at.fagsystem}/${m.id}`, tokenFile: secrets.fagsystemTokenFile, webhookSecretFile: secrets.webhooks[m.id]!.secretFile },
    notifications: { url: at.phones, tokenFile: secrets.notificationsTokenFile, sender: 'Innbygger' },
    phones: [
      { kind: 'switchboard', number: phones.switchboard, hours: everyWeekday('08:00', '15:30') },
      { kind: 'duty', number: phones.duty },
    ],
    hours: everyWeekday('08:00', '15:30'),
    ...(m.id === 'lyngmo' ? { holidays: [closed], halfDays: [{ day: endsEarly, closes: '12:00' }] } : {}),
    answersWithinWorkingDays: 2,
    visitAddress: phones.address,
    languages: ['nb', 'nn', 'en', 'ar', 'pl'],
  };
}

/** The portal's variables. */
export function portalEnvironment(
  replica: Addresses['portals'][number],
  databaseUrl: string,
  folders: { municipalities: string; vaultKeys: string },
  tuning: Tuning,
  clamdAddress?: string,
): Record<string, string> {
  return {
    ENVIRONMENT: 'demo',
    DATABASE_URL: databaseUrl,
    VAULT_KEYS_DIR: folders.vaultKeys,
    MUNICIPALITIES_DIR: folders.municipalities,
    LISTEN_ADDRESS: replica.listen,
    INTERNAL_ADDRESS: replica.internal,
    DRAIN_WAIT: '0s',
    SHUTDOWN_GRACE: '5s',
    NOTIFY_DELAY: '3s',
    ...(clamdAddress ? { CLAMD_ADDRESS: clamdAddress } : {}),
    // Everybody here has one address, and programs log in quicker than people.
    LOGINS_PER_MINUTE: '3000',
    ...(tuning.messageUndo ? { MESSAGE_UNDO: tuning.messageUndo } : {}),
    ...(tuning.sessionIdle ? { SESSION_IDLE: tuning.sessionIdle } : {}),
    ...(tuning.sessionAbsolute ? { SESSION_ABSOLUTE: tuning.sessionAbsolute } : {}),
    ...(tuning.logLevel ? { LOG_LEVEL: tuning.logLevel } : {}),
    ...tuning.portal,
  };
}

/** The variables of the fagsystem's stand-in. */
export function fagsystemEnvironment(at: Addresses, databaseUrl: string, pdfFolder: string, secrets: Secrets, now?: Date): Record<string, string> {
  return {
    FAGSYSTEM_ADDRESS: new URL(at.fagsystem).host,
    FAGSYSTEM_DATABASE_URL: databaseUrl,
    FAGSYSTEM_PDF_DIR: pdfFolder,
    FAGSYSTEM_TOKEN: secrets.fagsystemToken,
    FAGSYSTEM_WEBHOOK_URLS: paths(at, '/hooks/fagsystem').join(','),
    ...Object.fromEntries(Object.entries(secrets.webhooks).map(([id, { secret }]) => [`FAGSYSTEM_WEBHOOK_SECRET_${id.toUpperCase()}`, secret])),
    ...(now ? { FAGSYSTEM_NOW: now.toISOString() } : {}),
  };
}

const paths = (at: Addresses, path: string): string[] => at.portals.map(({ url }) => `${url}${path}`);

/** How the portal is registered at the stand-in for ID-porten. */
export const citizenClient = (at: Addresses, secrets: Secrets): RelyingParty => ({
  clientId: citizenClientId,
  jwks: secrets.citizenJwks,
  redirectUris: paths(at, '/login/callback'),
  postLogoutRedirectUris: paths(at, '/logged-out'),
  frontchannelLogoutUri: `${at.portals[0]!.url}/login/frontchannel-logout`,
  backchannelLogoutUri: `${at.portals[0]!.url}/hooks/login/backchannel-logout`,
});

/** How it is registered at the employees' providers. */
export const employeeClient = (at: Addresses, secrets: Secrets): RelyingParty => ({
  clientId: employeeClientId,
  jwks: secrets.employeeJwks,
  redirectUris: paths(at, '/employee/login/callback'),
  postLogoutRedirectUris: paths(at, '/employee/logged-out'),
  frontchannelLogoutUri: `${at.portals[0]!.url}/employee/login/frontchannel-logout`,
  backchannelLogoutUri: `${at.portals[0]!.url}/hooks/employee/login/backchannel-logout`,
});

export { municipalities };
