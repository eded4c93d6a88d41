// Row 32: real people where all are made up, and made-up ones where all are real.
import { spawn } from 'node:child_process';
import { program } from '../demo/folders.ts';
import { attack, type Attack } from './attack.ts';
import { told } from './http.ts';
import type { Stage } from './stage.ts';

const withNumber = (what: string, expected: string, pid: unknown): Attack =>
  attack(32, what, expected, async (stage) => {
    const { forger, portal } = await stage.forged();
    const visitor = stage.stranger();
    visitor.via = portal;
    forger.forgery = { claims: (claims) => ({ ...claims, pid }) };
    const answer = await visitor.logIn('rania');
    forger.forgery = {};
    const rows = visitor.session ? JSON.parse((await visitor.get('/api/citizen/me')).text || '{}') : {};
    const cases = (rows as { cases?: unknown[] }).cases?.length ?? 0;
    return `${told(answer)}, ${cases ? `${cases} cases` : 'nothing to see'}`;
  });

/** Checks the settings of a portal as an operator does; tells whether it would start, and what it says. */
function checked(env: Record<string, string>): Promise<{ starts: boolean; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(program('portal'), ['config'], { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data) => (said += String(data)));
    child.stderr.on('data', (data) => (said += String(data)));
    child.once('close', (code) => resolve({ starts: code === 0, said }));
  });
}

const settings = (what: string, expected: string, change: Record<string, string>, about: RegExp): Attack =>
  attack(32, what, expected, async (stage: Stage) => {
    const { starts, said } = await checked({ ...stage.demo.portals[0]!.options.env, ...change });
    if (starts) return 'it would start';
    return about.test(said) ? 'refused at start, and told why' : `refused at start for another reason: ${said.slice(0, 120)}`;
  });

const refusedAtStart = 'refused at start, and told why';
const refused = '303 to /sorry/real-identity, nothing to see';
const noNumber = '303 to /sorry/login-failed, nothing to see';

export const worlds: Attack[] = [
  settings('to compare: the demo’s own settings', 'it would start', {}, /./),
  settings('production with the stand-in as ID-porten, by plain http', refusedAtStart, { ENVIRONMENT: 'production' }, /https/),
  settings('training with the stand-in as ID-porten, by plain http', refusedAtStart, { ENVIRONMENT: 'training' }, /https/),
  settings('an environment that doesn’t exist', refusedAtStart, { ENVIRONMENT: 'prod' }, /ENVIRONMENT/),
  settings('no environment', refusedAtStart, { ENVIRONMENT: '' }, /ENVIRONMENT/),
  settings('production with sessions of an hour without activity', refusedAtStart, { ENVIRONMENT: 'production', SESSION_IDLE: '60m' }, /SESSION_IDLE/),
  settings('production with sessions of a day', refusedAtStart, { ENVIRONMENT: 'production', SESSION_ABSOLUTE: '24h' }, /SESSION_ABSOLUTE/),
  settings('limits switched off', refusedAtStart, { REQUESTS_PER_SECOND: '0' }, /REQUESTS_PER_SECOND/),
  settings('a trusted proxy that is no network', refusedAtStart, { TRUSTED_PROXIES: 'everybody' }, /TRUSTED_PROXIES/),
  // Numbers that Skatteetaten has published as examples: nobody has them.
  withNumber('a number as real people have it, in the demo', refused, '02013299997'),
  withNumber('a real-looking number by the rules of 2032', refused, '30108299939'),
  withNumber('a real-looking D-number', refused, '42013299997'),
  withNumber('a number of ten digits', noNumber, '1483861214'),
  withNumber('a number with letters', noNumber, '1483861214x'),
  withNumber('a number with a space', noNumber, '148386 12149'),
  withNumber('a number in other digits than ours', noNumber, '١٤٨٣٨٦١٢١٤٩'),
  withNumber('a number as a number', noNumber, 14838612149),
  withNumber('two numbers', noNumber, ['14838612149', '30898311933']),
  withNumber('an empty number', '303 to /sorry/no-national-number, nothing to see', ''),
];
