import { useQuery } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso';
import { contextQuery, meQuery } from '../api/queries.ts';
import { wordsLost } from '../api/sessionState.ts';
import { has, t } from '../i18n/catalogue.ts';
import { logInAndReturn, returnPath } from '../login/returning.ts';
import { Ways } from '../login/WithoutLogIn.tsx';
import { EmergencyLines } from '../shell/HelpNow.tsx';
import { OpenShell } from '../shell/Shell.tsx';
import { LeftBehind } from './LeftBehind.tsx';
import { LogOut } from './LogOut.tsx';
import './sorry.css';

export const reasons = [
  'no-case',
  'no-access',
  'unknown-person',
  'no-national-number',
  'test-identity',
  'real-identity',
  'session-ended',
  'unavailable',
  'level',
  'login-failed',
  'login-cancelled',
  'busy',
  'not-here',
  'paused',
] as const;
type Reason = (typeof reasons)[number];

/** Where phone, visit and letter are no help: there is simply something else to do. */
const withoutReach: ReadonlySet<Reason> = new Set(['session-ended', 'not-here']);

/** Where somebody is logged in although there is nothing to see, here or still at the provider. */
const stillLoggedIn: ReadonlySet<Reason> = new Set([
  'no-case',
  'no-access',
  'unknown-person',
  'no-national-number',
  'test-identity',
  'real-identity',
  'level',
  'unavailable',
]);

/** Where a log-in was tried, maybe by somebody who was logged in already: they have lost nothing. */
const afterTrying: ReadonlySet<Reason> = new Set(['login-cancelled', 'login-failed', 'level', 'unavailable']);

type Props = { reason?: Reason; retry?: () => void; loggedIn?: boolean; bare?: boolean; of?: string[]; home?: boolean };

/**
 * Pages for when something stops here: what it is, in plain words, and the way on. Each reason is a page of its own.
 * `of` limits whom to call to some municipalities; `home` says that there is something else to see.
 */
export function Sorry({ reason, retry, loggedIn, bare, of, home }: Props) {
  const { params } = useRoute();
  const asked = (params as Record<string, string | undefined>).reason;
  const why: Reason = reason ?? reasons.find((r) => r === asked) ?? 'login-failed';
  const more = why === 'session-ended' && wordsLost.value ? 'sorry.session-ended.lost' : `sorry.${why}.more`;
  const body = (
    <div class="sorry">
      <h1>{t(`sorry.${why}.title`)}</h1>
      <p class="lead">{t(`sorry.${why}.text`)}</p>
      {has(more) && <p>{t(more)}</p>}
      {why === 'session-ended' && <LeftBehind />}
      <div class="row">
        <WayOn why={why} home={home} retry={retry ?? (() => location.assign(returnPath() ?? '/'))} />
        {(loggedIn || stillLoggedIn.has(why)) && <LogOut large />}
      </div>
      {!reason && afterTrying.has(why) && <StillIn />}
      {!withoutReach.has(why) && <Reach of={of} />}
      {why === 'paused' && (
        <section class="section" aria-labelledby="sorry-danger">
          <h2 id="sorry-danger">{t('sorry.danger')}</h2>
          <ul class="help-lines">
            <EmergencyLines />
          </ul>
        </section>
      )}
    </div>
  );
  return bare ? body : <OpenShell>{body}</OpenShell>;
}

type Way = { why: Reason; home: boolean | undefined; retry: () => void };

function WayOn({ why, home, retry }: Way): ComponentChildren {
  const link = (href: string, text: string) => (
    <a class="ds-button" data-size="lg" href={href}>
      {text}
    </a>
  );
  switch (why) {
    case 'session-ended':
      return link(logInAndReturn(), t('sorry.logInAgain'));
    case 'login-failed':
    case 'login-cancelled':
    case 'busy':
      return link(logInAndReturn(), t('common.tryAgain'));
    case 'level':
      return link(logInAndReturn({ level: 'high' }), t('sorry.logInHigher'));
    case 'not-here':
      return link('/', t('sorry.home'));
    case 'unavailable':
      return (
        <button type="button" class="ds-button" data-size="lg" onClick={retry}>
          {t('common.tryAgain')}
        </button>
      );
    case 'paused':
      return home ? link('/', t('sorry.home')) : null;
    default:
      return null;
  }
}

/** Somebody who only wanted to log in at a higher level is where they were. */
function StillIn() {
  const me = useQuery({ ...meQuery, retry: false });
  if (!me.data || me.data.cases.length === 0) return null;
  return (
    <section class="note" data-color="neutral" aria-label={t('sorry.stillIn')}>
      <div class="words">
        <p>{t('sorry.stillIn')}</p>
        <p>
          <a href={returnPath() ?? '/'}>{t('sorry.back')}</a>
        </p>
      </div>
    </section>
  );
}

function Reach({ of }: { of: string[] | undefined }) {
  const context = useQuery(contextQuery);
  const all = (context.data?.municipalities ?? []).filter((m) => !of || of.includes(m.municipality));
  if (all.length === 0) return null;
  return (
    <section class="section" aria-labelledby="sorry-reach">
      <h2 id="sorry-reach">{t('sorry.reach')}</h2>
      {all.map((m) => (
        <div class="sheet stack" key={m.municipality}>
          <h3>
            <bdi>{m.name}</bdi>
          </h3>
          <Ways municipality={m} />
        </div>
      ))}
    </section>
  );
}
