// The stand-in for ID-porten: its documented claims, levels and endpoints, nothing it can't send.
import { citizens, fullName } from '../people/people.ts';
import { Issuer, type LoginResult, type RelyingParty } from './issuer.ts';
import { judgeNumber } from './number.ts';
import { serveDesks, type LoginDesk, type LoginRequest, type Running, type Submitted } from './server.ts';
import { words } from './words.ts';

const high = 'idporten-loa-high';
const substantial = 'idporten-loa-substantial';

/** Someone whose number was typed at the page and who isn't among the demo's people. */
const typedPrefix = 'number:';

function numberOf(accountId: string): string | null {
  if (accountId.startsWith(typedPrefix)) return accountId.slice(typedPrefix.length);
  return citizens.find((c) => c.id === accountId)?.nationalNumber ?? null;
}

/** ID-porten offers an e-ID only if its level is at least the lowest one asked for; without a wish, everything. */
function offeredLevels({ params }: LoginRequest): string[] {
  const asked = String(params.acr_values ?? '').split(/\s+/);
  return asked.includes(high) && !asked.includes(substantial) ? [high] : [high, substantial];
}

/** A level that ID-porten knows but never offers for more than was asked; a test may ask for it by name, to see it refused. */
const low = 'idporten-loa-low';

const chosenLevel = (request: LoginRequest): string =>
  request.level && [...offeredLevels(request), low].includes(request.level) ? request.level : high;

function submit(request: LoginRequest, form: URLSearchParams): Submitted | undefined {
  const acr = chosenLevel(request);
  const amr = [acr === high ? 'BankID' : 'MinID'];
  const login = (accountId: string, how = amr): Submitted => ({ login: { accountId, acr, amr: how, locale: request.locale } });

  const person = citizens.find((c) => c.id === form.get('person'));
  if (person) return login(person.id, person.nationalNumber ? amr : ['eIDAS']);

  const number = form.get('number')?.replace(/\s/g, '');
  if (number === undefined) return undefined;
  const verdict = judgeNumber(number);
  if (verdict !== 'ok' && !(verdict === 'control-digits' && form.get('anyway') === number)) {
    return { page: { typed: { value: number, problem: verdict } } };
  }
  return login(citizens.find((c) => c.nationalNumber === number)?.id ?? `${typedPrefix}${number}`);
}

function desk(issuer: string, client: RelyingParty): LoginDesk {
  return {
    issuer: new Issuer({
      issuer,
      client,
      cookiePrefix: 'citizens-standin',
      standsInFor: words.nb.standsIn,
      claims: ['pid', 'locale'],
      claimsOf: (accountId, { locale }: LoginResult) => {
        const pid = numberOf(accountId);
        return { locale, ...(pid ? { pid } : {}) };
      },
      routes: { authorization: '/authorize', token: '/token', jwks: '/jwks', end_session: '/logout', pushed_authorization_request: '/par' },
      pushedRequests: true,
      issInCallback: true,
      acrValues: [substantial, high],
      uiLocales: ['nb', 'nn', 'en', 'se'],
    }),
    standsInFor: (locale) => words[locale].standsIn,
    page: (request) => {
      const w = words[request.locale];
      const chosen = chosenLevel(request);
      const labels: Record<string, [string, string]> = { [high]: ['BankID', w.high], [substantial]: ['MinID', w.substantial] };
      return {
        intro: w.intro,
        level: chosen,
        levels: offeredLevels(request).map((id) => ({ id, eid: labels[id]![0], label: labels[id]![1], chosen: id === chosen })),
        people: citizens.map((c) => ({ id: c.id, name: fullName(c), about: c.about })),
        typed: { value: '' },
      };
    },
    submit,
  };
}

/** Starts the citizens' log-in; port 0 takes a free one. */
export const startCitizensLogin = (port: number, client: RelyingParty): Promise<Running> =>
  serveDesks(port, (url) => [desk(url, client)]);
