import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { extendSession } from '../api/actions.ts';
import type { Session } from '../api/client.ts';
import { askSession, keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { logInAndReturn } from '../login/returning.ts';
import { SaveAndGo } from '../login/SaveAndGo.tsx';
import { Icon } from '../parts/Icon.tsx';
import { filesUnderWay, messageUnderWay } from '../parts/underWay.ts';
import { Urgent } from '../parts/urgent.tsx';
import { hurry, saveAll, written } from '../parts/written.ts';
import { askAgainIn, clock, type Ending, ending, steps } from './ending.ts';

/** Citizens' by default; the employees' side hands in its own. */
type Props = {
  queryKey?: readonly string[];
  ask?: () => Promise<Session>;
  extend?: () => Promise<Session>;
  /** Where to log in anew when the session can't be extended. */
  again?: () => string;
};

/**
 * Says in time that the session ends. Any key and any tap while it says so is enough to stay. The clock is for the eyes; a
 * screen reader is told at a few steps only, and of what one is writing the truth is said.
 */
export function SessionEnding({
  queryKey = keys.session,
  ask = askSession,
  extend = extendSession,
  again = () => logInAndReturn(),
}: Props) {
  const client = useQueryClient();
  const session = useQuery({
    queryKey,
    queryFn: ask,
    refetchInterval: ({ state }) => askAgainIn(state.data),
    // A page that nobody looks at must not stand there with what it showed.
    refetchIntervalInBackground: true,
  });
  const warning = session.data ? ending(session.data, Date.now() - session.dataUpdatedAt) : null;
  const { stay, refused, stayed } = useStaying(queryKey, extend, !!warning?.extendable);
  useEverySecond(warning !== null);
  useLastWords(warning);

  // Other tabs of this browser learn at once that somebody is here.
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return;
    const channel = new BroadcastChannel(queryKey.join());
    channel.onmessage = () => void client.invalidateQueries({ queryKey });
    return () => channel.close();
  }, [client, queryKey]);

  const draw = () => (
    <>
      <p class="ds-sr-only" role="alert">
        {warning && <Aloud warning={warning} />}
      </p>
      <p class="ds-sr-only" role="status">
        {stayed && !warning ? t('session.stayed') : ''}
      </p>
      {warning && (
        <section class="ending note" data-color="wait" aria-label={t('session.title')}>
          <Icon name="clock" />
          <div class="words">
            <p class="ending-title">
              <strong>{t('session.title')}</strong>{' '}
              <bdi class="number" aria-hidden="true">
                {clock(warning.left)}
              </bdi>
            </p>
            <p>{warning.extendable ? t('session.how') : t('session.last')}</p>
            <StandsWritten />
            {filesUnderWay.value.length > 0 && <p>{t('session.files')}</p>}
            {messageUnderWay.value === 'waiting' && <p>{t('session.waits')}</p>}
            {refused && <p role="alert">{t('session.notExtended')}</p>}
            {warning.extendable ? (
              <StayButton stay={stay} />
            ) : (
              <SaveAndGo to={again}>{t('sorry.logInAgain')}</SaveAndGo>
            )}
          </div>
        </section>
      )}
    </>
  );
  return <Urgent draw={draw} />;
}

function Aloud({ warning }: { warning: Ending }) {
  const step = steps(warning.left);
  return (
    <>
      {'minutes' in step
        ? t('session.ending', { Count: step.minutes })
        : t('session.endingSeconds', { Count: step.seconds })}
      {'. '}
      {warning.extendable ? t('session.how') : t('session.last')}
    </>
  );
}

/** How what is being written stands; nothing is said where nothing is being written. */
function StandsWritten() {
  switch (written.value) {
    case 'saved':
      return <p>{t('session.saved')}</p>;
    case 'saving':
      return <p>{t('session.saving')}</p>;
    case 'unsaved':
      return (
        <p>
          <strong>{t('session.notSaved')}</strong>
        </p>
      );
    default:
      return null;
  }
}

const writesIn = (element: Element | null) => !!element?.matches('input, textarea, select, [contenteditable]');

/** Has the focus while it is there, so that one key is enough, unless somebody is writing just then. */
function StayButton({ stay }: { stay: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const mine = button.current;
    if (!writesIn(before)) mine?.focus({ preventScroll: true });
    return () => {
      const lost = document.activeElement === mine || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div>
      <button ref={button} type="button" class="ds-button" onClick={stay}>
        {t('session.stay')}
      </button>
    </div>
  );
}

function useStaying(queryKey: readonly string[], extend: () => Promise<Session>, possible: boolean) {
  const client = useQueryClient();
  const [refused, setRefused] = useState(false);
  const [stayed, setStayed] = useState(false);
  const under = useRef(false);
  const stay = async () => {
    if (under.current) return;
    under.current = true;
    setRefused(false);
    try {
      client.setQueryData(queryKey, await extend());
      setStayed(true);
      if (typeof BroadcastChannel !== 'undefined') {
        const channel = new BroadcastChannel(queryKey.join());
        channel.postMessage('extended');
        channel.close();
      }
    } catch {
      setRefused(true);
    } finally {
      under.current = false;
    }
  };
  const latest = useRef(stay);
  latest.current = stay;
  useEffect(() => {
    if (!possible) return;
    setStayed(false);
    const here = () => void latest.current();
    for (const sign of ['keydown', 'pointerdown']) addEventListener(sign, here, { passive: true });
    return () => {
      for (const sign of ['keydown', 'pointerdown']) removeEventListener(sign, here);
    };
  }, [possible]);
  return { stay: () => void stay(), refused, stayed };
}

function useEverySecond(running: boolean): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
}

/** What is being written is saved when the warning comes, and in the last seconds each word at once. */
function useLastWords(warning: Ending | null): void {
  const warned = warning !== null;
  const last = warning !== null && warning.left < 10_000;
  useEffect(() => {
    if (warned) void saveAll();
  }, [warned]);
  useEffect(() => {
    hurry.value = last;
    if (last) void saveAll();
    return () => {
      hurry.value = false;
    };
  }, [last]);
}
